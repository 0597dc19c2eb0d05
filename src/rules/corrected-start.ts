import { execForm } from './wording';
import { withoutSecrets } from '../platform/command-secrets';
import type { Command, Process } from '../shell';

/**
 * An instruction that starts a script, as it should read: in exec form where one command stands in it that needs no shell,
 * else with `exec` in front of the last command. Undefined where neither is sure to do the same.
 */
export function correctedStart(keyword: string, shell: Process['shell']): string | undefined {
  const { script, source } = shell ?? {};
  const last = script?.last;
  if (!script || !source || !last || script.ending !== 'simple' || !isShown(last)) {
    return undefined;
  }
  const alone = script.commands.length === 1 && script.assignments.length === 0 && last.redirections.length === 0;
  if (alone && last.words.every(({ literal }) => literal)) {
    return execForm(keyword, last.words.map(({ text }) => text));
  }
  const written = last.words.map(({ text }) => text).join(' ');
  const before = source.slice(0, source.length - written.length);
  return source.endsWith(written) && /(?:^|&&|;)\s*$/.test(before) && !/\n/.test(source) ? `${keyword} ${before}exec ${written}` : undefined;
}

function isShown({ words }: Command): boolean {
  const texts = words.map(({ text }) => text);
  return withoutSecrets(texts).every((word, index) => word === texts[index]);
}
