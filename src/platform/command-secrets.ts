import { promisedBy } from './secret-names';
import { Credential, secretIn } from './secrets';

/** A word of a command line. In one that is not literal, `$NAME` stands for what a shell puts there. */
export interface CommandWord {
  readonly text: string;
  readonly literal: boolean;
}

/** A credential that is certain to stand in a command line. */
export interface CommandSecret {
  readonly what: string;
  /** The option, variable or program that it is given to, where that cannot be part of it. */
  readonly at?: string;
}

/** The credentials in a command line. `program` is its last part, behind wrappers such as `env A=b`. */
export function secretsInCommand(words: readonly CommandWord[], program: readonly CommandWord[] = words): readonly CommandSecret[] {
  const texts = words.map(({ text, literal }) => (literal ? text : text.replace(/\$\w+/g, '${x}')));
  const start = words.length - program.length;
  const name = basename(texts[start] ?? '');
  return texts.flatMap((text, index) => {
    const given = index > start ? name : undefined;
    return ownOption(given, text, texts[index + 1]) ?? longOption(given, text, texts[index + 1])
      ?? described(secretIn(undefined, text), settingOf(text) ?? given) ?? [];
  });
}

function described(found: Credential | undefined, at: string | undefined): CommandSecret | undefined {
  return found?.certain ? { what: found.what, at } : undefined;
}

/** `--password hunter2`. */
function longOption(program: string | undefined, option: string, value = '-'): CommandSecret | undefined {
  const takes = /^--?[A-Za-z][\w.-]*$/.test(option) && promisedBy(option) !== undefined && !value.startsWith('-') && !ASKING.has(program ?? '');
  return takes ? described(secretIn(option, value), nameOf(option)) : undefined;
}

/** `-phunter2` and the like, which mean a password to these programs alone. */
function ownOption(program: string | undefined, word: string, next = ''): CommandSecret | undefined {
  const options = PASSWORD_OPTIONS.get(program ?? '');
  const option = options?.names.find((each) => word.startsWith(each));
  if (!options || option === undefined) {
    return undefined;
  }
  const attached = word.slice(option.length);
  const given = attached === '' && options.separate ? next : attached;
  return described(secretIn('password', options.user ? given.slice(given.indexOf(':') + 1 || given.length) : given), `${program} ${option}`);
}

/** The setting that a word is, such as `--password` of `--password=hunter2`. */
function settingOf(word: string): string | undefined {
  const [, name] = /^(-{0,2}[A-Za-z][\w.-]*)=/.exec(word) ?? [];
  return name !== undefined && promisedBy(name) !== undefined ? nameOf(name) : undefined;
}

/** What is sure to be a name: behind a single dash, or without one, a password may stand. */
function nameOf(setting: string): string | undefined {
  return /^(?:--|-D)|^[A-Z][A-Z0-9_]*$/.test(setting) ? setting : undefined;
}

interface PasswordOptions {
  readonly names: readonly string[];
  /** The value may be the next word. */
  readonly separate?: boolean;
  /** The value is `user:password`. */
  readonly user?: boolean;
}

const PASSWORD_OPTIONS: ReadonlyMap<string, PasswordOptions> = new Map([
  ...['mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mysqlcheck', 'mariadb', 'mariadb-dump', 'mariadb-admin']
    .map((program): [string, PasswordOptions] => [program, { names: ['-p'] }]),
  ...['sshpass', 'mongo', 'mongosh', 'mongodump', 'mongorestore'].map((program): [string, PasswordOptions] => [program, { names: ['-p'], separate: true }]),
  ['redis-cli', { names: ['-a'], separate: true }],
  ['curl', { names: ['-u', '--user'], separate: true, user: true }],
]);

/** Their `--password` without a value asks at the terminal. */
const ASKING: ReadonlySet<string> = new Set([
  'psql', 'pg_dump', 'pg_dumpall', 'pg_restore', 'pg_isready', 'createdb', 'dropdb', 'mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mysqlcheck', 'mariadb',
  'mariadb-dump', 'mariadb-admin',
]);

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
