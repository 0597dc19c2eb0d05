import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionSharedProcessNamespace',
  guideline: 'one-process',
  severity: 'warning',
  title: 'Each container has its processes to itself',
  why: 'In a shared process namespace a container sees, signals and inspects the processes of others, and its application is not PID 1, which ECS stops.',
  fix: 'remove pidMode; where only an agent must see the processes of its task, on Fargate too, set pidMode: ecs.PidMode.TASK and acknowledge this rule',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html',
  peers: ['CKV_AWS_335', 'ECS.3', 'CT.ECS.PR.10', 'ecs_task_definitions_host_namespace_not_shared'],
  examples: {
    bad: { PidMode: 'task' },
    good: { PidMode: undefined },
  },
  *check({ name, pidMode, daemon, containers }) {
    const property = 'PidMode';
    if (pidMode === 'host') {
      const severity = daemon === undefined || daemon === false ? 'error' : 'warning';
      yield { property, severity, message: `task definition "${name}" shares the process namespace of its host: pidMode is "host".` };
    } else if (pidMode === 'task') {
      const watched = Array.isArray(containers) && containers.some(({ role }) => role === 'agent');
      yield { property, severity: watched ? 'info' : 'warning', message: `task definition "${name}" gives its containers one process namespace: pidMode is "task".` };
    }
  },
});
