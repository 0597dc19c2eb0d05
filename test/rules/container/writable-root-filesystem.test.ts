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
    'an operating system that only CloudFormation knows': windows({ 'Fn::ImportValue': 'Family' }),
  },
  bad: {
    'nothing said': [{ ReadonlyRootFilesystem: undefined }, 'container "app" can write to its root file system: readonlyRootFilesystem is not set.'],
    'false': [{ ReadonlyRootFilesystem: false }, 'container "app" can write to its root file system: readonlyRootFilesystem is false.'],
    'Linux by name': [windows('LINUX'), 'container "app" can write to its root file system: readonlyRootFilesystem is not set.'],
  },
});
