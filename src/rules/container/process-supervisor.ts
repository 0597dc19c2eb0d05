import { isScheduler, supervisor } from '../../platform/programs';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerProcessSupervisor',
  guideline: 'one-process',
  severity: 'warning',
  title: 'A container runs one application process',
  why: 'ECS sees only the first process: behind a supervisor an application can die and be restarted for ever while the task looks healthy.',
  fix: 'start the application itself and let ECS restart it; give each further process a container or a task definition of its own',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Command: ['supervisord', '-n', '-c', '/etc/supervisord.conf'] },
    good: { Command: ['gunicorn', 'app:app'] },
  },
  *check({ title, process }) {
    const commands = (process?.commands ?? []).map(({ program }) => program.map(({ text }) => text));
    const found = commands.map(supervisor).find((name) => name !== undefined);
    if (found !== undefined) {
      yield { property: 'Command', message: `${title} starts the process supervisor ${found}.` };
    } else if (process?.commands.some(({ background }) => background) && commands.some(isScheduler)) {
      yield { property: 'Command', message: `${title} starts a cron daemon beside its application.` };
    }
  },
});
