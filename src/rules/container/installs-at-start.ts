import { installations } from '../installations';
import { containerRule } from '../rule';
import { startPlace } from '../wording';

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
  *check({ title, start, oneShot }) {
    const installing = installations(start.process);
    if (installing.length > 0 && start.saidBy !== 'image') {
      const message = `${title} ${oneShot ? 'prepares the task with' : 'installs or fetches when it starts:'} ${installing.join(', ')}${startPlace(start)}.`;
      yield oneShot ? { property: 'Command', message, severity: 'info' } : { property: 'Command', message };
    }
  },
});
