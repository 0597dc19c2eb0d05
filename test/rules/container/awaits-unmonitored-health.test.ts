import rule from '../../../src/rules/container/awaits-unmonitored-health';
import { testRule } from '../rule-tester';

const waiting = (cache: object, condition: unknown = 'HEALTHY') => ({
  ContainerDefinitions: [{ Name: 'app', DependsOn: [{ ContainerName: 'cache', Condition: condition }] }, { Name: 'cache', Image: 'redis:8.2.1', ...cache }],
});
const FINDING = 'container "app" waits for "cache" to be HEALTHY, but "cache" has no health check: ECS refuses the task definition.';

testRule(rule, {
  good: {
    'no wait at all': {},
    'a wait for the start': waiting({}, 'START'),
    'a wait for the end': waiting({ Essential: false }, 'SUCCESS'),
    'a wait without a condition': { ContainerDefinitions: [{ Name: 'app', DependsOn: [{ ContainerName: 'cache' }] }, { Name: 'cache' }] },
    'a condition that only CloudFormation knows': waiting({}, { 'Fn::ImportValue': 'Condition' }),
    'a health check that only CloudFormation knows': waiting({ HealthCheck: { 'Fn::ImportValue': 'Check' } }),
    'a command that only CloudFormation knows': waiting({ HealthCheck: { Command: { 'Fn::ImportValue': 'Check' } } }),
    'a command with a part that only CloudFormation knows': waiting({ HealthCheck: { Command: ['CMD-SHELL', { 'Fn::Sub': 'curl localhost:${Port}' }] } }),
    'a container that the task does not have, which is another finding': {
      ContainerDefinitions: [{ Name: 'app', DependsOn: [{ ContainerName: 'cache', Condition: 'HEALTHY' }] }],
    },
    'containers that only CloudFormation knows': {
      ContainerDefinitions: [{ Name: 'app', DependsOn: [{ ContainerName: 'cache', Condition: 'HEALTHY' }] }, { 'Fn::Transform': { Name: 'Cache' } }],
    },
  },
  bad: {
    'no health check': [waiting({}), FINDING],
    'an image that surely has a HEALTHCHECK of its own': [waiting({ Image: 'ghcr.io/blakeblackshear/frigate:0.16.1' }), FINDING],
    'a health check that is switched off': [
      waiting({ HealthCheck: { Command: ['NONE'] } }), 'container "app" waits for "cache" to be HEALTHY, but "cache" has its health check switched off (NONE): it never is.',
    ],
    'one of several': [
      {
        ContainerDefinitions: [
          { Name: 'app', DependsOn: ['cache', 'queue', 'init'].map((ContainerName) => ({ ContainerName, Condition: ContainerName === 'init' ? 'SUCCESS' : 'HEALTHY' })) },
          { Name: 'cache', HealthCheck: { Command: ['CMD', 'redis-cli', 'ping'] } },
          { Name: 'queue' },
          { Name: 'init', Essential: false },
        ],
      },
      FINDING.replaceAll('cache', 'queue'),
    ],
    'a health check that a condition removes': [
      {
        properties: waiting({ HealthCheck: { 'Fn::If': ['IsProd', { Command: ['CMD', 'redis-cli', 'ping'] }, { Ref: 'AWS::NoValue' }] } }),
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      FINDING.replace(/\.$/, ', where IsProd is false.'),
    ],
    'a daemon': [
      {
        properties: {},
        Resources: {
          Daemon: {
            Type: 'AWS::ECS::DaemonTaskDefinition',
            Properties: {
              ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', DependsOn: [{ ContainerName: 'cache', Condition: 'HEALTHY' }] }, { Name: 'cache', Image: 'redis:8.2.1' }],
            },
          },
        },
      },
      FINDING,
    ],
  },
});
