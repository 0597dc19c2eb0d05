import type { Script, ShellFamily } from '../../shell';
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
    const { name, script } = shell;
    const started = () => `${title} starts ${name} -c ${quoteScript(shell)}`;
    const replaced = script.replacedIn.some((family) => family === FAMILIES[name]);
    const kept = replaced ? undefined : keptFrom(script);
    if (kept !== undefined) {
      yield { property: 'Command', message: `${started()}: the shell stays in front of ${kept.what} and keeps SIGTERM from it.`, fix: kept.fix };
    } else if (replaced && runsApplication(script)) {
      yield { property: 'Command', severity: 'info', message: `${started()}: SIGTERM reaches the application only because ${name} replaces itself with it; say exec.` };
    } else if (endsWithApplication(script)) {
      const what = FAMILIES[name] ? 'the shell' : 'a shell such as dash (Debian, Ubuntu)';
      yield { property: 'Command', message: `${started()}: ${what} stays in front of the application and keeps SIGTERM from it.` };
    }
  },
});

/** What is known of a shell by its name. Which one `sh` is depends on the image. */
const FAMILIES: Readonly<Record<string, ShellFamily | undefined>> = { dash: 'dash', bash: 'bash', ash: 'busybox', busybox: 'busybox' };

/** Commands that end at once, so that there is nothing to signal, and scripts that are read in, which may say exec themselves. */
const NO_APPLICATION = [':', 'true', 'false', 'exit', 'return', 'echo', 'printf', '.', 'source'];

/** What the script leaves in the end is known and more than a moment's work. */
function runsApplication({ last }: Script): boolean {
  const program = last?.program[0];
  return program !== undefined && program.literal && !NO_APPLICATION.includes(program.text);
}

/** The script comes down to one command, which is the application. */
function endsWithApplication(script: Script): boolean {
  return script.ending === 'simple' && runsApplication(script);
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
      : { what: 'what it runs', fix: 'put exec in front of the application, or handle the signal, as in trap \'kill -TERM "$pid"\' TERM' };
    default: return endsWithApplication(script) && commands[commands.length - 1] !== last ? { what: 'the application' } : undefined;
  }
}
