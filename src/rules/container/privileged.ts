import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerPrivileged',
  guideline: 'least-privilege',
  severity: 'error',
  title: 'No container is privileged',
  why: 'A privileged container is root on its host: who gets into it has every other container there too.',
  fix: 'remove privileged: true, which Fargate does not allow at all; on EC2, add the one capability that is needed with LinuxParameters.addCapabilities, and acknowledge ContainerAddsCapabilities where that names it',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html',
  peers: ['CKV_AWS_334', 'ECS.4', 'CT.ECS.PR.11', 'ecs_task_definitions_no_privileged_containers'],
  examples: {
    bad: { Privileged: true },
    good: { Privileged: false },
  },
  *check({ title, privileged }) {
    if (privileged === true) {
      yield { property: 'Privileged', message: `${title} is privileged: it has the rights of root on its host.` };
    }
  },
});
