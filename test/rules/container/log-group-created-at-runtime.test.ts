import rule from '../../../src/rules/container/log-group-created-at-runtime';
import { testRule } from '../rule-tester';

const logsTo = (group: unknown, options: object = {}) => ({ LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': group, ...options } } });
const created = (name: string) => `container "app" lets ECS create its log group "${name}" when it first starts: nobody decides how long that keeps logs.`;
const elsewhere = (name: string) => `container "app" logs to "${name}", which this app does not make: who does, and how long it keeps logs, is not known here.`;

testRule(rule, {
  good: {
    'a group of the app by its name': { properties: logsTo('/ecs/app'), Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ecs/app' } } } },
    'a group of the app, so that there is nothing to create': logsTo({ Ref: 'LogGroup' }, { 'awslogs-create-group': 'true' }),
    'a group that LogRetention of the CDK makes': {
      properties: logsTo('/ecs/app'), Resources: { Retention: { Type: 'Custom::LogRetention', Properties: { LogGroupName: '/ecs/app', RetentionInDays: 30 } } },
    },
    'a group that only CloudFormation knows': logsTo({ 'Fn::ImportValue': 'LogGroup' }),
    'a group that only CloudFormation knows, created': logsTo({ 'Fn::ImportValue': 'LogGroup' }, { 'awslogs-create-group': 'true' }),
    'a group that a parameter names': { properties: logsTo({ Ref: 'GroupName' }), Parameters: { GroupName: { Type: 'String' } } },
    'a group that a parameter names, created': {
      properties: logsTo({ Ref: 'GroupName' }, { 'awslogs-create-group': 'true' }), Parameters: { GroupName: { Type: 'String' } },
    },
    'a group of another resource': { properties: logsTo({ 'Fn::GetAtt': ['Maker', 'LogGroupName'] }), Resources: { Maker: { Type: 'Custom::LogGroupMaker' } } },
    'a name that may be that of a group of the app': {
      properties: logsTo({ 'Fn::Sub': '/ecs/${Service}' }),
      Parameters: { Service: { Type: 'String' } },
      Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ecs/app' } } },
    },
    'options that only CloudFormation knows': { LogConfiguration: { LogDriver: 'awslogs', Options: { 'Fn::Transform': { Name: 'Logs' } } } },
    'no group at all, which ECS refuses': { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-stream-prefix': 'app' } } },
    'FireLens, which creates groups by its own options': { LogConfiguration: { LogDriver: 'awsfirelens', Options: { auto_create_group: 'true', log_group_name: 'app' } } },
  },
  bad: {
    'created': [logsTo('/ecs/app', { 'awslogs-create-group': 'true' }), created('/ecs/app')],
    'created, in the words of Python': [logsTo('/ecs/app', { 'awslogs-create-group': 'True' }), created('/ecs/app')],
    'created, as a flag': [logsTo('/ecs/app', { 'awslogs-create-group': true }), created('/ecs/app')],
    'created, by a name with unknown parts': [logsTo({ 'Fn::Sub': '/ecs/${AWS::StackName}' }, { 'awslogs-create-group': 'true' }), created('/ecs/${AWS::StackName}')],
    'not created': [logsTo('/ecs/app', { 'awslogs-create-group': 'false' }), elsewhere('/ecs/app')],
    'a group that somebody else makes': [logsTo('/shared/logs'), elsewhere('/shared/logs')],
    'a name with unknown parts that fits no group of the app': [
      { properties: logsTo({ 'Fn::Sub': '/ecs/${AWS::StackName}' }), Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/vpc/flow' } } } },
      elsewhere('/ecs/${AWS::StackName}'),
    ],
    'a parameter that names a group of somebody else by default': [
      { properties: logsTo({ Ref: 'GroupName' }), Parameters: { GroupName: { Type: 'String', Default: '/shared/logs' } } }, elsewhere('/shared/logs'),
    ],
    'containers that share a group: one of them says it': [
      {
        properties: {},
        Resources: {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: { ContainerDefinitions: ['web', 'app', 'proxy'].map((Name) => ({ Name, ...logsTo(Name === 'proxy' ? '/ecs/proxy' : '/ecs/web') })) },
          },
        },
      },
      elsewhere('/ecs/web'), elsewhere('/ecs/proxy').replace('"app"', '"proxy"'),
    ],
    'lower-case keys of a raw template': [
      { LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/app' } } }, elsewhere('/ecs/app'),
    ],
  },
});
