import rule from '../../../src/rules/service/old-platform-version';
import { Case, testRule } from '../rule-tester';

function service(version: unknown, task: object = {}, more: object = {}): Case {
  return {
    properties: { LaunchType: 'FARGATE', PlatformVersion: version, TaskDefinition: { Ref: 'Task' }, ...more },
    Parameters: { Family: { Type: 'String' }, Old: { Type: 'String', Default: '1.3.0' } },
    Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [], ...task } } },
  };
}

const family = (name: unknown) => ({ RuntimePlatform: { OperatingSystemFamily: name } });
const finding = (version: string) => `service "Subject" stays on platform version ${version} of Fargate, which is not the current one.`;

testRule(rule, {
  good: {
    'nothing said, which means LATEST': service(undefined),
    'LATEST': service('LATEST'),
    'the current version': service('1.4.0'),
    'a version to come': service('1.10.0'),
    'the current version of Windows': service('1.0.0', family('WINDOWS_SERVER_2022_CORE')),
    'the current version of what may be Windows': service('1.0.0', family({ Ref: 'Family' })),
    'the current version of Windows, for a task definition that is not in the app': service('1.0.0', {}, { TaskDefinition: 'reports' }),
    'a version that only CloudFormation knows': service({ 'Fn::ImportValue': 'Version' }),
    'an empty text': service(''),
  },
  bad: {
    'a version that is retired': [service('1.3.0'), finding('1.3.0')],
    'the first version': [service('1.0.0'), finding('1.0.0')],
    'the first version, for Linux': [service('1.0.0', family('LINUX')), finding('1.0.0')],
    'a version that Windows never had, for a task definition that is not in the app': [service('1.3.0', {}, { TaskDefinition: 'reports' }), finding('1.3.0')],
    'a capacity provider': [service('1.3.0', {}, { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] }), finding('1.3.0')],
    'the default of a parameter': [service({ Ref: 'Old' }), finding('1.3.0')],
  },
});
