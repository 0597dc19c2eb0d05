import { isScheduler, supervisor } from '../../platform/supervisors';
import { containerRule } from '../rule';
import { startPlace, startedAt } from '../wording';

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
  *check({ title, start, process, running }) {
    const { foreground, keptAlive, background } = running;
    const found = process?.commands.map(({ program }) => supervisor(program.map(({ text }) => text))).find((name) => name !== undefined);
    const beside = [...background, ...foreground && !keptAlive ? [foreground] : []].map(({ words }) => isScheduler(words));
    if (found !== undefined) {
      yield { ...startedAt(start), message: `${title} starts the process supervisor ${found}${startPlace(start)}.` };
    } else if (beside.includes(true) && beside.includes(false)) {
      yield { ...startedAt(start), message: `${title} starts a cron daemon beside its application${startPlace(start)}.` };
    }
  },
});
