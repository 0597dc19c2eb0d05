import { CommandSecret, secretsInCommand } from '../platform/command-secrets';
import type { Process, Word } from '../shell';

/** The credentials in what a process runs. Of what could not be read as a script, words are told apart by blanks. `read` may leave something out. */
export function secretsOf({ commands, shell }: Process, read: (word: Word) => Word = (word) => word): readonly CommandSecret[] {
  const script = shell?.script;
  const unread = script?.complete === false ? shell!.source.split(/\s+/).map((text) => ({ text, literal: false })) : [];
  return [
    ...commands.flatMap(({ words, program }) => secretsInCommand(words.map(read), program.map(read))),
    ...secretsInCommand([...script?.assignments ?? [], ...unread].map(read), []),
  ];
}
