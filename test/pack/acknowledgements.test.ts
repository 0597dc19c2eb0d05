import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
import { found, judgedApp, synthReports, testApp } from './synthesis';
import { SafeContainersChecks } from '../../src';

const RULE = 'SafeContainers-ContainerPrivileged';

/** A task with two privileged containers, and another one beside it. */
function privilegedApp(): { app: App; stack: Stack; task: ecs.FargateTaskDefinition } {
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  const task = new ecs.FargateTaskDefinition(stack, 'Task');
  ['one', 'two'].forEach((name) => task.addContainer(name, { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), privileged: true }));
  new ecs.FargateTaskDefinition(stack, 'Other').addContainer('other', { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), privileged: true });
  return { app, stack, task };
}

const privileged = (findings: string[]) => findings.filter((finding) => finding.includes('Privileged'));

describe.each([
  ['the plain id of cdk-nag\'s documentation', ''],
  ['the id that the CLI proposes', 'SafeContainers::'],
])('with %s', (_, prefix) => {
  test.each([
    ['the resource', ({ task }: ReturnType<typeof privilegedApp>) => task.node.defaultChild!],
    ['the construct', ({ task }: ReturnType<typeof privilegedApp>) => task],
  ])('the rule is acknowledged on %s, for all its findings there', (__, at: (app: ReturnType<typeof privilegedApp>) => IConstruct) => {
    const parts = privilegedApp();
    Validations.of(at(parts)).acknowledge({ id: `${prefix}${RULE}`, reason: 'debugging on a lonely host' });
    const [report] = synthReports(parts.app);
    expect(privileged(found(report))).toEqual([`${RULE}[other] at Stack/Other/Resource`]);
    expect(report.suppressedViolations).toHaveLength(2);
    report.suppressedViolations!.forEach((violation) => {
      expect(violation).toMatchObject({ reason: 'debugging on a lonely host', severity: 'error' });
      expect(violation.description).toMatch(/^container "(one|two)" is privileged/);
    });
    expect(report.conclusion).toBe('failure');
  });

  test('one finding is acknowledged, and the others stay', () => {
    const { app, task } = privilegedApp();
    Validations.of(task).acknowledge({ id: `${prefix}${RULE}[one]`, reason: 'debugging' });
    const [report] = synthReports(app);
    expect(privileged(found(report))).toEqual([`${RULE}[two] at Stack/Task/Resource`, `${RULE}[other] at Stack/Other/Resource`]);
    expect(report.suppressedViolations!.map(({ description }) => description)).toEqual(['container "one" is privileged: it has the rights of root on its host.']);
  });

  test('everything is acknowledged on the stack, and the synth succeeds', () => {
    const { app, stack } = privilegedApp();
    Validations.of(stack).acknowledge({ id: `${prefix}${RULE}`, reason: 'debugging' });
    const [report] = synthReports(app);
    expect(privileged(found(report))).toEqual([]);
    expect(privileged(found(report, 'suppressedViolations'))).toHaveLength(3);
    expect(report.conclusion).toBe('success');
  });
});

test('the nearest acknowledgement gives the reason', () => {
  const { app, stack, task } = privilegedApp();
  Validations.of(stack).acknowledge({ id: RULE, reason: 'far' });
  Validations.of(task).acknowledge({ id: `SafeContainers::${RULE}`, reason: 'near' });
  const [report] = synthReports(app);
  expect(report.suppressedViolations!.map(({ reason }) => reason)).toEqual(['near', 'near', 'far']);
});

test('an acknowledgement of one rule leaves the others', () => {
  const { app, task } = privilegedApp();
  Validations.of(task).acknowledge({ id: 'SafeContainers-ContainerNoLogDriver', reason: 'short-lived' });
  expect(privileged(found(synthReports(app)[0]))).toHaveLength(3);
});

test('a container name with blanks and colons can be acknowledged as the report spells it', () => {
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  const task = new ecs.CfnTaskDefinition(stack, 'Task', { containerDefinitions: [{ name: 'a b::c]', image: 'nginx:1.29.1', privileged: true }] });
  expect(privileged(found(synthReports(app)[0]))).toEqual([`${RULE}[a-b.c-] at Stack/Task`]);
  expect(() => Validations.of(task).acknowledge({ id: `SafeContainers::${RULE}[a-b.c-]`, reason: 'debugging' })).not.toThrow();
});

test('verbose says why the rule exists', () => {
  const app = testApp();
  Validations.of(app).addPlugins(new SafeContainersChecks(app, { verbose: true }));
  new ecr.Repository(new Stack(app, 'Stack'), 'Repo', { imageScanOnPush: true });
  expect(synthReports(app)[0].violations.map(({ description }) => description).slice(0, 1)).toEqual([
    'repository "Repo" leaves its tags mutable: ImageTagMutability is not set. '
    + 'A tag that can be pushed again makes a running version impossible to name, and a rollback starts other code than before.',
  ]);
});

test('writeSuppressionsToCloudFormation writes what is acknowledged into the template', () => {
  const app = testApp();
  Validations.of(app).addPlugins(new SafeContainersChecks(app, { writeSuppressionsToCloudFormation: true }));
  const stack = new Stack(app, 'Stack');
  const repository = new ecr.Repository(stack, 'Repo');
  Validations.of(repository).acknowledge({ id: 'SafeContainers-RepositoryMutableTags', reason: 'a cache' });
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  Template.fromStack(stack).hasResource('AWS::ECR::Repository', {
    Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'SafeContainers-RepositoryMutableTags', reason: 'a cache' }] } },
  });
});
