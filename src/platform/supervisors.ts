import { basename, positional } from './command-line';
import { serviceCommand } from './daemons';
import { application } from './launchers';

/** The name of a program that starts and watches several others, or undefined where the command is no such program. */
export function supervisor(command: readonly string[]): string | undefined {
  const words = application(command);
  const [path = '', ...args] = words;
  const program = basename(path);
  if (SUPERVISORS.has(program) || SUPERVISOR_PATHS.has(path)) {
    return program === 'init' ? path : program;
  }
  const service = serviceCommand(words);
  if (service?.action === 'start' && SUPERVISOR_SERVICES.has(service.name)) {
    return service.name;
  }
  const processes = positional(args.slice(1).filter((arg, index, all) => arg !== '-f' && all[index - 1] !== '-f'));
  const wholeProcfile = PROCFILE_RUNNERS.has(program) && args[0] === 'start' && processes.length === 0;
  return wholeProcfile || (program === 'pm2' && args[0] === 'start') ? program : undefined;
}

/** Whether a command runs jobs by the clock. */
export function isScheduler(words: readonly string[]): boolean {
  const service = serviceCommand(words);
  return SCHEDULERS.has(basename(words[0] ?? '')) || (service?.action === 'start' && SCHEDULERS.has(service.name));
}

const SUPERVISORS: ReadonlySet<string> = new Set([
  'supervisord', 's6-svscan', 's6-overlay-suexec', 'runsvdir', 'runsvdir-start', 'runit', 'runit-init', 'my_init', 'systemd', 'monit', 'circusd', 'svscan', 'openrc-init',
]);
const SUPERVISOR_PATHS: ReadonlySet<string> = new Set(['/init', '/sbin/init', '/usr/sbin/init', '/lib/systemd/systemd', '/sbin/my_init', '/sbin/boot']);
const SUPERVISOR_SERVICES: ReadonlySet<string> = new Set(['supervisor', 'supervisord', 'monit', 'circus']);
const PROCFILE_RUNNERS: ReadonlySet<string> = new Set(['foreman', 'honcho', 'overmind', 'goreman', 'hivemind']);
const SCHEDULERS: ReadonlySet<string> = new Set(['cron', 'crond', 'supercronic', 'anacron']);
