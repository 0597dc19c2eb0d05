import rule from '../../../src/rules/task-definition/shared-ipc';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'nothing said': {},
    'a value that only CloudFormation knows': { IpcMode: { 'Fn::ImportValue': 'IpcMode' } },
  },
  bad: {
    'the host': [{ IpcMode: 'host' }, 'task definition "Subject" shares the IPC resources of its host: ipcMode is "host".'],
    'the task': [{ IpcMode: 'task' }, 'task definition "Subject" gives its containers one set of IPC resources: ipcMode is "task".'],
    'a daemon': [
      {
        properties: {},
        Resources: { Daemon: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { IpcMode: 'host', ContainerDefinitions: [] } } },
      },
      'task definition "Daemon" shares the IPC resources of its host: ipcMode is "host".',
    ],
  },
});
