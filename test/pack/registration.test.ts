import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { found, synthReports, testApp } from './synthesis';
import { SafeContainersChecks } from '../../src';

function appWithStages(): { app: App; prod: Stage } {
  const app = testApp();
  const [prod, test_] = ['Prod', 'Test'].map((name) => new Stage(app, name));
  [prod, test_, app].forEach((scope) => new ecr.Repository(new Stack(scope, 'Stack'), 'Repo', { imageScanOnPush: true }));
  return { app, prod };
}

const IN_PROD = 'SafeContainers-RepositoryMutableTags at Prod/Stack/Repo/Resource';
const IN_TEST = 'SafeContainers-RepositoryMutableTags at Test/Stack/Repo/Resource';
const IN_APP = 'SafeContainers-RepositoryMutableTags at Stack/Repo/Resource';

test('a pack on a stage judges that stage only', () => {
  const { app, prod } = appWithStages();
  Validations.of(prod).addPlugins(new SafeContainersChecks(prod));
  expect(synthReports(app).flatMap((report) => found(report))).toEqual([IN_PROD]);
});

test('a pack on the app judges every stage', () => {
  const { app } = appWithStages();
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  expect(synthReports(app).flatMap((report) => found(report)).sort()).toEqual([IN_PROD, IN_APP, IN_TEST].sort());
});

test.each([
  ['the same pack twice', (app: App, prod: Stage) => {
    const pack = new SafeContainersChecks(app);
    Validations.of(app).addPlugins(pack, pack);
    Validations.of(prod).addPlugins(pack);
  }],
  ['two packs on the app', (app: App) => Validations.of(app).addPlugins(new SafeContainersChecks(app), new SafeContainersChecks(app))],
  ['one on the app and one on its stage', (app: App, prod: Stage) => {
    Validations.of(app).addPlugins(new SafeContainersChecks(app));
    Validations.of(prod).addPlugins(new SafeContainersChecks(prod));
  }],
])('%s report each finding once', (_, register) => {
  const { app, prod } = appWithStages();
  register(app, prod);
  expect(synthReports(app).flatMap((report) => found(report)).sort()).toEqual([IN_PROD, IN_APP, IN_TEST].sort());
});

test('another synthesis of the same app finds the same again', () => {
  const { app } = appWithStages();
  Validations.of(app).addPlugins(new SafeContainersChecks(app), new SafeContainersChecks(app));
  const first = synthReports(app).flatMap((report) => found(report));
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  app.synth({ force: true });
  expect(synthReports(app).flatMap((report) => found(report))).toEqual(first);
});

test('other packs of cdk-nag are undisturbed', () => {
  const build = (withOurs: boolean) => {
    const app = testApp();
    const stack = new Stack(app, 'Stack');
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') });
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
    taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx'), environment: { A: 'b' } });
    const service = new ecs.FargateService(stack, 'Service', { cluster, taskDefinition });
    Validations.of(service).acknowledge({ id: 'SafeContainers-ServiceNoCircuitBreaker', reason: 'unneeded' });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), ...withOurs ? [new SafeContainersChecks(app)] : []);
    return synthReports(app, new AwsSolutionsChecks(app).name)[0];
  };
  const alone = build(false);
  expect(alone.violations.length).toBeGreaterThan(3);
  expect(build(true).violations.map(({ ruleName }) => ruleName)).toEqual(alone.violations.map(({ ruleName }) => ruleName));
});

test('validateScope judges an app, a stack or a construct that is not synthesized', () => {
  const { app, prod } = appWithStages();
  const judged = (scope: IConstruct) => new SafeContainersChecks().validateScope(scope).violations.filter(({ severity }) => severity !== 'info')
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`)).sort();
  expect(judged(app)).toEqual([IN_PROD, IN_APP, IN_TEST].sort());
  expect(judged(prod)).toEqual([IN_PROD]);
  const repository = prod.node.findChild('Stack').node.findChild('Repo');
  expect(judged(repository)).toEqual([IN_PROD]);
  Validations.of(repository).acknowledge({ id: 'SafeContainers-RepositoryMutableTags', reason: 'a cache' });
  expect(judged(repository)).toEqual([]);
  expect(new SafeContainersChecks().validateScope(repository).success).toBe(true);
});
