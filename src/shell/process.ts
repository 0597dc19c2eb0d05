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
    return { vector, ...readCommand(words, program), init };
  }
  const source = shell.script.text;
  const script = readScript(source);
  const { commands, jobs, remaining, ending, last } = script;
  return { vector, commands, jobs, remaining, init: init ?? (ending === 'exec' && last ? unwrap(last.words).init : undefined), shell: { name: shell.name, source, script } };
}

/** The vector as a command, and the commands that it is given as a script, as with `su app -c "…"`. */
function readCommand(words: readonly Word[], program: readonly Word[]): Pick<Process, 'commands' | 'jobs' | 'remaining'> {
  if (words.length === 0) {
    return { commands: [], jobs: [] };
  }
  const command: Command = {
    words, program, redirections: [], around: [], exec: false, background: false, pipedInto: [], conditional: false, endless: false,
  };
  const inner = readInnerScript(program);
  const script = inner && readScript(inner.words.map(({ text }) => text).join(' '));
  return { commands: [command, ...script?.commands ?? []], jobs: script?.jobs ?? [], remaining: script?.remaining ?? command };
}
