import type { Start as Instruction } from '../../dockerfile';
import type { Container } from '../../facts/container';
import { keepsAlive } from '../../platform/daemons';
import { Process, Script, ShellFamily, Trap, readProcess } from '../../shell';
import { WITHOUT_EXEC, correctedStart, isMalformed, wellFormed } from '../corrected-start';
import { movedInstalls } from '../moved-installs';
import type { Finding } from '../rule';
import { containerRule } from '../rule';
import { quoteInstruction, quoteScript, startPlace, startedAt } from '../wording';

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
  *check(container) {
    const { process, oneShot } = container;
    const shell = process?.shell;
    const front = shell && shellInFront(container, shell);
    if (shell && front && shell.file === undefined && !oneShot && front.script.complete && !seesItOut(front.script)) {
      const found = describeMalformed(container) ?? describe(container, front);
      if (found) {
        const fix = front === shell ? found.fix : ONE_SHELL;
        yield { ...startedAt(container.start), ...found, fix, message: `${started(container, shell)}: ${found.message}.` };
      }
    }
  },
});

type Shell = NonNullable<Process['shell']>;

const ONE_SHELL = "give the script to one shell, and let it end with exec and the application, as in command: ['sh', '-c', 'npm run migrate && exec node server.js']";

/** The shell that is left in front: the inner one, where a shell becomes another that is given a script, by `exec` or of its own accord. */
function shellInFront(container: Container, shell: Shell): Shell {
  const { name, script: { ending, last, replacedIn } } = shell;
  const becomes = ending === 'exec' || replacedIn.some((each) => each === (FAMILIES[name] ?? baseShell(container, name)));
  const inner = becomes && last?.words.every(({ literal }) => literal) ? readProcess(last.words.map(({ text }) => text)).shell : undefined;
  return inner ? shellInFront(container, inner) : shell;
}

type Described = Pick<Finding, 'message' | 'severity' | 'fix'>;

function describeMalformed(container: Container): Described | undefined {
  const { instruction, saidBy } = container.start;
  if (saidBy !== 'image' || !instruction || !isMalformed(instruction)) {
    return undefined;
  }
  const fix = wellFormed(instruction);
  return { fix: fix && `write ${fix} (${placeOf(container, instruction)})`, message: 'this is no JSON, so it goes to a shell, which cannot run it' };
}

function describe(container: Container, { name, script }: Shell): Described | undefined {
  const base = baseShell(container, name);
  const family = FAMILIES[name] ?? base;
  if (base === 'none' && isBaseAlone(container)) {
    return { fix: startFix(container), message: 'its base image has no shell, so it cannot start' };
  }
  if (script.replacedIn.some((each) => each === family)) {
    const message = `SIGTERM reaches the application only because ${nameOf(name, base)} replaces itself with it; say exec`;
    return runsApplication(script) ? { severity: 'info', fix: startFix(container), message } : undefined;
  }
  return script.traps.some(handsOn)
    ? { message: 'the shell hands SIGTERM on and ends, without waiting for the application to finish', fix: WAITS }
    : stays(container, script, base ? nameOf(name, base) : family ? 'the shell' : 'a shell such as dash (Debian, Ubuntu)');
}

/** What a shell does that stays in front. */
function stays(container: Container, script: Script, shell: string): Described | undefined {
  const kept = keptFrom(script);
  const fix = kept?.fix ?? startFix(container);
  const init = container.process?.init;
  if (kept === undefined && !endsWithApplication(script)) {
    return undefined;
  }
  if (init?.signalsGroup) {
    return { fix, message: `${init.name} signals the shell, too, which ends at once and takes the application with it` };
  }
  return { fix, message: `${kept ? 'the shell' : shell} stays in front of ${kept?.what ?? 'the application'} and keeps SIGTERM from it` };
}

/** What the base image has for `sh`. */
function baseShell({ image }: Container, name: string) {
  return name === 'sh' ? image?.base?.shell : undefined;
}

