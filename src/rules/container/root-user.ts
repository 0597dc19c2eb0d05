import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerRootUser',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'No container runs as root',
  why: 'Who takes over a process of root can change all of its container, and one fault in the kernel or the container runtime makes it root of the host.',
  fix: "set user: '1000:1000', or leave user out and let the image say USER, with an id that owns what the application writes to",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html',
  peers: ['ECS.20', 'CT.ECS.PR.3'],
  examples: {
    bad: { User: 'root' },
    good: { User: '1000:1000' },
  },
  *check({ title, user, windows, firelensRouter, oneShot }) {
    if (typeof user !== 'string' || windows === true || !/^(?:root|[+-]?0+)(?::|$)/.test(user)) {
      return;
    }
    const found = `${title} runs as root: user is "${user}"`;
    if (firelensRouter) {
      yield { property: 'User', severity: 'info', message: `${found}, as ECS runs a FireLens router that names no other.` };
    } else if (oneShot) {
      yield { property: 'User', severity: 'info', message: `${found}, until it has made the task ready and ends.` };
    } else {
      yield { property: 'User', message: `${found}.` };
    }
  },
});
