import rule from '../../../src/rules/container/no-log-driver';
import { testRule } from '../rule-tester';

const onInstances = (container: object, type = 'AWS::ECS::TaskDefinition') => ({
  properties: {},
  Resources: { Other: { Type: type, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', ...container }] } } },
});
const LOST = 'container "app" has no log driver: its output is lost.';
const ON_HOST = 'container "app" has no log driver: its output goes no further than its host.';

const CALL = "ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH, mode: ecs.AwsLogDriverMode.NON_BLOCKING })";

testRule(rule, {
  good: {
    'a driver other than awslogs': { LogConfiguration: { LogDriver: 'splunk' } },
    'lower-case keys of a raw template': { LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs' } },
    'lower-case keys all the way': {
      properties: {},
      Resources: {
        Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { containerDefinitions: [{ name: 'app', logConfiguration: { logDriver: 'awslogs' } }] } },
      },
    },
    'a log configuration that only CloudFormation knows': { LogConfiguration: { 'Fn::Transform': { Name: 'Logs' } } },
    'a driver that only CloudFormation knows': { LogConfiguration: { LogDriver: { 'Fn::ImportValue': 'Driver' } } },
    'a container that a macro adds to': { 'LogConfiguration': undefined, 'Fn::Transform': { Name: 'Logs' } },
    'a FireLens router with a driver of its own': {
      FirelensConfiguration: { Type: 'fluentbit' }, LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'firelens' } },
    },
    'a job of AWS Batch, which logs to CloudWatch by default': {
      properties: {},
      Resources: {
        Job: { Type: 'AWS::Batch::JobDefinition', Properties: { Type: 'container', ContainerProperties: { Image: 'app:1.0.0' } } },
        TaskJob: {
          Type: 'AWS::Batch::JobDefinition',
          Properties: { Type: 'container', EcsProperties: { TaskProperties: [{ Containers: [{ Name: 'app', Image: 'app:1.0.0' }] }] } },
        },
      },
    },
  },
  bad: {
    'nothing said': [{ LogConfiguration: undefined }, LOST],
    'a log configuration without a driver': [{ LogConfiguration: { Options: { mode: 'non-blocking' } } }, LOST],
    'a log configuration that a condition takes away': [
      {
        properties: { LogConfiguration: { 'Fn::If': ['Logs', { LogDriver: 'awslogs' }, { Ref: 'AWS::NoValue' }] } },
        Conditions: { Logs: { 'Fn::Equals': [{ Ref: 'Logging' }, 'on'] } },
        Parameters: { Logging: { Type: 'String' } },
      },
      'container "app" has no log driver: its output is lost, where Logs is false.',
    ],
    'none on Fargate, where it does not deploy': [
      { LogConfiguration: { LogDriver: 'none' } }, 'error: container "app" has the log driver "none", which Fargate refuses.',
    ],
    'none on instances': [onInstances({ LogConfiguration: { LogDriver: 'none' } }), 'container "app" has the log driver "none": its output is lost.'],
    'nothing said on instances, where the daemon of the host has a default': [onInstances({}), ON_HOST],
    'a daemon': [onInstances({}, 'AWS::ECS::DaemonTaskDefinition'), ON_HOST],
    'a FireLens router without a driver of its own': [{ FirelensConfiguration: { Type: 'fluentbit' }, LogConfiguration: undefined }, LOST],
    'an init container, whose last words tell why a task does not start': [onInstances({ Essential: false }), ON_HOST],
  },
  fixes: {
    'none on Fargate': [{ LogConfiguration: undefined }, `set logging: ${CALL}; SafeFargateTaskDefinition sets it`],
  },
});
