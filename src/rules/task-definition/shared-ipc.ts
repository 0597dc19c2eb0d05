import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionSharedIpc',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'Each container has its shared memory to itself',
  why: 'In a shared IPC namespace a container reads and changes the shared memory, semaphores and message queues of others.',
  fix: 'remove ipcMode, or set ipcMode: ecs.IpcMode.NONE; let containers exchange data by localhost or a volume',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html',
  peers: [],
  examples: {
    bad: { IpcMode: 'host' },
    good: { IpcMode: 'none' },
  },
  *check({ name, ipcMode }) {
    if (ipcMode === 'host' || ipcMode === 'task') {
      const shared = ipcMode === 'host' ? 'shares the IPC resources of its host' : 'gives its containers one set of IPC resources';
      yield { property: 'IpcMode', message: `task definition "${name}" ${shared}: ipcMode is "${ipcMode}".` };
    }
  },
});
