import { basename } from './command-line';

/** Whether a redirection goes into a file. What stands in a variable may be anything; what is below /dev and /proc is no file, but for the shared memory. */
export function isFile(target: string): boolean {
  return !/^(?:$|-$|\d+$|[<>]\(|\/dev\/(?!shm\/)|\/proc\/)/.test(target) && (!target.startsWith('$') || isNamedLog(target));
}

/** Whether a file is a log by its name, and not what a command makes. */
export function isNamedLog(target: string): boolean {
  return /(?:^|\/)logs?\/|\.(?:log|out|err)(?:$|[.\-_])|(?:^|[/._-])(?:log|logs|stdout|stderr)$/i.test(target);
}

/** The file into which a program is told to write its log instead of stdout. */
export function logFileOption([path = '', ...args]: readonly string[]): string | undefined {
  const options = LOG_OPTIONS.get(basename(path)) ?? [];
  const files = args.map((arg, index) => {
    const option = options.find((name) => arg === name || arg.startsWith(`${name}=`));
    return option === undefined ? '' : arg === option ? args[index + 1] ?? '' : arg.slice(option.length + 1);
  });
  return files.find(isFile);
}

/** What a program does with the log that it is given to read. */
export interface LogWriter {
  /** Where it writes it: a file, or syslog. */
  readonly target: string;
  /** It hands on what it reads as well. */
  readonly copies: boolean;
}

/** Reads a program at the end of a pipe that keeps logs. */
export function logWriter([path = '', ...args]: readonly string[]): LogWriter | undefined {
  const program = basename(path);
  const operands = args.filter((arg) => !arg.startsWith('-'));
  if (program === 'tee') {
    const target = operands.find(isFile);
    return target === undefined ? undefined : { target, copies: true };
  }
  if (program === 'logger') {
    return args.some((arg) => /^(?:-s|-n|--stderr|--server)(?:=|$)/.test(arg)) ? undefined : { target: 'syslog', copies: false };
  }
  const target = LOG_KEEPERS.get(program)?.(operands);
  return target === undefined ? undefined : { target, copies: false };
}

type FindTarget = (operands: readonly string[]) => string | undefined;

const path: FindTarget = (operands) => operands.find((operand) => operand.startsWith('/') || operand.startsWith('./'));

/** Programs that write what they read into files, and turn these over. */
const LOG_KEEPERS: ReadonlyMap<string, FindTarget> = new Map(Object.entries<FindTarget>({
  'rotatelogs': path,
  'cronolog': path,
  'multilog': path,
  'svlogd': path,
  's6-log': path,
}));

const GUNICORN = ['--access-logfile', '--error-logfile', '--log-file'];

/** Options that send a log into a file. */
const LOG_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  'gunicorn': GUNICORN,
  'hypercorn': GUNICORN,
  'daphne': ['--access-log'],
  'uwsgi': ['--logto', '--logto2', '--daemonize', '--daemonize2'],
  'celery': ['--logfile'],
  'puma': ['--redirect-stdout', '--redirect-stderr'],
  'mongod': ['--logpath'],
  'mysqld': ['--log-error'],
  'mariadbd': ['--log-error'],
  'redis-server': ['--logfile'],
  'envoy': ['--log-path'],
  'traefik': ['--log.filepath', '--log.filePath', '--accesslog.filepath', '--accesslog.filePath'],
}));
