import type { Process, Script } from '../../shell';
import { containerRule } from '../rule';
import { quoteScript } from '../wording';

export default containerRule({
  id: 'ContainerShellKeepsSignal',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'SIGTERM reaches the application, not a shell in front of it',
  why: 'ECS sends SIGTERM to the first process; a shell there keeps it to itself, and the application is killed without notice.',
  fix: "start the application without a shell, as in command: ['node', 'server.js'], or put exec in front of it: ['sh', '-c', 'exec node server.js']",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: ['DL3025', 'JSONArgsRecommended'],
  examples: {
    bad: { Command: ['sh', '-c', 'node server.js'] },
    good: { Command: ['sh', '-c', 'exec node server.js'] },
  },
  *check({ title, process, oneShot }) {
    const shell = process?.shell;
    if (!shell || oneShot || process.init?.signalsGroup || !shell.script.complete || forwardsSignals(shell.script)) {
      return;
    }
    const started = () => `${title} starts ${shell.name} -c ${quoteScript(shell)}`;
    const kept = keptFrom(shell.script);
    if (kept !== undefined) {
      yield { property: 'Command', message: `${started()}: the shell stays in front of ${kept.what} and keeps SIGTERM from it.`, fix: kept.fix };
    } else if (startsApplication(shell.script)) {
      yield replacesItself(shell)
        ? { property: 'Command', severity: 'info', message: `${started()}: SIGTERM reaches the application only because ${shell.name} replaces itself with it; say exec.` }
        : { property: 'Command', message: `${started()}: ${REPLACING_SHELLS.includes(shell.name) ? 'the shell' : 'a shell such as dash (Debian, Ubuntu)'} stays in front of the application and keeps SIGTERM from it.` };
    }
  },
});

/** Shells that replace themselves with the command that a script ends with. */
const REPLACING_SHELLS = ['bash', 'ash', 'busybox'];

/** Commands that end at once, so that there is nothing to signal, and scripts that are read in, which may say exec themselves. */
const NO_APPLICATION = [':', 'true', 'false', 'exit', 'return', 'echo', 'printf', '.', 'source'];

/** The script comes down to one command, which is known and more than a moment's work. */
function startsApplication({ ending, last }: Script): boolean {
  const program = last?.program[0];
  return ending === 'simple' && program !== undefined && program.literal && !NO_APPLICATION.includes(program.text);
}

/** A trap or a measurement is work that the shell stays for, and to bash a redirection is, which it would undo. */
function replacesItself({ name, script: { traps, last } }: NonNullable<Process['shell']>): boolean {
  const stays = traps.length > 0 || last?.words[0]?.text === 'time' || (name === 'bash' && last?.redirections.length !== 0);
  return REPLACING_SHELLS.includes(name) && !stays;
}

function forwardsSignals({ traps }: Script): boolean {
  return traps.some(({ signals }) => signals.includes('TERM'));
}

/** What every shell stays in front of, and what to type where exec is no cure. */
function keptFrom(script: Script): { readonly what: string; readonly fix?: string } | undefined {
  const { ending, commands, last } = script;
  switch (ending) {
    case 'pipeline': return { what: 'a pipeline', fix: 'let the application write to stdout and start it alone: the log driver takes what it writes' };
    case 'background': return { what: 'a background process', fix: 'start one application with exec, and give each other process a container of its own' };
    case 'compound': return commands.some(({ exec }) => exec)
      ? undefined
      : { what: 'what it runs', fix: 'put exec in front of the application, or handle the signal, as in trap \'kill -TERM "$pid"; wait "$pid"\' TERM' };
    default: return startsApplication(script) && commands[commands.length - 1] !== last ? { what: 'the application' } : undefined;
  }
}
