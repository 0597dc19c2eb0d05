import { installation } from '../../platform/installers';
import type { Command } from '../../shell';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerInstallsAtStart',
  guideline: 'complete-image',
  severity: 'warning',
  title: 'An image is complete: nothing is installed or fetched when it starts',
  why: 'What is fetched at start can differ from task to task, and a task cannot start while the source is away.',
  fix: 'install and download in the Dockerfile (RUN npm ci, RUN apk add, COPY), and let the container start the application alone',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Command: ['sh', '-c', 'npm ci && exec node server.js'] },
    good: { Command: ['node', 'server.js'] },
  },
  *check({ title, process, oneShot }) {
    const installing = process?.commands.flatMap((command) => describe(command) ?? []) ?? [];
    if (installing.length > 0) {
      const message = `${title} ${oneShot ? 'prepares the task with' : 'installs or fetches when it starts:'} ${[...new Set(installing)].join(', ')}.`;
      yield oneShot ? { property: 'Command', message, severity: 'info' } : { property: 'Command', message };
    }
  },
});

function describe({ program, pipedInto, redirections }: Command): string | undefined {
  const writesFile = redirections.some(({ operator, descriptor, target }) =>
    /^(?:>>?|>\||&>>?)$/.test(operator) && (descriptor ?? 1) === 1 && !target.startsWith('/dev/') && !target.startsWith('/proc/'));
  return installation(program.map(({ text }) => text), pipedInto, writesFile);
}
