import type { Row, Start } from './matrix';
import type { Outcome } from './record';
import { AppFacts } from '../../src/facts/app';
import { judge } from '../../src/pack/judge';
import noInitProcess from '../../src/rules/container/no-init-process';
import shellKeepsSignal from '../../src/rules/container/shell-keeps-signal';
import startScriptWithoutExec from '../../src/rules/dockerfile/start-script-without-exec';
import type { Rule, Severity } from '../../src/rules/rule';
import { readProcess } from '../../src/shell';
import { buildsFrom } from '../rules/rule-tester';
import { ASSET_IMAGE, templateOf } from '../rules/subjects';

/** What the rules say of a row, as severities; absent where they are silent. */
export interface Verdicts {
  readonly shellKeepsSignal?: Severity;
  readonly noInitProcess?: Severity;
}

/**
 * How the verdicts stand to what was measured, `agrees` and `contradicts` aside:
 * - `want of knowledge`: a warning of what works. Busybox also replaces itself with the last command of a branch, and the rule does not know
 *   whether the branch is taken.
 */
export type Agreement = 'agrees' | 'want of knowledge' | 'contradicts';

/** Images of which it is known which shell their `sh` is. */
const IMAGES: Readonly<Record<Row['family'], string>> = { dash: 'debian:12.8', bash: 'amazonlinux:2023.6.20241121.0', busybox: 'alpine:3.20.3' };

/** What the rules say of a container that starts this way: a start script is one of the image, and its ENTRYPOINT. */
export function verdictsOf({ family, start, init }: Row): Verdicts {
  const [path, ...args] = start.vector;
  const files = { Dockerfile: `FROM ${IMAGES[family]}\nCOPY start ${path}\nENTRYPOINT ["${path}"]`, start: start.script ?? '' };
  const properties = start.script === undefined ? { Image: IMAGES[family], EntryPoint: start.vector } : { Image: ASSET_IMAGE, Command: args };
  const body = templateOf('container', { ...properties, LinuxParameters: { InitProcessEnabled: init } });
  const { verdicts, failures } = judge(new AppFacts([{ stackPath: 'Stack', body }], undefined, undefined, start.script === undefined ? undefined : buildsFrom(files)));
  if (failures.length > 0) {
    throw failures[0].error;
  }
  const severityOf = (rule: Rule) => verdicts.find((verdict) => verdict.rule === rule)?.severity;
  return { shellKeepsSignal: severityOf(startScriptWithoutExec) ?? severityOf(shellKeepsSignal), noInitProcess: severityOf(noInitProcess) };
}

/** A warning says that the application dies of SIGKILL, silence or an info that the signal reaches it. */
export function agreementOf(row: Row, outcome: Outcome, verdicts: Verdicts): Agreement {
  return row.handles ? agreementOnShell(row, outcome, verdicts) : agreementOnInit(row, outcome, verdicts);
}

/** An application with a handler tells what became of the signal, which is what ContainerShellKeepsSignal speaks about. */
function agreementOnShell({ family, start }: Row, { finished }: Outcome, { shellKeepsSignal: verdict }: Verdicts): Agreement {
  const { shell } = readProcess(start.vector);
  if (verdict === 'warning') {
    const unknown = family === 'busybox' && shell?.script.ending === 'compound';
    return !finished ? 'agrees' : unknown ? 'want of knowledge' : 'contradicts';
  }
  return finished ? 'agrees' : 'contradicts';
}

/** One without a handler can only be ended by the signal, or stay: it stays as PID 1, and behind a shell that is PID 1, unless that hands the signal on. */
function agreementOnInit({ start }: Row, { ended }: Outcome, { noInitProcess: verdict }: Verdicts): Agreement {
  return (verdict === undefined || handsOn(start)) === (ended === 'at once') ? 'agrees' : 'contradicts';
}

function handsOn({ vector }: Start): boolean {
  return readProcess(vector).shell?.script.traps.some(({ signals }) => signals.includes('TERM')) ?? false;
}
