import { writeFileSync } from 'fs';
import { join } from 'path';
import { ISynthesisSession, LegacyStackSynthesizer, Stack, Validations } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { found, judgedApp, synthReports } from './synthesis';
import { SafeContainersChecks } from '../../src';
import * as repositoryFacts from '../../src/facts/repository';
import * as judging from '../../src/pack/judge';
import mutableTags from '../../src/rules/repository/mutable-tags';

afterEach(() => jest.restoreAllMocks());

test('a finding carries its sentence, its fix, its place and the user\'s line', () => {
  const app = judgedApp();
  new ecr.Repository(new Stack(app, 'Stack'), 'Repo', { imageScanOnPush: true });
  const [{ violations: [violation] }] = synthReports(app);
  expect(violation).toMatchObject({
    ruleName: 'SafeContainers-RepositoryMutableTags',
    description: 'repository "Repo" leaves its tags mutable: ImageTagMutability is not set.',
    severity: 'warning',
    suggestedFix: 'set imageTagMutability: ecr.TagMutability.IMMUTABLE, or use ImmutableRepository',
    ruleMetadata: {
      guideline: 'Immutable tags and registry hygiene',
      title: 'Tags of a repository are immutable',
      severity: 'warning',
      link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    },
    violatingConstructs: [{
      constructPath: 'Stack/Repo/Resource',
      cloudFormationResource: { logicalId: 'Repo02AC86CF', templatePath: 'Stack.template.json', propertyPaths: ['Properties.ImageTagMutability'] },
    }],
  });
  expect(violation.violatingConstructs[0].stackTraces!.join()).toContain('report.test.ts');
});

test('the place of a container\'s finding is the container\'s property', () => {
  const app = judgedApp();
  const task = new ecs.FargateTaskDefinition(new Stack(app, 'Stack'), 'Task');
  ['one', 'two'].forEach((name) => task.addContainer(name, { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), privileged: name === 'two' }));
  const finding = synthReports(app)[0].violations.find(({ severity }) => severity === 'error')!;
  expect(finding.violatingConstructs[0].cloudFormationResource!.propertyPaths).toEqual(['Properties.ContainerDefinitions.1.Privileged']);
});

test('a rule that throws is reported as our fault, and the others go on', () => {
  jest.spyOn(mutableTags, 'check').mockImplementation(() => { throw new TypeError('out of luck'); });
  const app = judgedApp();
  new ecr.Repository(new Stack(app, 'Stack'), 'Repo');
  const [report] = synthReports(app);
  expect(found(report)).toEqual([
    'SafeContainers-RepositoryNoScanOnPush at Stack/Repo/Resource', 'SafeContainers-CheckFailed[RepositoryMutableTags] at Stack/Repo/Resource',
  ]);
  expect(report.violations.find(({ ruleName }) => ruleName.includes('CheckFailed'))).toMatchObject({
    severity: 'warning',
    description: 'Rule RepositoryMutableTags failed on this resource, and did not judge it: out of luck',
    suggestedFix: expect.stringContaining('a fault of cdk-safe-containers, not of your app'),
  });
  expect(report.conclusion).toBe('success');
});

test('a fact that throws is reported as our fault, and other resources are judged', () => {
  jest.spyOn(repositoryFacts, 'Repository').mockImplementation(() => { throw new TypeError('out of luck'); });
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  new ecr.Repository(stack, 'Repo');
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), privileged: true });
  const [report] = synthReports(app);
  expect(found(report)).toContain('SafeContainers-CheckFailed[reading] at Stack/Repo/Resource');
  expect(found(report)).toContain('SafeContainers-ContainerPrivileged[app] at Stack/Task/Resource');
});

test('a breakdown of the whole pack is reported, not swallowed', () => {
  jest.spyOn(judging, 'judge').mockImplementation(() => { throw new TypeError('out of luck'); });
  const app = judgedApp();
  new ecr.Repository(new Stack(app, 'Stack'), 'Repo');
  const [report] = synthReports(app);
  expect(report.violations.map(({ ruleName, description }) => [ruleName, description])).toEqual([
    ['SafeContainers-CheckFailed[app]', 'The app could not be judged: out of luck'],
  ]);
});

test('a fault of ours can be acknowledged like a rule', () => {
  jest.spyOn(mutableTags, 'check').mockImplementation(() => { throw new TypeError('out of luck'); });
  const app = judgedApp();
  const repository = new ecr.Repository(new Stack(app, 'Stack'), 'Repo', { imageScanOnPush: true });
  Validations.of(repository).acknowledge({ id: 'SafeContainers-CheckFailed', reason: 'reported' });
  const [report] = synthReports(app);
  expect(found(report)).toEqual([]);
  expect(report.suppressedViolations).toHaveLength(1);
});

test('a template that is no JSON is reported, and the other stacks are judged', () => {
  class YamlSynthesizer extends LegacyStackSynthesizer {
    public synthesize(session: ISynthesisSession): void {
      super.synthesize(session);
      writeFileSync(join(session.assembly.outdir, this.boundStack.templateFile), 'Resources: {}\n');
    }
  }
  const app = judgedApp();
  new ecr.Repository(new Stack(app, 'Yaml', { synthesizer: new YamlSynthesizer() }), 'Repo');
  new ecr.Repository(new Stack(app, 'Json'), 'Repo', { imageScanOnPush: true });
  const [report] = synthReports(app);
  expect(found(report)).toEqual(['SafeContainers-RepositoryMutableTags at Json/Repo/Resource', 'SafeContainers-CheckFailed[template] at Yaml']);
});

test('the pack has the name under which its rules are acknowledged', () => {
  const pack = new SafeContainersChecks();
  expect(pack.name).toBe('SafeContainers');
  expect(pack.readPackName).toBe('SafeContainers');
});
