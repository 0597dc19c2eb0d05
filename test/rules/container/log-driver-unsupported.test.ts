import rule from '../../../src/rules/container/log-driver-unsupported';
import { testRule } from '../rule-tester';

const driver = (name: unknown) => ({ LogConfiguration: { LogDriver: name } });
const task = (properties: object, resources: object = {}) => ({
  properties: {},
  Resources: { Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', ...driver('json-file') }], ...properties } }, ...resources },
});
const finding = (name: string) => `container "app" has the log driver "${name}"; Fargate has only awsfirelens, awslogs, splunk.`;

const CALL = "ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH, mode: ecs.AwsLogDriverMode.NON_BLOCKING })";

testRule(rule, {
  good: {
    'awslogs': driver('awslogs'),
    'splunk': driver('splunk'),
    'none, which has a rule of its own': driver('none'),
    'no driver, which has a rule of its own': { LogConfiguration: undefined },
    'a driver that only CloudFormation knows': driver({ 'Fn::ImportValue': 'Driver' }),
    'a driver that a parameter without default decides': { properties: driver({ Ref: 'Driver' }), Parameters: { Driver: { Type: 'String' } } },
    'instances, which have more drivers': task({ RequiresCompatibilities: ['EC2'] }),
    'a task of which nothing says where it runs': task({}),
    'a service that may be on Fargate': task({}, {
      Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Other' }, LaunchType: { 'Fn::ImportValue': 'LaunchType' } } },
    }),
    'a daemon, which runs on instances': {
      properties: {},
      Resources: { Daemon: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', ...driver('journald') }] } } },
    },
  },
  bad: {
    'fluentd, instead of FireLens': [driver('fluentd'), finding('fluentd')],
    'the default of Docker': [driver('json-file'), finding('json-file')],
    'a name in capitals': [driver('AWSLOGS'), finding('AWSLOGS')],
    'lower-case keys of a raw template': [{ LogConfiguration: undefined, logConfiguration: { logDriver: 'gelf' } }, finding('gelf')],
    'a task for both, which must be good for Fargate, too': [task({ RequiresCompatibilities: ['EC2', 'FARGATE'] }), finding('json-file')],
    'a service on Fargate': [
      task({}, { Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Other' }, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }] } } }),
      finding('json-file'),
    ],
    'one branch of a condition': [
      {
        properties: driver({ 'Fn::If': ['UsesGraylog', 'gelf', 'awslogs'] }),
        Conditions: { UsesGraylog: { 'Fn::Equals': [{ Ref: 'Destination' }, 'graylog'] } },
        Parameters: { Destination: { Type: 'String' } },
      },
      'container "app" has the log driver "gelf"; Fargate has only awsfirelens, awslogs, splunk, where UsesGraylog is true.',
    ],
  },
  fixes: {
    'the call that no other rule finds fault with': [
      driver('fluentd'),
      `set logging: ${CALL}, which SafeFargateTaskDefinition sets, or ecs.LogDrivers.firelens({ … }) in a SafeFargateTaskDefinition for all other destinations`,
    ],
  },
});
