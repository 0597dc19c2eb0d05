import rule from '../../../src/rules/container/writable-root-filesystem';
import { testRule } from '../rule-tester';
import { templateOf } from '../subjects';

const windows = (family: unknown) => ({
  properties: {},
  Resources: {
    Other: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        ...templateOf('container', { ReadonlyRootFilesystem: undefined }).Resources.Subject.Properties, RuntimePlatform: { OperatingSystemFamily: family },
      },
    },
  },
});

testRule(rule, {
  good: {
    'true as a text': { ReadonlyRootFilesystem: 'true' },
    'a value that only CloudFormation knows': { ReadonlyRootFilesystem: { 'Fn::ImportValue': 'ReadOnly' } },
    'Windows, which cannot': windows('WINDOWS_SERVER_2022_CORE'),
    'an image of Windows': { Image: 'mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022', ReadonlyRootFilesystem: undefined },
    'instances with Windows': {
      properties: {},
      Resources: {
        Other: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            ...templateOf('container', { ReadonlyRootFilesystem: undefined }).Resources.Subject.Properties,
            PlacementConstraints: [{ Type: 'memberOf', Expression: "attribute:ecs.os-type == 'windows'" }],
          },
        },
      },
    },
    'an operating system that only CloudFormation knows': windows({ 'Fn::ImportValue': 'Family' }),
  },
  bad: {
    'nothing said': [{ ReadonlyRootFilesystem: undefined }, 'container "app" can write to its root file system: readonlyRootFilesystem is not set.'],
    'false': [{ ReadonlyRootFilesystem: false }, 'container "app" can write to its root file system: readonlyRootFilesystem is false.'],
    'a service with ECS Exec, which needs it, as a hint': [
      {
        properties: { ReadonlyRootFilesystem: undefined },
        Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, EnableExecuteCommand: true } } },
      },
      'info: container "app" can write to its root file system: readonlyRootFilesystem is not set, and ECS Exec, which its service enables, needs that.',
    ],
    'Linux by name': [windows('LINUX'), 'container "app" can write to its root file system: readonlyRootFilesystem is not set.'],
  },
});
