import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { messagesOf, verdictsOf } from './rule-tester';
import { templateOf } from './subjects';
import { rulesMarkdown } from '../../scripts/rules-markdown';
import { AppFacts } from '../../src/facts/app';
import { judge } from '../../src/pack/judge';
import { RULES } from '../../src/rules';
import { GUIDELINES } from '../../src/rules/guidelines';
import type { Example } from '../../src/rules/rule';

const SRC = join(__dirname, '../../src/rules');
const files = filesIn(SRC).map((path) => path.replace(/\.ts$/, '')).sort();
const tests = filesIn(__dirname).map((path) => path.replace(/\.test\.ts$/, '')).sort();

test('every rule file is in the index, in order, and nothing else is', () => {
  expect(RULES.map(({ id }) => id)).toEqual(files.map(idOf));
});

test('every rule has a test, and every test a rule', () => {
  expect(tests).toEqual(files);
});

test('RULES.md is what the generator prints', () => {
  expect(existsSync(join(__dirname, '../../RULES.md'))).toBe(true);
  expect(readFileSync(join(__dirname, '../../RULES.md'), 'utf-8')).toBe(rulesMarkdown(RULES));
});

test.each([
  'complete-image', 'one-process', 'sigterm', 'logs', 'tags', 'immutability', 'co-location',
])('guideline %s has a rule', (guideline) => {
  expect(RULES.map((rule) => rule.guideline)).toContain(guideline);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is of the kind that its folder says', () => {
    expect(files.find((file) => idOf(file) === rule.id)).toMatch(new RegExp(`^${rule.kind}/`));
  });

  test('finds its bad example and is silent about its good one', () => {
    expect(messagesOf(rule, rule.examples.bad)).not.toEqual([]);
    expect(messagesOf(rule, rule.examples.good)).toEqual([]);
  });

  test('has texts of the form that people and reports rely on', () => {
    expect(rule.title).toMatch(/^[A-Za-z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[a-z].*[^.]$/);
    expect(rule.link).toMatch(/^https:\/\/docs\.(aws\.amazon|docker)\.com\//);
    expect(Object.keys(GUIDELINES)).toContain(rule.guideline);
  });

  test('writes findings as one sentence that names the subject', () => {
    messagesOf(rule, rule.examples.bad).map((message) => message.replace(/^(?:info|error): /, '')).forEach((message) => {
      expect(message).toMatch(rule.kind === 'dockerfile' ? /^api\/Dockerfile(?::\d+)? .*\.$/ : /^(?:App Runner service|cluster|container|repository(?: creation template)?|service|task definition) .*"(?:app|Subject)".*\.$/);
    });
  });

  test('is silent about a subject of which nothing is known', () => {
    const unresolved = { 'Fn::GetAtt': ['Elsewhere', 'Value'] };
    const { Resources } = templateOf(rule.kind, {});
    const [name, { Type }] = Object.entries(Resources)[0];
    for (const Properties of [unresolved, deeply(unresolved, Resources.Subject.Properties)]) {
      const { verdicts, failures } = judge(new AppFacts([{ stackPath: 'Stack', body: { Resources: { [name]: { Type, Properties } } } }]));
      expect(failures).toEqual([]);
      expect(verdicts.filter((verdict) => verdict.rule === rule)).toEqual([]);
    }
  });

  test('loses its finding, and no other, where what it asks for is done', () => {
    const others = (example: Example) => verdictsOf(rule, example)
      .filter((verdict) => verdict.rule !== rule && verdict.address.logicalId === 'Subject')
      .map((verdict) => `${verdict.rule.id}: ${verdict.finding.message}`);
    expect(others(rule.examples.good)).toEqual(others(rule.examples.bad));
  });

  test('finds the same whatever the order of properties', () => {
    const reversed = Object.fromEntries(Object.entries(rule.examples.bad).reverse());
    expect(messagesOf(rule, reversed)).toEqual(messagesOf(rule, rule.examples.bad));
  });
});

/** The same structure with every leaf unknown. */
function deeply(unknown: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => deeply(unknown, item));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeply(unknown, item)]))
    : unknown;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
}

function idOf(path: string): string {
  return path.split(/[-/]/).map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}
