import { Init, Word } from './model';
import { Options, readOptions } from './options';

/** A program that runs the program in its arguments. */
interface Wrapper {
  /** Its options that take a value. */
  readonly valued: ReadonlySet<string>;
  /** How many operands stand in front of the program. */
  readonly operands: number;
  /** Assignments may stand in front of the program. */
  readonly assigns: boolean;
  /** It has to be given one of these options to be a wrapper. */
  readonly needs: readonly string[];
  /** With one of these options it does something else. */
  readonly unless: readonly string[];
  /** It is an init, made to be PID 1: whether it signals all processes behind it, by the options that switch that on or off. */
  readonly init?: { readonly groupWith?: readonly string[]; readonly groupWithout?: readonly string[] };
}

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ['env', wrapper('u C --unset --chdir', { assigns: true, unless: ['S', '--split-string'] })],
  ['nohup', wrapper('')],
  ['tini', wrapper('p e', { init: { groupWith: ['g'] } })],
  ['docker-init', wrapper('p e', { init: { groupWith: ['g'] } })],
  ['dumb-init', wrapper('r --rewrite', { init: { groupWithout: ['c', '--single-child'] } })],
  ['catatonit', wrapper('', { init: { groupWith: ['g'] } })],
  ['setsid', wrapper('')],
  ['nice', wrapper('n --adjustment')],
  ['ionice', wrapper('c n --class --classdata', { unless: ['p', 'P', 'u', '--pid', '--pgid', '--uid'] })],
  ['stdbuf', wrapper('i o e --input --output --error')],
  ['timeout', wrapper('k s --kill-after --signal', { operands: 1 })],
  ['chpst', wrapper('u U b e / n l L m d o p f c r t')],
  ['gosu', wrapper('', { operands: 1 })],
  ['su-exec', wrapper('', { operands: 1 })],
  ['setpriv', wrapper([
    '--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --ptracer',
    '--selinux-label --apparmor-profile --landlock-access --landlock-rule --seccomp-filter',
  ].join(' '), { unless: ['d', '--dump'] })],
  ['sudo', wrapper('u g h p C r t T U D R --user --group --host --prompt --close-from --role --type --command-timeout --chdir --chroot',
    { assigns: true, unless: ['e', 'l', '--edit', '--list'] })],
  ['runuser', wrapper('u g G --user --group --supp-group', { needs: ['u', '--user'] })],
  ['xargs', wrapper('n P I L s d a E --max-args --max-procs --max-chars --delimiter --arg-file --process-slot-var')],
  ['time', wrapper('f o --format --output')],
  ['command', wrapper('', { unless: ['v', 'V'] })],
  ['builtin', wrapper('')],
]);

/** The program behind wrappers, and the init among them. */
export interface Unwrapped {
  readonly program: readonly Word[];
  readonly init?: Init;
}

/** Takes the wrappers in front of a program away. One that wraps nothing is the program itself. */
export function unwrap<T extends Word>(words: readonly T[]): Unwrapped & { readonly program: readonly T[] } {
  let start = 0;
  let init: Init | undefined;
  for (let next = behindWrapper(words, start); next !== undefined; next = behindWrapper(words, start)) {
    init ??= initAt(words, start);
    start = next;
  }
  return { program: words.slice(start), init };
}

function initAt(words: readonly Word[], start: number): Init | undefined {
  const name = programName(words, start);
  const found = WRAPPERS.get(name);
  if (!found?.init) {
    return undefined;
  }
  const { groupWith, groupWithout } = found.init;
  const { names } = readOptions(words, start + 1, found.valued);
  return { name, signalsGroup: groupWith?.some((option) => names.has(option)) ?? !groupWithout?.some((option) => names.has(option)) };
}

/** The name of the program that begins at a position, without its folder. */
export function programName(words: readonly Word[], start = 0): string {
  const text = words[start]?.text ?? '';
  return text.slice(text.lastIndexOf('/') + 1);
}

function behindWrapper(words: readonly Word[], start: number): number | undefined {
  const found = WRAPPERS.get(programName(words, start));
  const options = found && readOptions(words, start + 1, found.valued);
  if (!found || !options || !fits(found, options)) {
    return undefined;
  }
  let next = options.end + found.operands;
  while (found.assigns && (isAssignment(words[next]) || isBareDash(words[next]))) {
    next++;
  }
  return next < words.length ? next : undefined;
}

function fits({ needs, unless }: Wrapper, { names }: Options): boolean {
  return (needs.length === 0 || needs.some((name) => names.has(name))) && !unless.some((name) => names.has(name));
}

function isAssignment(word: Word | undefined): boolean {
  return word !== undefined && /^[A-Za-z_]\w*=/.test(word.text);
}

/** `env -` is `env -i`. */
function isBareDash(word: Word | undefined): boolean {
  return word?.text === '-';
}

function wrapper(valued: string, { operands = 0, assigns = false, needs = [], unless = [], init }: Partial<Wrapper> = {}): Wrapper {
  return { valued: new Set(valued.split(' ')), operands, assigns, needs, unless, init };
}
