import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { MATRIX, Row, keyOf } from './matrix';

/** What stands in front of the application or is the application. */
export type Member = 'init' | 'shell' | 'app';

/** What a container did when it was stopped. Nothing that another machine, or the same one on another day, would see differently. */
export interface Outcome {
  /** From PID 1 to the application. */
  readonly processes: readonly Member[];
  /** The application heard of the signal and finished its work. Absent where it does not handle it. */
  readonly finished?: boolean;
  /** PID 1 was there until SIGKILL. */
  readonly ended: 'at once' | 'after the grace';
  readonly exitCode: number;
}

/** What the suite measured, of which docs/sigterm.md is made. */
export interface SigtermRecord {
  /** Versions by the name of the program. */
  readonly versions: Readonly<Record<string, string>>;
  /** By the key of the row. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

const FILE = join(__dirname, '../../docs/sigterm.json');

export function readRecord(): SigtermRecord {
  return JSON.parse(readFileSync(FILE, 'utf-8'));
}

/** One line a container, so that a difference is one line too. */
export function writeRecord({ versions, outcomes }: SigtermRecord): void {
  const lines = MATRIX.map((row) => `    ${JSON.stringify(keyOf(row))}: ${JSON.stringify(outcomes[keyOf(row)])}`);
  writeFileSync(FILE, `{\n  "versions": ${JSON.stringify(versions)},\n  "outcomes": {\n${lines.join(',\n')}\n  }\n}\n`);
}

/** How an outcome reads in a sentence: `init, shell, app: cut off (143)`. */
export function describeOutcome(outcome: Outcome): string {
  return `${outcome.processes.join(', ')}: ${fateOf(outcome)} (${outcome.exitCode})`;
}

/** What became of the application: one that does not handle the signal is either ended by it or killed. */
export function fateOf({ finished, ended }: Outcome): 'finishes' | 'cut off' | 'ends' | 'killed' {
  if (ended === 'after the grace') {
    return 'killed';
  }
  return finished === undefined ? 'ends' : finished ? 'finishes' : 'cut off';
}

/** What differs between a record and what was measured now, a line for each row. */
export function differences(recorded: SigtermRecord, measured: ReadonlyMap<Row, Outcome>): string[] {
  const tell = (outcome: Outcome | undefined) => (outcome ? describeOutcome(outcome) : 'nothing');
  return [...measured].flatMap(([row, outcome]) => {
    const [before, now] = [tell(recorded.outcomes[keyOf(row)]), tell(outcome)];
    return before === now ? [] : [`${keyOf(row)}: recorded ${before}, measured ${now}`];
  });
}
