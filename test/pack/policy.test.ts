import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Guideline, RuleLevel, SafeContainersChecks, SafeContainersChecksProps } from '../../src';
import { closest } from '../../src/pack/closest';
import { Policy } from '../../src/pack/policy';
import blockingLogs from '../../src/rules/container/blocking-logs';
import { GUIDELINES } from '../../src/rules/guidelines';
import mutableTags from '../../src/rules/repository/mutable-tags';

/** Severity of each finding about a raw repository, by rule. */
function findings(props: SafeContainersChecksProps): Record<string, string> {
  const stack = new Stack(new App(), 'Stack');
  new ecr.Repository(stack, 'Raw');
  const { violations } = new SafeContainersChecks(stack, props).validateScope(stack);
  return Object.fromEntries(violations.map(({ ruleName, severity }) => [ruleName.replace('SafeContainers-', ''), String(severity)]));
}

test('without options every rule is on, with its own severity', () => {
  expect(findings({})).toMatchObject({ RepositoryMutableTags: 'warning', RepositoryNoScanOnPush: 'warning' });
});

test('a rule that is off finds nothing, and the others stay', () => {
  const found = findings({ rules: { RepositoryMutableTags: RuleLevel.OFF } });
  expect(found).not.toHaveProperty('RepositoryMutableTags');
  expect(found).toHaveProperty('RepositoryNoScanOnPush');
});

test.each(['RepositoryMutableTags', 'SafeContainers-RepositoryMutableTags', 'SafeContainers::SafeContainers-RepositoryMutableTags'])(
  'a rule has the level that is given to %s', (id) => {
    expect(findings({ rules: { [id]: RuleLevel.ERROR } })).toMatchObject({ RepositoryMutableTags: 'error' });
  },
);

test('a guideline that is off takes its rules along, but for those that are named', () => {
  expect(findings({ guidelinesOff: [Guideline.IMMUTABILITY] })).toEqual({});
  expect(findings({ guidelinesOff: [Guideline.IMMUTABILITY], rules: { RepositoryMutableTags: RuleLevel.INFO } })).toEqual({ RepositoryMutableTags: 'info' });
});

test('an error that a user makes of a warning fails the synth', () => {
  const app = new App();
  new ecr.Repository(new Stack(app, 'Stack'), 'Raw');
  Validations.of(app).addPlugins(new SafeContainersChecks(app, { rules: { RepositoryMutableTags: RuleLevel.ERROR } }));
  expect(() => app.synth()).toThrow(/^test.*\nERROR repository "Raw" leaves its tags mutable/);
});

test('a hint stays a hint, and nothing is graver than the level of its rule', () => {
  const policy = (level: string) => new Policy({ rules: { [mutableTags.id]: level, [blockingLogs.id]: level } });
  expect(policy('error').severityOf(blockingLogs, { message: '', severity: 'info' })).toBe('info');
  expect(policy('warning').severityOf(mutableTags, { message: '', severity: 'error' })).toBe('warning');
  expect(policy('info').severityOf(mutableTags, { message: '' })).toBe('info');
  expect(new Policy().severityOf(mutableTags, { message: '', severity: 'error' })).toBe('error');
});

test.each([
  [{ ContainerNoStopTimeouts: RuleLevel.OFF }, 'SafeContainersChecks: rules names "ContainerNoStopTimeouts", and there is no such rule; did you mean "ContainerNoStopTimeout"?'],
  [{ 'repository-mutable-tags': RuleLevel.OFF }, 'SafeContainersChecks: rules names "repository-mutable-tags", and there is no such rule; did you mean "RepositoryMutableTags"?'],
  [{ 'AwsSolutions-ECS7': RuleLevel.OFF }, 'SafeContainersChecks: rules names "AwsSolutions-ECS7", and there is no such rule: see RULES.md for their ids'],
  [{ ImageLatestTag: 'warn' as RuleLevel }, 'SafeContainersChecks: rules gives "ImageLatestTag" the level "warn"; levels are off, info, warning, error'],
])('a mistake is an error at once, which says what to write: %j', (rules, message) => {
  let thrown: unknown;
  try {
    new SafeContainersChecks(undefined, { rules });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ message });
  expect((thrown as Error).stack!.split('\n')[1]).toContain('policy.test.ts');
});

test('guidelines are called in public what the rules call them', () => {
  expect(Object.values(Guideline)).toEqual(Object.keys(GUIDELINES));
});

test('what is far from every candidate is close to none', () => {
  expect(closest('abc', ['xyz', 'abd'])).toBe('abd');
  expect(closest('something', ['ImageLatestTag'])).toBeUndefined();
  expect(closest('', [])).toBeUndefined();
});

test.each([
  ['https://ghcr.io/acme', 'has a scheme'], ['ghcr.io/acme/', 'ends in a slash'], ['', 'is none'], ['ghcr.io acme', 'is none'],
])('a trusted registry that is none is refused: %j', (registry, fault) => {
  expect(() => new SafeContainersChecks(undefined, { trustedRegistries: ['quay.io', registry] })).toThrow(new Error(
    `SafeContainersChecks: trustedRegistries has "${registry}", which ${fault}: write it as images have it, as in ghcr.io or ghcr.io/acme`,
  ));
});

test('images from registries that are not trusted are found where registries are named', () => {
  const found = (trustedRegistries?: string[]) => {
    const stack = new Stack(new App(), 'Stack');
    new ecs.FargateTaskDefinition(stack, 'Task').addContainer('app', { image: ecs.ContainerImage.fromRegistry('quay.io/acme/app:1.0.0') });
    const { violations } = new SafeContainersChecks(stack, { trustedRegistries }).validateScope(stack);
    return violations.some(({ ruleName }) => ruleName.startsWith('SafeContainers-ImageUntrustedRegistry'));
  };
  expect(found(['ghcr.io'])).toBe(true);
  expect(found(['quay.io/acme'])).toBe(false);
  expect(found()).toBe(false);
});
