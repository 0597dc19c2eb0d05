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
  return locate(texts, words.length - program.length).filter(({ certain }) => certain).map(({ what, at }) => ({ what, at }));
}

/** The words of a command line as they may be shown: with `…` in the place of what is, or looks like, a credential. */
export function withoutSecrets(words: readonly string[]): readonly string[] {
  const hidden = new Set(locate(words, 0).map(({ index }) => index));
  return words.map((word, index) => {
    const setting = settingOf(word);
    return !hidden.has(index) ? word : setting === undefined ? '…' : `${setting}=…`;
  });
}

/** Whether a credential would be read in a command line that is shown. */
export function holdsSecret(words: readonly string[]): boolean {
  return withoutSecrets(words).some((word, index) => word !== words[index]);
}

interface Located extends Credential {
  readonly at?: string;
  /** The word that it stands in. */
  readonly index: number;
}

/** `start` is where the program stands. What an option is given is not looked at once more. */
function locate(texts: readonly string[], start: number): readonly Located[] {
  const name = basename(texts[start] ?? '');
  const found: Located[] = [];
  texts.forEach((text, index) => {
    if (found[found.length - 1]?.index === index) {
      return;
    }
    const given = index > start ? name : undefined;
    const credential = ownOption(given, index, texts) ?? longOption(given, index, texts)
      ?? located(secretIn(undefined, text), settingOf(text) ?? given, index);
    if (credential) {
      found.push(credential);
    }
  });
  return found;
}

function located(found: Credential | undefined, at: string | undefined, index: number): Located | undefined {
  return found && { ...found, at, index };
}

/** `--password hunter2`. */
function longOption(program: string | undefined, index: number, texts: readonly string[]): Located | undefined {
  const [option, value = '-'] = [texts[index], texts[index + 1]];
  const takes = /^--?[A-Za-z][\w.-]*$/.test(option) && promisedBy(option) !== undefined && !value.startsWith('-') && !ASKING.has(program ?? '');
  return takes ? located(secretIn(option, value), nameOf(option), index + 1) : undefined;
}

/** `-phunter2` and the like, which mean a password to these programs alone. */
function ownOption(program: string | undefined, index: number, texts: readonly string[]): Located | undefined {
  const options = PASSWORD_OPTIONS.get(program ?? '');
  const option = options?.names.find((each) => texts[index].startsWith(each));
  if (!options || option === undefined) {
    return undefined;
  }
  const attached = texts[index].slice(option.length);
  const isNext = attached === '' && options.separate === true;
  const given = isNext ? texts[index + 1] ?? '' : attached;
  const found = secretIn('password', options.user ? given.slice(given.indexOf(':') + 1 || given.length) : given);
  const certain = found?.certain === true && !(options.user && texts.some((text) => LOOPBACK.test(text)));
  return located(found && { ...found, certain }, `${program} ${option}`, isNext ? index + 1 : index);
}

/** There a password keeps out nobody who is not in the task already. */
const LOOPBACK = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/;

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
