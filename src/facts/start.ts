import type { Build, UnreadFile } from './build';
import type { Image } from './image';
import { Known, UNRESOLVED } from './known';
import { StartScript, follow } from './start-script';
import type { Start as Instruction } from '../dockerfile';
import { Process, readProcess } from '../shell';

/** What runs in a container, as the task definition and the image say together. */
export interface Start {
  /** Absent where it is not known. */
  readonly process: Process | undefined;
  /** The task definition says what starts, or the image, or the image starts something and the task definition says with what. */
  readonly saidBy: 'task definition' | 'image' | 'both';
  /** What the Dockerfile starts: its CMD, unless that is overridden or adds nothing but arguments; else its ENTRYPOINT. */
  readonly instruction?: Instruction;
  /** Where that stands, such as `api/Dockerfile:14`, and the script that it runs. Empty where the task definition alone says what starts. */
  readonly where: string;
  /** The script of the build that it runs. */
  readonly script?: StartScript;
  /** A script of the build that was not read. */
  readonly unread?: UnreadFile;
}

/** What a task definition says of the start of a container. */
export interface StartSettings {
  readonly entryPoint: Known<readonly string[]>;
  readonly command: Known<readonly string[]>;
  readonly workingDirectory: Known<string>;
}

type StartedImage = Pick<Image, 'build' | 'base'>;

const UNKNOWN: Start = { process: undefined, saidBy: 'task definition', where: '' };

export function readStart({ entryPoint = [], command = [], workingDirectory }: StartSettings, image: StartedImage | undefined): Start {
  if (entryPoint === UNRESOLVED || command === UNRESOLVED) {
    return UNKNOWN;
  }
  const build = image?.build;
  const started = readStarted(entryPoint, command, image);
  if (!build) {
    return { ...UNKNOWN, process: started };
  }
  const { own, cmd } = instructionsOf(build, entryPoint, command);
  const { process, script, unread } = started ? follow(build, started, directoryIn(build, workingDirectory)) : { process: started };
  const instruction = own && (!cmd || isComplete(own, cmd)) ? own : cmd;
  return {
    process,
    saidBy: instruction === undefined ? 'task definition' : command.length > 0 ? 'both' : 'image',
    instruction,
    where: [...instruction ? [build.at(instruction.line)] : [], ...script ? [script.name] : []].join(', '),
    script,
    unread,
  };
}

interface Instructions {
  readonly own?: Instruction;
  readonly cmd?: Instruction;
}

/** The instructions of a Dockerfile that count: `entryPoint` takes the place of both, `command` that of its CMD. */
function instructionsOf(build: Build | undefined, entryPoint: readonly string[], command: readonly string[]): Instructions {
  if (!build || entryPoint.length > 0) {
    return {};
  }
  return { own: build.configuration.entryPoint, cmd: command.length > 0 ? undefined : build.configuration.command };
}

/** An ENTRYPOINT that starts a script of its own, or is given options alone, says what starts. Others hand over to what CMD says, or may. */
function isComplete(entryPoint: Instruction, cmd: Instruction): boolean {
  return cmd.vector[0]?.startsWith('-') || readProcess(entryPoint.vector).shell !== undefined;
}

/** Where nothing else is in front, the ENTRYPOINT of the base image is. */
function readStarted(entryPoint: readonly string[], command: readonly string[], image: StartedImage | undefined): Process | undefined {
  const { own, cmd } = instructionsOf(image?.build, entryPoint, command);
  const front = [...entryPoint, ...own?.vector ?? []];
  const given = [...command, ...cmd?.vector ?? []];
  if (front.length > 0 || given.length === 0) {
    return front.length > 0 ? readProcess([...front, ...given]) : undefined;
  }
  const process = readProcess(given);
  switch (image?.base?.entryPoint) {
    case 'program': return undefined;
    case 'init': return { ...process, init: process.init ?? { name: 'the init of its base image', signalsGroup: false } };
    default: return process;
  }
}

/** Where the container starts, as far as it is known. */
function directoryIn(build: Build, workingDirectory: Known<string>): string | undefined {
  const said = workingDirectory ?? build.configuration.workingDirectory?.text ?? '/';
  return typeof said === 'string' ? said : undefined;
}
