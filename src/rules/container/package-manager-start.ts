import { launcher } from '../../platform/launchers';
import { containerRule } from '../rule';
import { quoteCommand, startPlace, startedAt } from '../wording';

export default containerRule({
  id: 'ContainerPackageManagerStart',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'A container starts its application itself, and not a tool that starts it',
  why: 'A package manager, build tool or development server between ECS and the application loses SIGTERM or does not wait, and the work in progress is cut off.',
  fix: "start what the script starts, as in command: ['node', 'server.js'], ['java', '-jar', 'app.jar'] or ['gunicorn', 'app:app'], and build it in the Dockerfile",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Command: ['npm', 'start'] },
    good: { Command: ['node', 'server.js'] },
  },
  *check({ title, oneShot, windows, start, process, running }) {
    const { foreground, keptAlive, background } = running;
    if (oneShot || windows === true) {
      return;
    }
    const started = foreground && !keptAlive ? [foreground] : background;
    for (const { words } of started) {
      const launched = launcher(words);
      if (!launched) {
        continue;
      }
      const { kind, because } = launched;
      const at = startedAt(start);
      const starts = `${title} starts ${quoteCommand(words)}${startPlace(start)}`;
      if (kind === 'loses' && process?.init?.signalsGroup) {
        yield { ...at, severity: 'info', message: `${starts} behind ${process.init.name}, which signals every process but waits for this one alone.` };
      } else if (kind === 'loses') {
        yield { ...at, message: `${starts}: ${because}.` };
      } else if (kind === 'development') {
        yield { ...at, message: `${starts}: ${because}.`, fix: FOR_PRODUCTION };
      } else {
        yield { ...at, severity: 'info', message: `${starts}: ${because}.` };
      }
    }
  },
});

const FOR_PRODUCTION = 'start a server for production, such as gunicorn, php-fpm, next start or the built application, and leave options such as --reload and --watch out';
