import { Command, Process, Word } from './model';
import { readScript } from './script';
import { readInnerScript, readShell } from './shells';
import { unwrap } from './wrappers';

/** Reads an exec-form vector such as ['/bin/sh', '-c', 'node server.js'] or ['tini', '--', 'bash', '-ec', '…']. */
export function readProcess(vector: readonly string[]): Process {
  const words = vector.map((text): Word => ({ text, literal: !text.includes('${') }));
  const { program, init } = unwrap(words);
  const shell = readShell(program);
  if (!shell) {
    return { vector, commands: readCommands(words, program), init };
  }
  const source = shell.script.text;
  const script = readScript(source);
  return { vector, commands: script.commands, init, shell: { name: shell.name, source, script } };
}

/** The vector as a command, and the commands that it is given as a script, as with `su app -c "…"`. */
function readCommands(words: readonly Word[], program: readonly Word[]): readonly Command[] {
  if (words.length === 0) {
    return [];
  }
  const command: Command = { words, program, redirections: [], exec: false, background: false, pipedInto: [], conditional: false };
  const inner = readInnerScript(program);
  return [command, ...inner ? readScript(inner.words.map(({ text }) => text).join(' ')).commands : []];
}
