import { CommandSecret, secretsInCommand } from '../platform/command-secrets';
import type { Process } from '../shell';

/** The credentials in what a process runs. Of what could not be read as a script, words are told apart by blanks. */
export function secretsOf({ commands, shell }: Process): readonly CommandSecret[] {
  const script = shell?.script;
  const unread = script?.complete === false ? shell!.source.split(/\s+/).map((text) => ({ text, literal: false })) : [];
  return [
    ...commands.flatMap(({ words, program }) => secretsInCommand(words, program)),
    ...secretsInCommand([...script?.assignments ?? [], ...unread], []),
  ];
}
