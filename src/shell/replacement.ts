import { ShellFamily, Trap } from './model';
import { Compound, Item, List, Node, Simple } from './syntax';

/** What is known of a script beside its commands. */
export interface Ground {
  readonly source: string;
  readonly traps: readonly Trap[];
  /** What `eval` runs. */
  readonly evaluated: { has(simple: Simple): boolean };
  readonly functions: { has(name: string): boolean };
}

/** What a shell does itself, so that there is nothing for it to become, and `time`, for which it has to stay. */
const OWN_WORK: ReadonlySet<string> = new Set([
  ...['.', ':', '[', '[[', 'break', 'cd', 'continue', 'echo', 'exit', 'export', 'false', 'kill', 'printf', 'read', 'return', 'set', 'shift', 'source'],
  ...['test', 'time', 'trap', 'true', 'ulimit', 'umask', 'unset', 'wait'],
]);

/**
 * The shells that spare themselves a process: with `-c`, and nothing left to do after the last command, they become it.
 * Found out with processes, of dash 0.5.12, bash 5.2.15 (as `bash` and as `sh`) and busybox 1.35.0: dash never does.
 * Older ones do it less, by their sources: bash 4.2, as in Amazon Linux 2, for a command that is alone on its line, later ones behind `&&` and `||` too,
 * and only then behind `;`.
 * None of them does it for a script in a file.
 */
export function familiesReplaced(list: List, ground: Ground): readonly ShellFamily[] {
  if (ground.traps.length > 0) {
    return [];
  }
  const text = textBehind(ground.source);
  return [
    ...text !== 'lines' && isLastForBash(list, ground) ? ['bash' as const] : [],
    ...text === 'nothing' && isLastForBusybox(list, ground) ? ['busybox' as const] : [],
  ];
}

/** What the shell has still to read when the last command runs. */
function textBehind(source: string): 'nothing' | 'newline' | 'lines' {
  const text = source.replace(/\n$/, '');
  const lastLine = text.slice(text.lastIndexOf('\n') + 1).trim();
  return text !== '' && /^(?:#|$)/.test(lastLine) ? 'lines' : text === source ? 'nothing' : 'newline';
}

/** Bash looks at the last line, and there at the command to the right of the last operator, which is `&&`, `||` or `;`. */
function isLastForBash(list: List, ground: Ground): boolean {
  const line = list.slice(list.reduce((first, { opensLine }, index) => (opensLine ? index : first), 0));
  const node = lastNode(line);
  const [before, last] = line.slice(-2);
  return node?.kind === 'simple' && node.redirections.length === 0 && isProgram(node, ground)
    && (line.length === 1 || (last.pipelines.length === 1 && !before.background));
}

/** Busybox goes down into groups, subshells and branches too, and has nothing against redirections. */
function isLastForBusybox(list: List, ground: Ground): boolean {
  const node = lastNode(list);
  switch (node?.kind) {
    case 'simple':
      return isProgram(node, ground) && !node.redirections.some(({ operator }) => operator.startsWith('<<'));
    case 'compound': {
      const lists = listsAtTheEnd(node);
      return lists.length > 0 && lists.every((inner) => isLastForBusybox(inner, ground));
    }
    default:
      return false;
  }
}

function listsAtTheEnd({ subshell, parts, exits, redirections }: Compound): readonly List[] {
  return subshell ? parts.map(({ list }) => list) : redirections.length === 0 ? exits : [];
}

/** The command that a list ends with, where its status is that of the list. */
function lastNode(list: readonly Item[]): Node | undefined {
  const { pipelines = [], background = true, negated = true } = list[list.length - 1] ?? {};
  const pipeline = pipelines[pipelines.length - 1];
  return !background && !negated && pipeline.length === 1 ? pipeline[0] : undefined;
}

/** Not what goes on in the shell, as `eval` and functions do. */
function isProgram(simple: Simple, { evaluated, functions }: Ground): boolean {
  const name = simple.words[0]?.text;
  return name !== undefined && !OWN_WORK.has(name) && !functions.has(name) && !evaluated.has(simple);
}
