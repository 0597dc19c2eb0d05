import { Word } from './model';
import { readOptions } from './options';
import { programName } from './wrappers';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);
const SHELL_VALUED: ReadonlySet<string> = new Set(['o', 'O', '--rcfile', '--init-file']);
const SU_VALUED: ReadonlySet<string> = new Set([
  'c', 's', 'g', 'G', 'w', '--command', '--session-command', '--shell', '--group', '--supp-group', '--whitelist-environment',
]);

/** A script in the arguments of a program. */
export interface InnerScript<T extends Word> {
  /** The words that make it up, joined by spaces. */
  readonly words: readonly T[];
  /** It runs in the shell that it stands in, as with `eval`. */
  readonly evaluated: boolean;
}

/** The shell that a program is, and the script behind its `-c`. */
export function readShell<T extends Word>(program: readonly T[]): { readonly name: string; readonly script: T } | undefined {
  const name = programName(program);
  const isApplet = name === 'busybox' && ['sh', 'ash'].includes(program[1]?.text);
  if (!isApplet && !SHELLS.has(name)) {
    return undefined;
  }
  const { names, end } = readOptions(program, isApplet ? 2 : 1, SHELL_VALUED);
  return names.has('c') && end < program.length ? { name, script: program[end] } : undefined;
}

/** The script that a shell, `su`, `runuser` or `eval` is given to run. */
export function readInnerScript<T extends Word>(program: readonly T[]): InnerScript<T> | undefined {
  const name = programName(program);
  if (name === 'eval') {
    return { words: program.slice(1), evaluated: true };
  }
  const script = name === 'su' || name === 'runuser' ? readUserScript(program) : readShell(program)?.script;
  return script && { words: [script], evaluated: false };
}

/** The script of `su -c script user`. Options may stand behind the user too. */
function readUserScript<T extends Word>(program: readonly T[]): T | undefined {
  let at = 1;
  while (at < program.length) {
    const { values, end } = readOptions(program, at, SU_VALUED);
    const found = values.get('c') ?? values.get('--command') ?? values.get('--session-command');
    if (found !== undefined) {
      return program[found];
    }
    at = end + 1;
  }
  return undefined;
}
