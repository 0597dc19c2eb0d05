import { basename, hasLetter, positional } from './command-line';

/** What a command says to the manager of a service, such as `service nginx start`. */
export interface ServiceCommand {
  readonly name: string;
  readonly action: 'start' | 'stop';
}

/** Reads what tells a service, or a program that manages itself in that way, to start or to stop. */
export function serviceCommand([path = '', ...args]: readonly string[]): ServiceCommand | undefined {
  const program = basename(path);
  const action = args.map((arg) => ACTIONS.get(arg)).find((found) => found !== undefined);
  if (action === undefined || args.some((arg) => /^(?:-D)?FOREGROUND$/.test(arg))) {
    return undefined;
  }
  if (path.startsWith('/etc/init.d/') || SELF_MANAGED.has(program)) {
    return { name: program, action };
  }
  const name = SERVICE_MANAGERS.has(program) ? positional(args).find((arg) => !ACTIONS.has(arg)) : undefined;
  return name === undefined ? undefined : { name: name.replace(/\.service$/, ''), action };
}

/** Whether a command comes to its end and leaves a process running, as `php-fpm -D` does. Of some only the configuration knows: there it has to be asked of a command that others follow. */
export function isDaemon(words: readonly string[]): boolean {
  const [path = '', ...args] = words;
  const name = basename(path).replace(/^php-fpm[\d.]+$/, 'php-fpm');
  return serviceCommand(words)?.action === 'start' || (DAEMONS.get(name)?.(args) ?? false);
}

/** Whether a command ends what was started before. */
export function stopsOthers(words: readonly string[]): boolean {
  const [path = '', ...args] = words;
  const program = basename(path);
  switch (program) {
    case 'pkill': case 'killall': return true;
    case 'kill': return !args.some((arg) => /^-(?:0|l|L)$/.test(arg));
    case 'mysqladmin': case 'redis-cli': return args.some((arg) => /^shutdown$/i.test(arg));
    case 'nginx': return args[0] === '-s' && ['stop', 'quit'].includes(args[1]);
    default: return serviceCommand(words)?.action === 'stop';
  }
}

/** Whether a command only keeps a container up. */
export function keepsAlive([path = '', ...args]: readonly string[]): boolean {
  switch (basename(path)) {
    case 'tail': return hasLetter(args, 'fF') || args.some((arg) => /^(?:-\d+[fF]|--follow(?:=.*)?)$/.test(arg));
    case 'sleep': return /^(?:inf(?:inity)?|\d{4,}s?|\d+[hd])$/.test(args[0] ?? '');
    case 'sh': case 'bash': case 'ash': case 'cat': return args.every((arg) => arg.startsWith('-'));
    default: return false;
  }
}

/** Whether a command waits for something, so that what follows it is done when the rest has started. */
export function waits([path = '', ...args]: readonly string[]): boolean {
  const program = basename(path).replace(/\.sh$/, '');
  const serves = ['nc', 'ncat'].includes(program) && hasLetter(args, 'l');
  return WAITING.has(program) && !serves && !args.includes('--');
}

/** Whether a command has done its work soon. */
export function endsSoon(words: readonly string[]): boolean {
  const [path = '', ...args] = words;
  const program = basename(path);
  return SOON.has(program) || waits(words) || stopsOthers(words) || (program === 'nginx' && args[0] === '-s')
    || words.slice(0, 4).some((word) => /(?:^|[:._/-])(?:migrat\w*|seed|warm-?up|collectstatic)(?=$|[:._/-])/i.test(word));
}

/** Whether a program is nothing without the application beside it, and cannot be reached from another container. */
export function isCompanion([path = '']: readonly string[]): boolean {
  return ['Xvfb', 'Xorg', 'Xvnc', 'dbus-daemon', 'dbus-launch', 'pulseaudio', 'fluxbox', 'openbox', 'ssh-agent', 'gpg-agent'].includes(basename(path));
}

const ACTIONS: ReadonlyMap<string, ServiceCommand['action']> = new Map([['start', 'start'], ['restart', 'start'], ['stop', 'stop']]);

const SERVICE_MANAGERS: ReadonlySet<string> = new Set(['service', 'rc-service', 'invoke-rc.d', 'systemctl']);

const SELF_MANAGED: ReadonlySet<string> = new Set([
  'apachectl', 'apache2ctl', 'httpd', 'apache2', 'pg_ctl', 'pg_ctlcluster', 'catalina.sh', 'postfix', 'caddy', 'jetty.sh',
]);

const SOON: ReadonlySet<string> = new Set([
  ':', 'true', 'false', '[', '[[', 'test', 'exit', 'return', 'break', 'continue', 'wait', 'trap', 'cd', 'export', 'set', 'unset', 'umask', 'ulimit', 'read', 'shift', 'local', 'eval', '.', 'source',
  'sleep', 'echo', 'printf', 'date', 'touch', 'mkdir', 'chmod', 'chown', 'cp', 'mv', 'rm', 'ln', 'cat', 'mkfifo', 'install', 'tar', 'unzip', 'gzip', 'gunzip', 'grep', 'sed', 'awk',
  'jq', 'envsubst', 'sort', 'head', 'seq', 'find', 'ls', 'hostname', 'id', 'whoami', 'env', 'printenv', 'sysctl', 'curl', 'wget', 'aws', 'psql', 'mysql', 'redis-cli', 'sqlite3',
  'createdb',
]);

const WAITING: ReadonlySet<string> = new Set(['sleep', 'nc', 'ncat', 'pg_isready', 'mysqladmin', 'wait-for-it', 'wait-for', 'waitforit', 'curl', 'wget']);

type LeavesRunning = (args: readonly string[]) => boolean;

const unless = (letters: string, ...words: string[]): LeavesRunning => (args) => !given(letters, ...words)(args);

const given = (letters: string, ...words: string[]): LeavesRunning => (args) => hasLetter(args, letters) || args.some((arg) => words.includes(arg));

/** Programs that go into the background by themselves: by default, or where they are told to. Each by its manual. */
const DAEMONS: ReadonlyMap<string, LeavesRunning> = new Map(Object.entries<LeavesRunning>({
  'nginx': (args) => !/daemon\s+off/.test(args.join(' ')) && unless('tTvVhqs', '-?')(args),
  'php-fpm': unless('FtvihmR', '--nodaemonize', '--test', '--version', '--help'),
  'sshd': unless('DdtTGV'),
  'cron': unless('f'),
  'crond': unless('fnxdV'),
  'apache2': unless('XtvVMSlLh', 'FOREGROUND', '-DFOREGROUND', 'DUMP_VHOSTS'),
  'httpd': unless('XtvVMSlLhf', 'FOREGROUND', '-DFOREGROUND'),
  'redis-server': (args) => args[args.indexOf('--daemonize') + 1] === 'yes' && args.includes('--daemonize'),
  'mongod': given('', '--fork'),
  'mysqld': given('D', '--daemonize'),
  'memcached': given('d', '--daemon'),
  'rsyslogd': unless('nNv'),
  'syslogd': unless('nS'),
  'haproxy': given('D'),
  'gunicorn': given('D', '--daemon'),
  'celery': (args) => given('D', '--detach')(args) || (positional(args).includes('multi') && args.includes('start')),
  'uwsgi': (args) => args.some((arg) => arg.startsWith('--daemonize')),
  'dnsmasq': unless('kdvwC', '--no-daemon', '--keep-in-foreground', '--test', '--version'),
  'varnishd': unless('FdVCx'),
  'vncserver': unless('', '-fg', '-kill', '-list'),
  'dbus-daemon': given('', '--fork'),
}));
