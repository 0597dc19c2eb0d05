import rule from '../../../src/rules/task-definition/shared-process-namespace';
import { testRule } from '../rule-tester';

const onHost = (PidMode: unknown, service?: object) => ({
  properties: { RequiresCompatibilities: ['EC2'], PidMode },
  Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, ...service } } },
});
const HOST = 'task definition "Subject" shares the process namespace of its host: pidMode is "host".';
const TASK = 'task definition "Subject" gives its containers one process namespace: pidMode is "task".';

testRule(rule, {
  good: {
    'a value that only CloudFormation knows': { PidMode: { 'Fn::ImportValue': 'PidMode' } },
    'a parameter that leaves it out': {
      properties: { PidMode: { 'Fn::If': ['Debugging', { Ref: 'Mode' }, { Ref: 'AWS::NoValue' }] } },
      Parameters: { Mode: { Type: 'String' }, Debug: { Type: 'String' } },
      Conditions: { Debugging: { 'Fn::Equals': [{ Ref: 'Debug' }, 'yes'] } },
    },
  },
  bad: {
    'the namespace of the task': [{ PidMode: 'task' }, TASK],
    'the namespace of the task, on EC2': [onHost('task'), TASK],
    'the namespace of the task, for an agent': [
      { PidMode: 'task', ContainerDefinitions: [{ Name: 'app' }, { Name: 'falco', Image: 'falcosecurity/falco:0.41.0' }] }, `info: ${TASK}`,
    ],
    'the namespace of the host': [{ PidMode: 'host', RequiresCompatibilities: ['EC2'] }, `error: ${HOST}`],
    'the namespace of the host, for a service': [onHost('host', { SchedulingStrategy: 'REPLICA' }), `error: ${HOST}`],
    'the namespace of the host, for an agent on each instance': [onHost('host', { SchedulingStrategy: 'DAEMON' }), HOST],
    'the namespace of the host, perhaps for an agent on each instance': [onHost('host', { SchedulingStrategy: { 'Fn::ImportValue': 'Strategy' } }), HOST],
    'a daemon without a service': [
      {
        properties: {},
        Resources: { Daemon: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { PidMode: 'host', ContainerDefinitions: [{ Name: 'agent', Image: 'example/agent:1.0.0' }] } } },
      },
      HOST.replace('Subject', 'Daemon'),
    ],
  },
});
