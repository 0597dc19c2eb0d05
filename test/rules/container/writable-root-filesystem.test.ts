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

const SET = 'set readonlyRootFilesystem: true and mount a volume or tmpfs where the application writes';

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
  fixes: {
    'on Fargate': [
      { ReadonlyRootFilesystem: false }, `${SET}; SafeFargateTaskDefinition does both for /tmp, for Fargate patterns of aws-ecs-patterns too (taskDefinition)`,
    ],
    'on EC2, where a pattern takes no task definition for Fargate': [
      { RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', ReadonlyRootFilesystem: false }] },
      `${SET}; where a pattern of aws-ecs-patterns makes the container, pass it an ecs.Ec2TaskDefinition of your own as taskDefinition`,
    ],
  },
});
