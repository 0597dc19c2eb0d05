import rule from '../../../src/rules/cluster/exec-not-logged';
import { Case, testRule } from '../rule-tester';

const AWSLOGS = { LogConfiguration: { LogDriver: 'awslogs' } };
const FIRELENS = { LogConfiguration: { LogDriver: 'awsfirelens' } };

interface Parts {
  readonly service?: object;
  readonly containers?: unknown;
  readonly Resources?: object;
}

/** A cluster in which a service enables ECS Exec, on containers that log to CloudWatch Logs. */
function cluster(logging: unknown, { service = {}, containers = [{ Name: 'app', ...AWSLOGS }], Resources = {} }: Parts = {}): Case {
  return {
    properties: { Configuration: logging === undefined ? undefined : { ExecuteCommandConfiguration: { Logging: logging } } },
    Parameters: { Unknown: { Type: 'String' } },
    Resources: {
      Api: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Subject' }, TaskDefinition: { Ref: 'Task' }, EnableExecuteCommand: true, ...service } },
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } },
      ...Resources,
    },
  };
}

const daemon = (more: object = {}) => ({
  Agent: { Type: 'AWS::ECS::Daemon', Properties: { DaemonName: 'agent', ClusterArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, DaemonTaskDefinitionArn: { Ref: 'AgentTask' }, EnableExecuteCommand: true, ...more } },
  AgentTask: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'agent', ...FIRELENS }] } },
});
const OFF = { service: { EnableExecuteCommand: false } };
const none = (what: string) => `cluster "Subject" does not log what people do by ECS Exec, which ${what}: its logging is NONE.`;
const mute = (what: string) => `cluster "Subject" logs what people do by ECS Exec with the awslogs driver of their container, and none has it where ${what} it.`;

testRule(rule, {
  good: {
    'a log of its own': cluster('OVERRIDE'),
    'a log of its own, for containers without awslogs': cluster('OVERRIDE', { containers: [{ Name: 'app', ...FIRELENS }] }),
    'nothing said, which means the log of the container': cluster(undefined),
    'DEFAULT': cluster('DEFAULT'),
    'DEFAULT, and one container of the task logs to CloudWatch Logs': cluster('DEFAULT', { containers: [{ Name: 'app', ...FIRELENS }, { Name: 'router', ...AWSLOGS }] }),
    'DEFAULT, and a log driver that only CloudFormation knows': cluster('DEFAULT', { containers: [{ Name: 'app', LogConfiguration: { LogDriver: { Ref: 'Unknown' } } }] }),
    'DEFAULT, and a task definition that is not in the app': cluster('DEFAULT', { service: { TaskDefinition: 'api' } }),
    'DEFAULT, and containers that only CloudFormation knows': cluster(undefined, { containers: { 'Fn::Transform': { Name: 'Containers' } } }),
    'NONE, where nobody can use ECS Exec': cluster('NONE', OFF),
    'NONE, where perhaps nobody can use ECS Exec': cluster('NONE', { service: { EnableExecuteCommand: { Ref: 'Unknown' } } }),
    'NONE, and ECS Exec in another cluster': cluster('NONE', { service: { Cluster: 'other' } }),
    'NONE, and a daemon without ECS Exec': cluster('NONE', { ...OFF, Resources: daemon({ EnableExecuteCommand: false }) }),
    'no services': cluster('NONE', { service: { Cluster: undefined } }),
    'logging that only CloudFormation knows': cluster({ Ref: 'Unknown' }, { containers: [{ Name: 'app' }] }),
  },
  bad: {
    'NONE': [cluster('NONE'), none('service "Api" enables')],
    'NONE, by the ARN of the cluster': [cluster('NONE', { service: { Cluster: { 'Fn::GetAtt': ['Subject', 'Arn'] } } }), none('service "Api" enables')],
    'NONE, and a daemon': [cluster('NONE', { ...OFF, Resources: daemon() }), none('daemon "agent" enables')],
    'NONE, and several services': [
      cluster('NONE', { service: { ServiceName: 'api' }, Resources: daemon() }), none('service "api", daemon "agent" enable'),
    ],
    'DEFAULT, and containers that log elsewhere': [cluster('DEFAULT', { containers: [{ Name: 'app', ...FIRELENS }] }), mute('service "Api" enables')],
    'nothing said, and containers that log nowhere': [cluster(undefined, { containers: [{ Name: 'app' }] }), mute('service "Api" enables')],
    'nothing said, and a daemon that logs elsewhere': [cluster(undefined, { Resources: daemon() }), mute('daemon "agent" enables')],
  },
});
