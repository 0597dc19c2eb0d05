import { readFileSync } from 'fs';
import { join } from 'path';
import { sigtermMarkdown } from './markdown';
import { FAMILIES, MATRIX, Row, START_SCRIPTS, keyOf } from './matrix';
import { Outcome, differences, readRecord } from './record';
import { agreementOf, verdictsOf } from './verdicts';

// The containers themselves are started by `npm run test:containers`.

const RECORD = readRecord();
const rowOf = (key: string): Row => MATRIX.find((row) => keyOf(row) === key)!;

test('every container of the matrix is recorded, once, and no other', () => {
  const keys = MATRIX.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  expect(Object.keys(RECORD.outcomes).sort()).toEqual([...keys].sort());
});

test.each(FAMILIES)('the rules contradict nothing that containers did where sh is %s', (family) => {
  const rows = MATRIX.filter((row) => row.family === family);
  const contradicted = rows.filter((row) => agreementOf(row, RECORD.outcomes[keyOf(row)], verdictsOf(row)) === 'contradicts');
  expect(contradicted.map(keyOf)).toEqual([]);
});

test('docs/sigterm.md is what the record and the rules give', () => {
  expect(sigtermMarkdown(RECORD)).toBe(readFileSync(join(__dirname, '../../docs/sigterm.md'), 'utf-8'));
});

describe('what a verdict promises', () => {
  const FINISHED: Outcome = { processes: ['app'], finished: true, ended: 'at once', exitCode: 0 };
  const CUT_OFF: Outcome = { processes: ['shell', 'app'], finished: false, ended: 'at once', exitCode: 143 };
  const KILLED: Outcome = { processes: ['shell', 'app'], finished: false, ended: 'after the grace', exitCode: 137 };
  const FORWARDING = 'sh -c "trap \'kill -TERM \\"$pid\\"\' TERM; app & pid=$!; wait \\"$pid\\"", sh is dash, SIGTERM';
  const warning = { shellKeepsSignal: 'warning' } as const;
  const info = { shellKeepsSignal: 'info' } as const;

  test.each([
    ['a warning, and it is killed', 'sh -c app, sh is dash, SIGTERM', KILLED, warning, 'agrees'],
    ['a warning, and it is cut off', 'sh -c app, sh is dash, init, SIGTERM', CUT_OFF, warning, 'agrees'],
    ['a warning of sh that is bash, and it works', 'sh -c app, sh is bash, SIGTERM', FINISHED, warning, 'contradicts'],
    ['a warning of bash by name, and it works', 'bash -c app, sh is bash, SIGTERM', FINISHED, warning, 'contradicts'],
    ['a warning of no shell at all, and it works', 'CMD ["app"], sh is bash, SIGTERM', FINISHED, warning, 'contradicts'],
    ['a warning of a group in busybox, and it works', 'ash -c "(app)", sh is busybox, SIGTERM', FINISHED, warning, 'want of knowledge'],
    ['a hint, and it works', 'bash -c app, sh is bash, SIGTERM', FINISHED, info, 'agrees'],
    ['a hint, and it is killed', 'bash -c app, sh is bash, SIGTERM', KILLED, info, 'contradicts'],
    ['silence, and it works', 'CMD ["app"], sh is dash, SIGTERM', FINISHED, {}, 'agrees'],
    ['silence, and it is killed', 'sh -c app, sh is dash, SIGTERM', KILLED, {}, 'contradicts'],
    ['silence, and it is cut off', 'sh -c app, sh is dash, init, SIGTERM', CUT_OFF, {}, 'contradicts'],
    ['silence about a signal that is handed on, and it is cut off', FORWARDING, CUT_OFF, {}, 'contradicts'],
    ['silence about a signal that is handed on, and it is killed', FORWARDING, KILLED, {}, 'contradicts'],
  ] as const)('%s', (_, key, outcome, verdicts, agreement) => {
    expect(agreementOf(rowOf(key), outcome, verdicts)).toBe(agreement);
  });

  const ENDED: Outcome = { processes: ['init', 'app'], ended: 'at once', exitCode: 143 };
  const STAYED: Outcome = { processes: ['app'], ended: 'after the grace', exitCode: 137 };

  test.each([
    ['a finding, and an application without a handler stays', STAYED, { noInitProcess: 'info' }, 'agrees'],
    ['a finding, and it ends', ENDED, { noInitProcess: 'info' }, 'contradicts'],
    ['silence, and it ends', ENDED, {}, 'agrees'],
    ['silence, and it stays', STAYED, {}, 'contradicts'],
  ] as const)('no init: %s', (_, outcome, verdicts, agreement) => {
    expect(agreementOf(rowOf('CMD ["app"], sh is dash, no handler, SIGTERM'), outcome, verdicts)).toBe(agreement);
  });
});

test('a container that does something else, or was never recorded, is a difference', () => {
  const row = rowOf('CMD ["app"], sh is dash, SIGTERM');
  const measured = new Map([[row, { processes: ['app'], finished: false, ended: 'after the grace', exitCode: 137 } as Outcome]]);
  expect(differences(RECORD, measured)).toEqual([`${keyOf(row)}: recorded app: finishes (0), measured app: killed (137)`]);
  expect(differences({ ...RECORD, outcomes: {} }, measured)).toEqual([`${keyOf(row)}: recorded nothing, measured app: killed (137)`]);
  expect(differences(RECORD, new Map([[row, RECORD.outcomes[keyOf(row)]]]))).toEqual([]);
});

test('a start script is judged by its end', () => {
  const judged = Object.keys(START_SCRIPTS).map((path) => verdictsOf(MATRIX.find(({ start }) => start.vector[0] === path)!).shellKeepsSignal);
  expect(judged).toEqual([undefined, 'warning']);
});
