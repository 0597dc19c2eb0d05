import type { Finding } from './rule';
import type { Start as Instruction } from '../dockerfile';
import type { Image } from '../facts/image';
import type { Start } from '../facts/start';
import { holdsSecret, withoutSecrets } from '../platform/command-secrets';
import { secretIn } from '../platform/secrets';
import { Process, readProcess } from '../shell';

/** A command line of which people recognize the beginning, without its credentials: everybody reads messages. */
export function quoteCommand(words: readonly string[]): string {
  return `"${shorten(withoutSecrets(words).join(' '))}"`;
}

/** A script in the same way. Of one with a credential nothing is shown: what is quoted or expanded in it is hard to cut out. */
export function quoteScript({ source, script }: NonNullable<Process['shell']>): string {
  const lines = [script.assignments, ...script.commands.flatMap(({ words, program }) => [words, program])];
  return `"${secretIn(undefined, source) || lines.some((line) => holdsSecret(line.map(({ text }) => text))) ? '…' : shorten(source)}"`;
}

/** An instruction of a Dockerfile that starts a script, in the same way. */
export function quoteInstruction(text: string, shell: NonNullable<Process['shell']>): string {
  return quoteScript(shell) === '"…"' ? `"${text.split(' ')[0]} …"` : `"${shorten(text)}"`;
}

/** An instruction of a Dockerfile, in the same way, whatever it starts. */
export function quoteStart(text: string, start: Instruction): string {
  return showsSecret(start) ? `"${text.split(' ')[0]} …"` : `"${shorten(text)}"`;
}

const secretStarts = new WeakMap<Instruction, boolean>();

/** Whether a credential would be read in what an instruction starts. */
export function showsSecret(start: Instruction): boolean {
  const known = secretStarts.get(start) ?? readsSecret(start);
  secretStarts.set(start, known);
  return known;
}

function readsSecret({ vector }: Instruction): boolean {
  const { shell } = readProcess(vector);
  return holdsSecret(vector) || (shell !== undefined && quoteScript(shell) === '"…"');
}

/** The beginning of a text, on one line. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** The fix for an image that something else than a container of ECS runs. */
export function fixElsewhere({ inCdk, own }: Image): string | undefined {
  if (inCdk === undefined) {
    return undefined;
  }
  return own === true ? `tag each build with the git SHA of its code, as in ${inCdk}` : 'name the full version or the digest of the image';
}

/** A fix that a task definition of this package does by itself. Where a task may not run on Fargate, a pattern of aws-ecs-patterns takes another one. */
export function fixInTask(fix: string, does: string): { readonly onFargate: string; readonly elsewhere: string } {
  return {
    onFargate: `${fix}; SafeFargateTaskDefinition ${does}, for Fargate patterns of aws-ecs-patterns too (taskDefinition)`,
    elsewhere: `${fix}; where a pattern of aws-ecs-patterns makes the container, pass it an ecs.Ec2TaskDefinition of your own as taskDefinition`,
  };
}

/** Where it is said what a container starts: the property, and the line of the Dockerfile. */
export function startedAt({ saidBy, instruction }: Start): Pick<Finding, 'property' | 'line'> {
  return saidBy === 'image' ? { property: 'Image', line: instruction?.line } : { property: 'Command' };
}

/** Where the build of an image says what starts, for the end of a clause. Empty where the task definition says it. */
export function startPlace({ where }: Start): string {
  return where === '' ? '' : ` (${where})`;
}

/** The exec form of an instruction. */
export function execForm(keyword: string, words: readonly string[]): string {
  return `${keyword} [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The items of a list as a sentence has them: `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** The lines of instructions but for that of the first, each once. */
export function otherLines(first: number | undefined, others: readonly { readonly line: number }[]): readonly number[] {
  return [...new Set(others.map(({ line }) => line))].filter((line) => line !== first);
}

/** What follows a finding about the first of several instructions: the lines of the others. */
export function soDo([first, ...others]: readonly { readonly line: number }[]): string {
  const lines = otherLines(first?.line, others);
  return lines.length === 0 ? '' : `; so ${lines.length === 1 ? 'does line' : 'do lines'} ${listed(lines.map(String))}`;
}
