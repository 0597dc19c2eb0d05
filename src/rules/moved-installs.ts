import { installationBy } from './installations';
import { execForm } from './wording';
import type { Start } from '../dockerfile';
import { holdsSecret } from '../platform/command-secrets';
import { secretIn } from '../platform/secrets';
import { Command, Process, Script, readScript } from '../shell';

/**
 * An instruction that installs before it starts the application, as it should read: RUN for what is installed, and the rest of it.
 * Undefined where that is not sure to come to the same.
 */
export function movedInstalls(instruction: Start, process: Process): string | undefined {
  const { shell, vector } = process;
  const parts = shell && shell.file === undefined && isAll(instruction, vector) ? partsOf(shell.source, shell.script) : undefined;
  const rest = parts?.filter(({ installs }) => !installs);
  if (!parts || !rest || rest.length === 0 || rest.length === parts.length) {
    return undefined;
  }
  const last = rest[rest.length - 1];
  const { words, redirections } = last.command;
  const alone = rest.length === 1 && last.plain && redirections.length === 0;
  const started = alone
    ? execForm(instruction.keyword, words.map(({ text }) => text))
    : `${instruction.keyword} ${[...rest.slice(0, -1).map(({ text }) => text), withExec(last)].join(' && ')}`;
  return `RUN ${parts.filter(({ installs }) => installs).map(({ text }) => text).join(' && ')} above, and ${started}`;
}

/** Whether commands can run in a build as well, where they can be shown: none needs what only the running container has. */
export function canMove(commands: readonly Command[]): boolean {
  return commands.every(({ program, words }) => (
    words.every(({ literal }) => literal) && !NEEDS_ACCESS.test(program[0].text) && !holdsSecret(words.map(({ text }) => text))
  ));
}

/** What they fetch may be for the role of the task alone, or for a key. */
const NEEDS_ACCESS = /(?:^|\/)(?:aws|git)$/;

interface Part {
  readonly text: string;
  readonly command: Command;
  readonly installs: boolean;
  /** Variables stand in front of it. */
  readonly assigns: boolean;
  /** It needs no shell. */
  readonly plain: boolean;
}

function withExec({ text, command, assigns }: Part): string {
  return command.exec ? text : `exec ${assigns ? 'env ' : ''}${text}`;
}

/** The instruction says all that starts. */
function isAll(instruction: Start, vector: readonly string[]): boolean {
  return instruction.vector.length === vector.length && instruction.vector.every((word, index) => word === vector[index]);
}

/** The commands of a script that stand one behind the other, if it has no others and none changes what the next one finds. */
function partsOf(source: string, { complete }: Script): readonly Part[] | undefined {
  const texts = source.split(/\s*(?:&&|;|\n)\s*/).filter((text) => text !== '');
  const parts = texts.flatMap((text) => readPart(text) ?? []);
  const same = complete && parts.length === texts.length && secretIn(undefined, source) === undefined;
  return same && canMove(parts.filter(({ installs }) => installs).map(({ command }) => command)) ? parts : undefined;
}

function readPart(text: string): Part | undefined {
  const { commands: [command, ...others], assignments, complete, ending } = readScript(text);
  const fits = command !== undefined && others.length === 0 && complete && (ending === 'simple' || ending === 'exec');
  if (!fits || CHANGES.has(command.words[0].text) || holdsSecret(command.words.map((word) => word.text))) {
    return undefined;
  }
  const assigns = assignments.length > 0;
  const installs = installationBy(command) !== undefined || UPDATES.test(text);
  return { text, command, installs, assigns, plain: !assigns && command.words.every(({ literal }) => literal) };
}

/** What belongs to the installation behind it. */
const UPDATES = /^(?:apt-get|apt|apk) update\b/;

const CHANGES: ReadonlySet<string> = new Set(['cd', 'export', 'set', 'unset', 'umask', 'ulimit', 'trap', '.', 'source', 'pushd', 'wait', 'exit', 'eval']);
