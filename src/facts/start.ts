import type { Build, UnreadFile } from './build';
import type { Image } from './image';
import { Known, UNRESOLVED } from './known';
import { ImageFile, programFile, scriptFile } from './start-script';
import type { Start as Instruction } from '../dockerfile';
import { basename } from '../platform/command-line';
import { Process, Word, readProcess, readScript } from '../shell';

/** What runs in a container, as the task definition and the image say together. */
export interface Start {
  /** Absent where it is not known. */
  readonly process: Process | undefined;
  /** The task definition says what starts, or the image, or the image starts something and the task definition says with what. */
  readonly saidBy: 'task definition' | 'image' | 'both';
  /** What the Dockerfile starts: its CMD, unless that is overridden, else its ENTRYPOINT. */
  readonly instruction?: Instruction;
  /** Where that stands, such as `api/Dockerfile:14`, and the script that it runs. Empty where the task definition alone says what starts. */
  readonly where: string;
  /** The script of the build that it runs. */
  readonly script?: StartScript;
  /** A script of the build that was not read. */
  readonly unread?: UnreadFile;
}

/** A shell script of the build that a container starts with. */
export interface StartScript {
  /** How a message calls it, such as `api/start.sh`. */
  readonly name: string;
  readonly script: NonNullable<Process['shell']>['script'];
  /** As it is written. */
  readonly source: string;
  /** It is started by an interpreter or its own first line, and not by a shell that is given `-c`. */
  readonly inFront: boolean;
  /** The script that it is given to run in its end. */
  readonly next?: StartScript;
}

/** What a task definition says of the start of a container. */
export interface StartSettings {
  readonly entryPoint: Known<readonly string[]>;
  readonly command: Known<readonly string[]>;
  readonly workingDirectory: Known<string>;
}

/** Scripts may start one another. */
const MOST_SCRIPTS = 4;

export function readStart(settings: StartSettings, image: Pick<Image, 'build' | 'base'> | undefined): Start {
  const { entryPoint, command } = settings;
  if (entryPoint === UNRESOLVED || command === UNRESOLVED) {
    return { process: undefined, saidBy: 'task definition', where: '' };
  }
  const build = image?.build;
  const own = hasWords(entryPoint) ? undefined : build?.configuration.entryPoint;
  const cmd = hasWords(entryPoint) || hasWords(command) ? undefined : build?.configuration.command;
  const started = vectorOf(entryPoint, own, hasWords(command) ? command : cmd?.vector ?? [], image);
  const instruction = cmd ?? own;
  const saidBy = instruction === undefined ? 'task definition' : hasWords(command) ? 'both' : 'image';
  const followed = started && build ? follow(build, started, directoryOf(settings, build), 0) : { process: started };
  const { script, unread } = followed;
  const lines = build && instruction ? [build.at(instruction.line)] : [];
  return { process: followed.process, saidBy, instruction, where: [...lines, ...script ? [script.name] : []].join(', '), script, unread };
}

function hasWords(words: readonly string[] | undefined): words is readonly string[] {
  return words !== undefined && words.length > 0;
}

/** `entryPoint` takes the place of all that the image says; `command` is what its ENTRYPOINT is given to run. */
function vectorOf(
  entryPoint: readonly string[] | undefined, own: Instruction | undefined, command: readonly string[], image: Pick<Image, 'base'> | undefined,
): Process | undefined {
  if (hasWords(entryPoint) || own) {
    return readProcess([...hasWords(entryPoint) ? entryPoint : own!.vector, ...command]);
  }
  const inherited = image?.base?.entryPoint;
  if (command.length === 0 || inherited === 'program') {
    return undefined;
  }
  const process = readProcess(command);
  return inherited === 'init' ? { ...process, init: process.init ?? { name: 'the init of its base image', signalsGroup: false } } : process;
}

function directoryOf({ workingDirectory }: StartSettings, build: Build): string | undefined {
  return typeof workingDirectory === 'string' ? workingDirectory : workingDirectory === undefined ? build.configuration.workingDirectory?.text ?? '/' : undefined;
}

/** Goes on with the script of the build that a process comes down to, if it does. */
function follow(build: Build, process: Process, directory: string | undefined, depth: number): Pick<Start, 'process' | 'script' | 'unread'> {
  const program = process.remaining?.program ?? [];
  const file = depth < MOST_SCRIPTS ? scriptOf(build, program, directory) : undefined;
  if (!file) {
    return { process };
  }
  const { found: { name, text, unread }, args } = file;
  const shell = text === undefined ? undefined : shellOf(text, file.interpreter);
  if (text === undefined || shell === undefined) {
    return { process, unread };
  }
  const script = readScript(text.replace(/^#!.*/, ''));
  const inner = handsOn(script.remaining?.program) && args.length > 0 ? follow(build, readProcess(args.map((word) => word.text)), directory, depth + 1) : undefined;
  return {
    process: {
      vector: process.vector,
      commands: [...process.commands, ...script.commands.filter((command) => !handsOn(command.program)), ...inner?.process?.commands ?? []],
      jobs: [...process.jobs, ...script.jobs, ...inner?.process?.jobs ?? []],
      remaining: handsOn(script.remaining?.program) ? inner?.process?.remaining : script.remaining,
      init: process.init ?? inner?.process?.init,
      shell: process.shell ?? { name: shell, source: text, script, file: name },
    },
    script: { name, script, source: text, inFront: process.shell === undefined, next: inner?.script },
    unread: inner?.unread,
  };
}

interface GivenScript {
  readonly found: ImageFile;
  /** Of the shell that is given the script; absent where the script says it itself. */
  readonly interpreter?: string;
  readonly args: readonly Word[];
}

const SHELLS = ['sh', 'bash', 'dash', 'ash'];

/** The script that a command runs, either by its own name or by that of a shell in front of it. */
function scriptOf(build: Build, program: readonly Word[], directory: string | undefined): GivenScript | undefined {
  const [first, ...rest] = program;
  if (!first?.literal) {
    return undefined;
  }
  const interpreter = basename(first.text);
  if (!SHELLS.includes(interpreter)) {
    const found = programFile(build, first.text, directory);
    return found && { found, args: rest };
  }
  const start = rest.findIndex(({ text }) => !text.startsWith('-'));
  const file = rest[start];
  const found = file?.literal && !rest.slice(0, start).some(({ text }) => /^-\w*[cs]/.test(text)) ? scriptFile(build, file.text, directory) : undefined;
  return found && { found, interpreter, args: rest.slice(start + 1) };
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
