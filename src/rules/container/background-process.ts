import type { Running } from '../../facts/running';
import { isCompanion } from '../../platform/daemons';
import { isScheduler, supervisor } from '../../platform/supervisors';
import { containerRule } from '../rule';
import { quoteCommand, startPlace, startedAt } from '../wording';

export default containerRule({
  id: 'ContainerBackgroundProcess',
  guideline: 'one-process',
  severity: 'warning',
  title: 'A container runs one application, in the foreground',
  why: 'ECS sees only the process in front: what runs beside it can die or stand still while the task looks healthy, and is stopped without notice.',
  fix: 'start one application, in front (exec node server.js, nginx -g "daemon off;"), and give each other one a container or a task definition of its own',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Command: ['sh', '-c', 'php-fpm -D && exec nginx -g "daemon off;"'] },
    good: { Command: ['nginx', '-g', 'daemon off;'] },
  },
  *check({ title, oneShot, start, running }) {
    const { foreground, keptAlive, background } = running;
    if (oneShot) {
      return;
    }
    const at = startedAt(start);
    const place = startPlace(start);
    const hidden = background.filter(({ words }) => supervisor(words) === undefined);
    if (foreground && keptAlive) {
      if (hidden.length > 0) {
        yield { ...at, message: `${title} leaves ${quote(hidden)} in the background behind ${quote([foreground])}${place}: ECS does not see it end.` };
      }
      return;
    }
    const inFront = foreground && supervisor(foreground.words) === undefined ? [foreground] : [];
    const beside = [...hidden, ...inFront].filter(({ words }) => !isScheduler(words));
    if (beside.length > 1) {
      const message = `${title} runs ${beside.length} processes side by side: ${quote(beside)}${place}.`;
      const helped = beside.filter(({ words }) => !isCompanion(words)).length === 1;
      yield helped ? { ...at, severity: 'info', message } : { ...at, message };
    }
  },
});

function quote(processes: Running['background']): string {
  return processes.map(({ words, repeated }) => `${quoteCommand(words)}${repeated ? ' in a loop' : ''}`).join(', ');
}
