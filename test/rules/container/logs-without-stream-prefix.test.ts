import rule from '../../../src/rules/container/logs-without-stream-prefix';
import { testRule } from '../rule-tester';

const awslogs = (options: unknown) => ({ LogConfiguration: { LogDriver: 'awslogs', Options: options } });
const onInstances = (options: unknown, type = 'AWS::ECS::TaskDefinition') => ({
  properties: {},
  Resources: { Other: { Type: type, Properties: { ContainerDefinitions: [{ Name: 'app', ...awslogs(options) }] } } },
});
const REFUSED = 'error: container "app" logs with awslogs and has no awslogs-stream-prefix, without which Fargate refuses the task definition.';
const NAMELESS = 'container "app" logs with awslogs and has no awslogs-stream-prefix: its streams have the ids of Docker containers for names.';

const CALL = "ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH, mode: ecs.AwsLogDriverMode.NON_BLOCKING })";

testRule(rule, {
  good: {
    'a prefix that only CloudFormation knows': awslogs({ 'awslogs-stream-prefix': { 'Fn::ImportValue': 'Prefix' } }),
    'a prefix that is put together': awslogs({ 'awslogs-stream-prefix': { 'Fn::Sub': '${AWS::StackName}-app' } }),
    'options that only CloudFormation knows': awslogs({ 'Fn::FindInMap': ['Logs', { Ref: 'AWS::Region' }, 'Options'] }),
    'options that a macro adds to': awslogs({ 'awslogs-group': 'app', 'Fn::Transform': { Name: 'Prefixes' } }),
    'lower-case keys of a raw template': {
      LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-stream-prefix': 'app' } },
    },
    'another driver': { LogConfiguration: { LogDriver: 'splunk', Options: {} } },
    'FireLens': { LogConfiguration: { LogDriver: 'awsfirelens' } },
    'no driver, which has a rule of its own': { LogConfiguration: undefined },
  },
  bad: {
    'none on Fargate': [awslogs({ 'awslogs-group': 'app', 'awslogs-region': 'eu-west-1' }), REFUSED],
    'no options at all': [awslogs(undefined), REFUSED],
    'one that a condition takes away': [
      {
        properties: awslogs({ 'awslogs-stream-prefix': { 'Fn::If': ['IsProd', 'app', { Ref: 'AWS::NoValue' }] } }),
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
        Parameters: { Stage: { Type: 'String' } },
      },
      REFUSED.replace(/\.$/, ', where IsProd is false.'),
    ],
    'none on instances': [onInstances({ 'awslogs-group': 'app' }), NAMELESS],
    'a daemon': [onInstances({ 'awslogs-group': 'app' }, 'AWS::ECS::DaemonTaskDefinition'), NAMELESS],
  },
  fixes: {
    'options that are written out': [
      awslogs({ 'awslogs-group': 'app' }), `set the option 'awslogs-stream-prefix': 'app', or use ${CALL}; SafeFargateTaskDefinition sets it`,
    ],
  },
});
