import type { Build, UnreadFile } from './build';
import { ImageFile, programFile, scriptFile } from './image-file';
import { basename } from '../platform/command-line';
import { Process, Script, Word, readProcess, readScript } from '../shell';

/** A shell script of the build that a container starts with. */
export interface StartScript {
  /** How a message calls it, such as `api/start.sh`. */
  readonly name: string;
  readonly script: Script;
  /** As it is written. */
  readonly source: string;
  /** It is started by an interpreter or its own first line, and not by a shell that is given `-c`. */
  readonly inFront: boolean;
  /** The script that it is given to run in its end. */
  readonly next?: StartScript;
}

/** What a process comes to when the scripts of the build that it runs are read, too. */
export interface Followed {
  readonly process: Process;
  /** The first script. */
  readonly script?: StartScript;
  /** A script that was not read. */
  readonly unread?: UnreadFile;
}

/** Scripts may start one another. */
const MOST_SCRIPTS = 4;

const SHELLS = ['sh', 'bash', 'dash', 'ash'];

/** Goes on with the script of the build that a process comes down to, if it does. */
export function follow(build: Build, process: Process, directory: string | undefined, depth = 0): Followed {
  const given = depth < MOST_SCRIPTS ? scriptOf(build, process.remaining?.program ?? [], directory) : undefined;
  if (!given) {
    return { process };
  }
  const { name, text = '', unread } = given.file;
  const shell = shellOf(text, given.interpreter);
  if (unread || shell === undefined) {
    return { process, unread };
  }
  const script = readScript(text.replace(/^#!.*/, ''));
  const inner = handsOn(script.remaining?.program) && given.args.length > 0
    ? follow(build, readProcess(given.args.map((word) => word.text)), directory, depth + 1)
    : undefined;
  const joined = join(process, { name: shell, source: text, script, file: name }, inner?.process);
  const inFront = process.shell === undefined;
  return { process: joined, script: { name, script, source: text, inFront, next: inner?.script }, unread: inner?.unread };
}

/** A process, with the commands of the script that it runs, and of what the script is given to run. */
function join(process: Process, shell: NonNullable<Process['shell']>, inner: Process | undefined): Process {
  const { commands, jobs, remaining } = shell.script;
  return {
    vector: process.vector,
    commands: [...process.commands, ...commands.filter(({ words }) => !handsOn(words)), ...inner?.commands ?? []],
    jobs: [...process.jobs, ...jobs, ...inner?.jobs ?? []],
    remaining: handsOn(remaining?.program) ? inner?.remaining : remaining,
    init: process.init ?? inner?.init,
    shell: process.shell ?? shell,
  };
}

interface GivenScript {
  readonly file: ImageFile;
  /** The shell that is given the script; absent where the script says it itself. */
  readonly interpreter?: string;
  readonly args: readonly Word[];
}

/** The script that a command runs, either by its own name or by that of a shell in front of it. */
function scriptOf(build: Build, program: readonly Word[], directory: string | undefined): GivenScript | undefined {
  const [first, ...rest] = program;
  if (!first?.literal) {
    return undefined;
  }
  const interpreter = basename(first.text);
  if (!SHELLS.includes(interpreter)) {
    const file = programFile(build, first.text, directory);
    return file && { file, args: rest };
  }
  const start = rest.findIndex(({ text }) => !text.startsWith('-'));
  const path = rest[start];
  const takesText = rest.slice(0, start).some(({ text }) => /^-\w*[cs]/.test(text));
  const file = path?.literal && !takesText ? scriptFile(build, path.text, directory) : undefined;
  return file && { file, interpreter, args: rest.slice(start + 1) };
}

/** The shell that reads a script, by its first line where nothing else says it. */
function shellOf(text: string, interpreter: string | undefined): string | undefined {
  const [first = '', second = ''] = (/^#!\s*(.*)/.exec(text)?.[1] ?? '').split(/\s+/).filter((word) => word !== '-S');
  const name = interpreter ?? basename(basename(first) === 'env' ? second : first);
  return SHELLS.includes(name) ? name : undefined;
}

/** Whether a command is all the arguments that its script was given. */
function handsOn(program: readonly Word[] | undefined): boolean {
  return program?.length === 1 && (program[0].text === '$@' || program[0].text === '$*');
}