/** What is known of a shell by its name. Which one `sh` is depends on the image. */
const FAMILIES: Readonly<Record<string, ShellFamily | undefined>> = { dash: 'dash', bash: 'bash', ash: 'busybox', busybox: 'busybox' };

/** How a message calls a shell: by what the base image has for `sh`. */
function nameOf(name: string, base: string | undefined): string {
  return base === undefined ? name : base === 'busybox' ? 'the sh of busybox' : `${base}, the sh of its base image,`;
}

function started({ title, start }: Container, shell: Shell): string {
  return start.saidBy === 'image' && start.instruction
    ? `${title} starts ${quoteInstruction(start.instruction.text, shell)}${startPlace(start)}`
    : `${title} starts ${shell.name} -c ${quoteScript(shell)}${startPlace(start)}`;
}

/** Nothing that could be a shell is copied on top of the base image. */
function isBaseAlone({ image }: Container): boolean {
  const copies = image?.build?.chain.flatMap((stage) => stage.copies) ?? [];
  return copies.every(({ from, destination }) => from === undefined || !/^\/(?:(?:usr\/)?(?:local\/)?s?bin(?:\/|$)|busybox|$)/.test(destination));
}

/** The instruction as it should read. */
function startFix(container: Container): string | undefined {
  const { start: { saidBy, instruction }, process } = container;
  const corrected = saidBy === 'image' && instruction && process ? movedInstalls(instruction, process) ?? correctedStart(instruction, process) : undefined;
  return instruction && corrected && `write ${corrected} (${placeOf(container, instruction)})`;
}

/** Where the instruction stands, without the script that it runs. */
function placeOf({ image }: Container, { line }: Instruction): string {
  return image?.build?.at(line) ?? '';
}

/** Commands that end at once, so that there is nothing to signal, and scripts that are read in, which may say exec themselves. */
const NO_APPLICATION = [':', 'true', 'false', '[', 'test', 'exit', 'return', 'echo', 'printf', '.', 'source'];

/** What the script leaves in the end is known, more than a moment's work, and not there to keep the container up alone. */
function runsApplication({ last }: Script): boolean {
  const program = last?.program[0];
  return program !== undefined && program.literal && !NO_APPLICATION.includes(program.text) && !keepsAlive(last!.program.map(({ text }) => text));
}

/** The script comes down to one command, which is the application. */
function endsWithApplication(script: Script): boolean {
  return script.ending === 'simple' && runsApplication(script);
}

const WAITS = 'put exec in front of the application, or wait for it in the trap, as in trap \'kill -TERM "$pid"; wait "$pid"\' TERM';

/** A trap for SIGTERM ends the wait for the application. Whether it then waits again is not known where it is a function, or the script goes on to wait. */
function seesItOut({ traps, commands }: Script): boolean {
  const waits = commands.filter(({ words }) => words[0].text === 'wait').length;
  return traps.some((trap) => trap.signals.includes('TERM') && (!handsOn(trap) || waits > 1));
}

/** It does nothing but send the signal on. */
function handsOn({ action, signals }: Trap): boolean {
  return signals.includes('TERM') && /^\s*kill\s[^;&|\n]*;?\s*$/.test(action);
}

/** What every shell stays in front of, and what to type where exec is no cure. */
function keptFrom(script: Script): { readonly what: string; readonly fix?: string } | undefined {
  const { ending, commands, last } = script;
  switch (ending) {
    case 'pipeline': return { what: 'a pipeline', fix: WITHOUT_EXEC.pipeline };
    case 'background': return { what: 'a background process', fix: WITHOUT_EXEC.background };
    case 'compound': return commands.some(({ exec }) => exec)
      ? undefined
      : { what: 'what it runs', fix: WAITS };
    default: return endsWithApplication(script) && commands[commands.length - 1] !== last ? { what: 'the application' } : undefined;
  }
}
