import { basename, positional } from './command-line';

/** A command that may install something else tomorrow. */
export type Floating =
  /** It has a lock file, or could have one, and does not hold to it. */
  | { readonly kind: 'unlocked'; readonly lockfile: string; readonly instead: string }
  /** It names packages without a version. */
  | { readonly kind: 'unpinned'; readonly names: readonly string[] };

/** What stands around a command. */
export interface InstallSite {
  /** Whether a file lies beside the package.json that it installs for. */
  readonly beside: (name: string) => boolean;
  /** The text of such a file. */
  readonly read: (name: string) => string | undefined;
  /** Package managers are told that nobody watches, and hold to their lock files. */
  readonly ci: boolean;
}

export function floatingInstall(words: readonly string[], site: InstallSite): Floating | undefined {
  const [program, ...args] = [basename(words[0] ?? ''), ...words.slice(1)];
  if (/^python[\d.]*$/.test(program)) {
    return args[0] === '-m' ? floatingInstall(args.slice(1), site) : undefined;
  }
  if (program === 'uv') {
    return args[0] === 'pip' ? floatingInstall(args, site) : undefined;
  }
  switch (program.replace(/[\d.]+$/, '')) {
    case 'pip': return args[0] === 'install' ? unpinnedByPip(args.slice(1)) : undefined;
    case 'npm': return byNpm(args, site);
    case 'yarn': return byYarn(args, site);
    case 'pnpm': return byPnpm(args, site);
    default: return undefined;
  }
}

/** Whether a command installs exactly what a lock file says. */
export function holdsToLockfile(words: readonly string[]): boolean {
  const name = basename(words[0] ?? '');
  return (name === 'npm' && ['ci', 'clean-install'].includes(positional(words.slice(1))[0] ?? ''))
    || (['yarn', 'pnpm'].includes(name) && words.some((word) => HOLDS.test(word)));
}

const HOLDS = /^--(?:frozen-lockfile|immutable|pure-lockfile)(?:=true)?$/;

const NPM_VALUED: ReadonlySet<string> = new Set(['--prefix', '-C', '--registry', '--loglevel', '--cache', '--omit', '--include', '--only', '--userconfig', '-w', '--workspace']);

function byNpm(args: readonly string[], { beside }: InstallSite): Floating | undefined {
  const [verb, ...names] = positional(args, NPM_VALUED);
  if (!['install', 'i', 'add'].includes(verb) || args.includes('--package-lock-only')) {
    return undefined;
  }
  const lockfile = ['npm-shrinkwrap.json', 'package-lock.json'].find(beside);
  const global = args.some((arg) => /^(?:-g|--global|--location=global)$/.test(arg));
  const elsewhere = args.some((arg) => /^(?:--prefix|-C)(?:=|$)/.test(arg));
  if (names.length > 0) {
    return unpinned(names);
  }
  return lockfile === undefined || global || elsewhere ? undefined : { kind: 'unlocked', lockfile, instead: ['npm', ...args.map((arg) => (arg === verb ? 'ci' : arg))].join(' ') };
}

const YARN_VALUED: ReadonlySet<string> = new Set(['--registry', '--cache-folder', '--modules-folder', '--network-timeout', '--mutex', '--network-concurrency']);

function byYarn(args: readonly string[], site: InstallSite): Floating | undefined {
  const [verb = 'install', ...rest] = positional(args, YARN_VALUED);
  const names = verb === 'global' && rest[0] === 'add' ? rest.slice(1) : verb === 'add' ? rest : [];
  if (names.length > 0) {
    return unpinned(names);
  }
  const elsewhere = args.some((arg) => /^(?:--cwd|-v|-V|-h|--version|--help)(?:=|$)/.test(arg));
  return verb !== 'install' || elsewhere || args.some((arg) => HOLDS.test(arg)) || !site.beside('yarn.lock') ? undefined : unlockedByYarn(args, site);
}

/** Yarn 2 and later hold to their lock file where they are told so, or nobody watches. */
function unlockedByYarn(args: readonly string[], { read, ci }: InstallSite): Floating | undefined {
  const settings = read('.yarnrc.yml');
  const modern = settings !== undefined || /"packageManager"\s*:\s*"yarn@[2-9]/.test(read('package.json') ?? '');
  const held = modern && (ci || /^enableImmutableInstalls:\s*true/m.test(settings ?? ''));
  const instead = ['yarn', ...args.includes('install') ? [] : ['install'], ...args, modern ? '--immutable' : '--frozen-lockfile'].join(' ');
  return held ? undefined : { kind: 'unlocked', lockfile: 'yarn.lock', instead };
}

const PNPM_VALUED: ReadonlySet<string> = new Set(['--filter', '-F', '--dir', '-C', '--store-dir', '--registry', '--reporter', '--loglevel', '--network-concurrency']);

function byPnpm(args: readonly string[], { beside, ci }: InstallSite): Floating | undefined {
  const [verb, ...names] = positional(args, PNPM_VALUED);
  if (verb === 'add') {
    return unpinned(names);
  }
  const elsewhere = args.some((arg) => /^(?:--dir|-C|--offline|--lockfile-only|--fix-lockfile)(?:=|$)/.test(arg));
  const held = ci && !args.includes('--no-frozen-lockfile');
  if (!['install', 'i'].includes(verb) || elsewhere || held || args.some((arg) => HOLDS.test(arg)) || !beside('pnpm-lock.yaml')) {
    return undefined;
  }
  const options = args.filter((arg) => arg !== '--no-frozen-lockfile');
  return { kind: 'unlocked', lockfile: 'pnpm-lock.yaml', instead: ['pnpm', ...options, '--frozen-lockfile'].join(' ') };
}

/** Names of the registry of npm without a version: no path, URL or tag of a build. */
function unpinned(names: readonly string[]): Floating | undefined {
  const found = names.filter((name) => /^(?:@[\w.-]+\/)?[a-z0-9][\w.-]*(?:@(?:latest|next))?$/i.test(name) && !/\.(?:tgz|tar\.gz)$/.test(name));
  return found.length > 0 ? { kind: 'unpinned', names: found } : undefined;
}

const PIP_VALUED: ReadonlySet<string> = new Set([
  ...['-i', '--index-url', '--extra-index-url', '-t', '--target', '--prefix', '--root', '-f', '--find-links', '--trusted-host', '--timeout', '--proxy', '--cache-dir', '--src'],
  ...['--platform', '--python-version', '--python', '--implementation', '--abi', '--progress-bar', '--root-user-action', '--retries', '--log', '--only-binary', '--no-binary'],
  ...['--upgrade-strategy', '--config-settings', '-C', '--global-option', '--report', '--cert', '--client-cert', '--exists-action', '-r', '--requirement', '-e', '--editable'],
  ...['--default-timeout', '--index-strategy', '--torch-backend', '-p'],
]);

/** What installs the others is none of them. */
const INSTALLERS: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel']);

function unpinnedByPip(args: readonly string[]): Floating | undefined {
  if (args.some((arg) => /^(?:-c|--constraints?|--require-hashes|--no-index)(?:=|$)/.test(arg) || /^-c\S/.test(arg))) {
    return undefined;
  }
  const names = positional(args, PIP_VALUED).filter((arg) => /^[a-z0-9][\w.-]*(?:\[[\w,. -]+\])?$/i.test(arg)
    && !/\.(?:whl|zip|tar\.gz|tgz)$/.test(arg) && !INSTALLERS.has(arg.toLowerCase()));
  return names.length > 0 ? { kind: 'unpinned', names } : undefined;
}
