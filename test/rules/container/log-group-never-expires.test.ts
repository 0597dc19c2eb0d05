import rule from '../../../src/rules/container/log-group-never-expires';
import { testRule } from '../rule-tester';

const logsTo = (group: unknown) => ({ LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': group } } });
const group = (properties: object = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties: properties });
const retention = (properties: object) => ({ Type: 'Custom::LogRetention', Properties: properties });
const container = (name: unknown, groupName: unknown) => ({ Name: name, ...logsTo(groupName) });
const task = (...containers: object[]) => ({ Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } });
const finding = (name: string, of = 'app') => `container "${of}" logs to "${name}", which keeps everything for ever: the log group has no retention.`;

testRule(rule, {
  good: {
    'a group that is named, with retention': { properties: logsTo('/ecs/app'), Resources: { Logs: group({ LogGroupName: '/ecs/app', RetentionInDays: 90 }) } },
    'a retention as a text': { properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group({ RetentionInDays: '90' }) } },
    'a retention that only CloudFormation knows': {
      properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group({ RetentionInDays: { Ref: 'Days' } }) }, Parameters: { Days: { Type: 'Number' } },
    },
    'a retention with a default': {
      properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group({ RetentionInDays: { Ref: 'Days' } }) }, Parameters: { Days: { Type: 'Number', Default: 14 } },
    },
    'a retention under a condition': {
      properties: logsTo({ Ref: 'Logs' }),
      Resources: { Logs: group({ RetentionInDays: { 'Fn::If': ['IsProd', 365, { Ref: 'AWS::NoValue' }] } }) },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Parameters: { Stage: { Type: 'String' } },
    },
    'a group whose retention the CDK sets by name': {
      properties: logsTo('/ecs/app'),
      Resources: { Logs: group({ LogGroupName: '/ecs/app' }), Retention: retention({ LogGroupName: '/ecs/app', RetentionInDays: 30 }) },
    },
    'a group whose retention the CDK sets by reference': {
      properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group(), Retention: retention({ LogGroupName: { Ref: 'Logs' }, RetentionInDays: 30 }) },
    },
    'a group that the CDK makes to set its retention': {
      properties: logsTo({ 'Fn::GetAtt': ['Retention', 'LogGroupName'] }), Resources: { Retention: retention({ LogGroupName: '/ecs/app', RetentionInDays: 30 }) },
    },
    'a group elsewhere': logsTo('/shared/logs'),
    'a group that only CloudFormation knows': logsTo({ 'Fn::ImportValue': 'LogGroup' }),
    'a group without retention that no container uses': { properties: {}, Resources: { Access: group({ LogGroupName: '/vpc/flow' }) } },
    'FireLens': { properties: { LogConfiguration: { LogDriver: 'awsfirelens', Options: { log_group_name: '/ecs/app' } } }, Resources: { Logs: group({ LogGroupName: '/ecs/app' }) } },
    'a name that cannot be told from that of another group': {
      properties: logsTo({ 'Fn::Sub': '/ecs/${Service}' }),
      Resources: { Logs: group({ LogGroupName: { 'Fn::Sub': '/ecs/${Name}' } }) },
      Parameters: { Service: { Type: 'String' }, Name: { Type: 'String' } },
    },
  },
  bad: {
    'a group by reference': [{ properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group() } }, finding('Logs')],
    'a group with a name': [{ properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group({ LogGroupName: '/ecs/app' }) } }, finding('/ecs/app')],
    'a group without properties': [{ properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: { Type: 'AWS::Logs::LogGroup' } } }, finding('Logs')],
    'a group by its name': [{ properties: logsTo('/ecs/app'), Resources: { Logs: group({ LogGroupName: '/ecs/app' }) } }, finding('/ecs/app')],
    'a group by a name that both put together in the same way': [
      { properties: logsTo({ 'Fn::Sub': '/ecs/${AWS::StackName}' }), Resources: { Logs: group({ LogGroupName: { 'Fn::Sub': '/ecs/${AWS::StackName}' } }) } },
      finding('/ecs/${AWS::StackName}'),
    ],
    'a reference inside a text': [{ properties: logsTo({ 'Fn::Sub': '${Logs}' }), Resources: { Logs: group() } }, finding('Logs')],
    'the CDK is told to keep everything': [
      { properties: logsTo({ 'Fn::GetAtt': ['Retention', 'LogGroupName'] }), Resources: { Retention: retention({ LogGroupName: '/ecs/app' }) } }, finding('/ecs/app'),
    ],
    'containers that share a group: one of them says it, whatever their order': [
      { properties: {}, Resources: { Logs: group(), Task: task(container('web', { Ref: 'Logs' }), container('agent', { Ref: 'Logs' }), container('proxy', { Ref: 'Logs' })) } },
      finding('Logs', 'agent'),
    ],
    'containers with a group each': [
      { properties: {}, Resources: { Web: group(), Proxy: group(), Task: task(container('web', { Ref: 'Web' }), container('proxy', { Ref: 'Proxy' })) } },
      finding('Web', 'web'), finding('Proxy', 'proxy'),
    ],
    'tasks that share a group: each says it': [
      { properties: {}, Resources: { Logs: group(), Web: task(container('web', { Ref: 'Logs' })), Job: task(container('job', { Ref: 'Logs' })) } },
      finding('Logs', 'web'), finding('Logs', 'job'),
    ],
    'a container without a known name': [
      { properties: {}, Resources: { Logs: group(), Task: task(container({ 'Fn::ImportValue': 'Name' }, { Ref: 'Logs' })) } },
      'container number 1 logs to "Logs", which keeps everything for ever: the log group has no retention.',
    ],
  },
  fixes: {
    'a group by reference': [
      { properties: logsTo({ Ref: 'Logs' }), Resources: { Logs: group() } },
      'set logRetention: logs.RetentionDays.ONE_MONTH in ecs.LogDrivers.awsLogs (with aws-ecs-patterns: logDriver of the image options, or of a QueueProcessing '
        + 'service itself), or retention on the log group; SafeFargateTaskDefinition keeps logs for a month',
    ],
  },
});
