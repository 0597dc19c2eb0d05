import type { Container } from '../../facts/container';
import { isRoot } from '../../platform/users';
import { RootBy, imageUser } from '../image-user';
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
  *check(container) {
    const { title, firelensRouter, oneShot } = container;
    const user = container.windows === true ? undefined : userOf(container);
    if (!user) {
      return;
    }
    const fix = firelensRouter ? OF_ROUTER : undefined;
    const found = `${title} ${user.certain ? 'runs' : 'may run'} as root: ${user.because}`;
    if (!user.certain) {
      yield { property: 'User', line: user.line, severity: 'info', message: `${found}.`, fix };
    } else if (firelensRouter) {
      yield { property: 'User', line: user.line, severity: 'info', message: `${found}, as ECS runs a FireLens router that names no other.`, fix };
    } else if (oneShot) {
      yield { property: 'User', line: user.line, severity: 'info', message: `${found}, until it has made the task ready and ends.` };
    } else {
      yield { property: 'User', line: user.line, message: `${found}.` };
    }
  },
});

/** ECS runs a router that names no user as root, whatever its image says. */
const OF_ROUTER = "name a user, as in user: '1000:1000', that may read the configuration of the router";

/** Why a container runs, or may run, as root. */
function userOf({ user, image, process }: Container): RootBy | undefined {
  if (typeof user === 'string') {
    return isRoot(user) ? { certain: true, because: `user is "${user}"` } : undefined;
  }
  return user === undefined && image?.build ? imageUser(image.build, process) : undefined;
}
