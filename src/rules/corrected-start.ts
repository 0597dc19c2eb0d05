import { execForm } from './wording';
import type { Start } from '../dockerfile';
import { basename } from '../platform/command-line';
import { holdsSecret } from '../platform/command-secrets';
import type { Command, Process, Script } from '../shell';

/**
 * An instruction that starts a script, as it should read: in exec form where all that it starts is one command that needs no shell,
 * else as it is written, with `exec` in front of the last command. Undefined where neither is sure to do the same.
 */
export function correctedStart(instruction: Start, { shell, vector }: Process): string | undefined {
  const last = shell?.script.last;
  if (!shell || !last || shell.script.ending !== 'simple' || holdsSecret(textsOf(last))) {
    return undefined;
  }
  const alone = standsAlone(shell.script, last) && bringsShell(instruction.vector, shell) && endsWith(vector, instruction.vector);
  return alone ? execForm(instruction.keyword, textsOf(last)) : withExec(instruction, shell.source, textsOf(last).join(' '));
}

/** What to do about a script in whose end no `exec` would help. */
export const WITHOUT_EXEC = {
  pipeline: 'let the application write to stdout and start it alone: the log driver takes what it writes',
  background: 'start one application with exec, and give each other process a container of its own',
} as const;

/** The command is all of the script, and does not need a shell. */
function standsAlone({ commands, assignments }: Script, { redirections, words }: Command): boolean {
  return commands.length === 1 && assignments.length === 0 && redirections.length === 0 && words.every(({ literal }) => literal);
}

function withExec({ keyword, form, vector }: Start, source: string, last: string): string | undefined {
  const before = source.slice(0, source.length - last.length);
  if (!vector.includes(source) || !source.endsWith(last) || !/(?:^|&&|;)\s*$/.test(before) || /\n/.test(source)) {
    return undefined;
  }
  const corrected = `${before}exec ${last}`;
  return form === 'shell' ? `${keyword} ${corrected}` : execForm(keyword, vector.map((word) => (word === source ? corrected : word)));
}

/** An exec form that is no JSON, so that a shell is given it: what was meant to be one, and is none for its quotes or a comma. */
export function isMalformed({ form, text }: Start): boolean {
  return form === 'shell' && /^\S+\s+\[(?![[\s]*-|\[)(?:\S|.*,)[^]*\]$/.test(text);
}

/** How it should read; undefined where that is not plain. */
export function wellFormed({ keyword, text }: Start): string | undefined {
  const list = text.slice(keyword.length).trim().replace(/,\s*\]$/, ']');
  for (const each of [list, list.replace(/['‘’“”]/g, '"')]) {
    const words = readList(each);
    if (words && !holdsSecret(words)) {
      return execForm(keyword, words);
    }
  }
  return undefined;
}

function readList(text: string): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

/** The instruction starts the shell itself, and not as the login shell that reads a profile first. */
function bringsShell(vector: readonly string[], { name, source }: NonNullable<Process['shell']>): boolean {
  const options = vector.slice(1, vector.indexOf(source));
  return basename(vector[0] ?? '') === name && options.some((option) => /^-[a-z]*c$/.test(option)) && !options.some((option) => /^(?:--login|-[a-z]*[il][a-z]*)$/.test(option));
}

/** Nothing stands behind it that the application would be given. */
function endsWith(words: readonly string[], end: readonly string[]): boolean {
  return end.every((word, index) => word === words[words.length - end.length + index]);
}

function textsOf({ words }: Command): readonly string[] {
  return words.map(({ text }) => text);
}
