import { basename } from './command-line';
import { partsOf } from './paths';

/** The files of code that a command runs, as it names them: its program, and the script or archive that an interpreter is given. */
export function codeFiles(words: readonly string[]): string[] {
  const [program = '', ...args] = words;
  const name = basename(program).replace(/\.exe$/, '');
  const given = name === 'java' ? javaFiles(args) : [scriptOf(name.replace(/[\d.]+$/, ''), args)];
  return [program.includes('/') && looksLikeProgram(program) ? program : undefined, ...given]
    .filter((file): file is string => file !== undefined && file !== '' && !/[$`*?{}~]|:\/\//.test(file));
}

/** Whether a command reads what it runs from the working directory: the scripts of a package, or a project. */
export function readsWorkingDirectory(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  const subcommands = PROJECT_RUNNERS.get(basename(program));
  return subcommands !== undefined && subcommands.test(args.join(' '))
    && !args.some((arg) => /^(?:-C|--prefix|--cwd|--dir|--directory|--chdir|--project|--gemfile|--manifest-path|-f|--file)(?:=|$)/.test(arg));
}

/** Whether a folder is, by its name, where the code of an application is kept. */
export function holdsCode(folder: string): boolean {
  return partsOf(folder).some((part) => CODE_FOLDERS.has(part.toLowerCase())) && !holdsData(folder);
}

/** Whether what lies in a folder of code is code, too: dependencies, or a folder of sources or programs as a whole. */
export function isPartOfCode(path: string): boolean {
  const parts = partsOf(path.toLowerCase());
  return (parts.some((part) => DEPENDENCIES.has(part)) || CODE_PARTS.has(parts[parts.length - 1])) && !holdsData(path);
}

/** Whether a folder is, by its name, for data, be it for a moment. */
export function holdsData(path: string): boolean {
  return /\/var\/(?:cache|lib|log|run|spool|tmp)(?:\/|$)/.test(path) || partsOf(path).some((part) => DATA_PARTS.has(part.toLowerCase()));
}

/** Folders with the programs of the image itself. */
export function isSystemFolder(path: string): boolean {
  return SYSTEM_FOLDERS.has(path);
}

const CODE_FOLDERS: ReadonlySet<string> = new Set(['app', 'apps', 'application', 'code', 'function', 'html', 'src', 'webapp', 'webapps', 'www']);

const DEPENDENCIES: ReadonlySet<string> = new Set(['.venv', 'node_modules', 'site-packages', 'venv']);

const CODE_PARTS: ReadonlySet<string> = new Set(['bin', 'classes', 'code', 'dist', 'gems', 'lib', 'libs', 'src', 'vendor']);

const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  '/', '/bin', '/lib', '/lib64', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/local', '/usr/local/bin', '/usr/sbin',
]);

const DATA_PARTS: ReadonlySet<string> = new Set([
  'backup', 'backups', 'cache', 'conf', 'config', 'configs', 'data', 'db', 'efs', 'etc', 'files', 'input', 'jobs', 'log', 'logs', 'media', 'mnt', 'nfs', 'output',
  'scratch', 'state', 'storage', 'temp', 'tmp', 'upload', 'uploads', 'work', 'workspace', 'workspaces',
]);

/** The first word of a command can also be what an image's ENTRYPOINT is told to read, such as a configuration. */
function looksLikeProgram(path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const name = basename(path);
  return /\.(?:sh|bash|py|m?js|cjs|ts|rb|pl|php|jar|exe|bin|run)$/.test(name)
    || partsOf(folder).some((part) => part === 'bin' || part === 'sbin' || part === 'libexec')
    || path.startsWith('./')
    || (!name.includes('.') && holdsCode(folder) && !DATA_PARTS.has(name));
}

/** How a program takes the script that it runs: as its first operand. */
interface Interpreter {
  /** Options that take the next word as their value. */
  readonly valued: readonly string[];
  /** Options with which it runs something else than a file. */
  readonly instead: RegExp;
  /** What stands in front of the script. */
  readonly subcommand?: string;
}

const SHELL: Interpreter = { valued: ['-o', '+o', '-O', '+O', '--rcfile', '--init-file'], instead: /^-[a-z]*[cs]/ };
const NONE = /^-$/;

const INTERPRETERS: ReadonlyMap<string, Interpreter> = new Map(Object.entries<Interpreter>({
  'node': {
    valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '-C', '--conditions', '--title'],
    instead: /^(?:-|-e|-p|-pe|-v|--eval|--print|--test|--run|--version)$/,
  },
  'nodejs': { valued: ['-r', '--require'], instead: /^(?:-|-e|-p|-pe|-v|--eval|--print|--version)$/ },
  'python': { valued: ['-W', '-X'], instead: /^(?:-|-V|--version|-[A-Za-z]*[cm])$/ },
  'pypy': { valued: ['-W', '-X'], instead: /^(?:-|-V|--version|-[A-Za-z]*[cm])$/ },
  'ruby': { valued: ['-I', '-r', '-E'], instead: /^-(?:$|[eSCxnpv])/ },
  'perl': { valued: ['-I', '-M'], instead: /^-(?:$|[A-Za-z]*[eEv])/ },
  'php': { valued: ['-d', '-c', '-z'], instead: /^-(?:$|[rBRESaimv])/ },
  'deno': { valued: ['-c', '--config', '--import-map', '--lock'], instead: NONE, subcommand: 'run' },
  'tsx': { valued: ['-r', '--require', '--import', '--tsconfig', '--env-file'], instead: /^(?:-|-e|-p|watch)$/ },
  'ts-node': { valued: ['-r', '--require', '-P', '--project'], instead: /^(?:-|-e|-p|-pe)$/ },
  'Rscript': { valued: [], instead: /^(?:-|-e|--version)$/ },
  'lua': { valued: ['-l'], instead: /^-(?:$|[ev])/ },
  'dotnet': { valued: [], instead: /^(?!exec$|.*\.dll$)/, subcommand: 'exec?' },
  'sh': SHELL,
  'bash': SHELL,
  'dash': SHELL,
  'ash': SHELL,
  'ksh': SHELL,
  'zsh': SHELL,
}));

function scriptOf(program: string, args: readonly string[]): string | undefined {
  const interpreter = INTERPRETERS.get(program);
  if (!interpreter) {
    return undefined;
  }
  const { valued, instead, subcommand } = interpreter;
  const rest = subcommand !== undefined && args[0] === subcommand.replace('?', '') ? args.slice(1) : args;
  if (rest === args && subcommand !== undefined && !subcommand.endsWith('?')) {
    return undefined;
  }
  for (let at = 0; at < rest.length; at++) {
    if (instead.test(rest[at])) {
      return undefined;
    }
    if (!/^[-+]/.test(rest[at])) {
      return rest[at];
    }
    at += valued.includes(rest[at]) ? 1 : 0;
  }
  return undefined;
}

/** The archive behind `-jar`, or the class path. */
function javaFiles(args: readonly string[]): (string | undefined)[] {
  const jar = args.indexOf('-jar');
  if (jar >= 0) {
    return args.slice(0, jar).every((arg) => arg.startsWith('-')) ? [args[jar + 1]] : [];
  }
  const path = args[args.findIndex((arg) => /^(?:-cp|-classpath|--class-path)$/.test(arg)) + 1];
  return args.some((arg) => /^(?:-cp|-classpath|--class-path)$/.test(arg)) ? path?.split(':').map((entry) => entry.replace(/\/\*$/, '')) ?? [] : [];
}

/** What they run from a project in the working directory, by their words. */
const PROJECT_RUNNERS: ReadonlyMap<string, RegExp> = new Map(Object.entries({
  npm: /^(?:.* )?(?:start|run|run-script|test)\b/,
  pnpm: /^(?:.* )?(?:start|run|run-script|test)\b/,
  yarn: /^(?!(?:global|create|dlx)\b)\S/,
  bundle: /^exec\b/,
  rails: /^\S/,
  rake: /^/,
  rackup: /^/,
  mix: /^\S/,
  mvn: /^\S/,
  gradle: /^\S/,
  go: /^run \.(?:\/|$)/,
  cargo: /^run\b/,
  dotnet: /^(?:run|watch)\b/,
  poetry: /^run\b/,
  pipenv: /^run\b/,
}));
