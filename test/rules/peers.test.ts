import { readFileSync } from 'fs';
import { PEERS } from '../../scripts/peers';
import { RULES } from '../../src/rules';

const checks = PEERS.flatMap((peer) => peer.checks);
const ids = checks.map(({ id }) => id);

test('every check of a peer is listed once', () => {
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(RULES.map(({ id, peers }) => [id, peers] as const))('the peers of %s are checks of PEERS that are not left out', (_, peers) => {
  const made = checks.filter(({ leftOut }) => leftOut === undefined).map(({ id }) => id);
  expect(peers.filter((id) => !made.includes(id))).toEqual([]);
  expect(peers).toEqual([...new Set(peers)]);
});

test('every check of cdk-nag about ECS and ECR is listed', () => {
  const text = readFileSync(require.resolve('cdk-nag/RULES.md'), 'utf-8');
  const theirs = [...new Set(text.match(/\b[\w.]+-EC[RS]\w+/g))];
  expect(theirs).not.toEqual([]);
  expect(theirs.filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(checks.map((check) => [check.id, check] as const))('%s has texts that fit into a cell of a table', (_, { what, leftOut = 'none' }) => {
  [what, leftOut].forEach((text) => expect(text).toMatch(/^[A-Za-z][^|\n]*[^.|\n]$/));
});

test('every check of a peer is made by a rule, or left out on purpose', () => {
  const made = RULES.flatMap(({ peers }) => peers);
  expect(checks.filter(({ id, leftOut }) => leftOut === undefined && !made.includes(id)).map(({ id }) => id)).toEqual([]);
});
