import { serviceRule } from '../rule';

export default serviceRule({
  id: 'ServiceExecEnabled',
  guideline: 'least-privilege',
  severity: 'info',
  title: 'Nobody can start commands in a running container',
  why: 'With ECS Exec people can read and change what runs: afterwards the container is no longer the image that was tested.',
  fix: 'leave enableExecuteCommand out, or set it only for as long as you debug; SafeFargateService leaves it off',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
  peers: [],
  examples: {
    bad: { EnableExecuteCommand: true },
    good: { EnableExecuteCommand: false },
  },
  *check({ title, exec }) {
    if (exec === true) {
      yield { property: 'EnableExecuteCommand', message: `${title} enables ECS Exec: people can change its running containers.` };
    }
  },
});
