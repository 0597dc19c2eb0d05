import { join } from 'path';
import { App, CfnResource, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { found, judgedApp, synthReports } from './synthesis';

const MUTABLE = 'SafeContainers-RepositoryMutableTags';

function findings(build: (app: App) => void): string[] {
  const app = judgedApp();
  build(app);
  return found(synthReports(app)[0]).filter((finding) => !finding.includes('NoScanOnPush'));
}

test('an L2 is judged', () => {
  expect(findings((app) => new ecr.Repository(new Stack(app, 'Stack'), 'Repo'))).toEqual([`${MUTABLE} at Stack/Repo/Resource`]);
});

test('an L1 is judged', () => {
  expect(findings((app) => new ecr.CfnRepository(new Stack(app, 'Stack'), 'Repo'))).toEqual([`${MUTABLE} at Stack/Repo`]);
});

test('an untyped CfnResource is judged', () => {
  expect(findings((app) => new CfnResource(new Stack(app, 'Stack'), 'Repo', { type: 'AWS::ECR::Repository' }))).toEqual([`${MUTABLE} at Stack/Repo`]);
});

test('a pattern of aws-ecs-patterns is judged', () => {
  const found_ = findings((app) => {
    const stack = new Stack(app, 'Stack');
    new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
      vpc: new ec2.Vpc(stack, 'Vpc'), taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx') },
    });
  });
  expect(found_).toContain('SafeContainers-ImageLatestTag[web] at Stack/Web/TaskDef/Resource');
  expect(found_).toContain('SafeContainers-ServiceNoCircuitBreaker at Stack/Web/Service/Service');
});

test('a property override counts, in both directions', () => {
  expect(findings((app) => {
    const stack = new Stack(app, 'Stack');
    const mended = new ecr.Repository(stack, 'Mended');
    (mended.node.defaultChild as CfnResource).addPropertyOverride('ImageTagMutability', 'IMMUTABLE');
    const spoiled = new ecr.Repository(stack, 'Spoiled', { imageTagMutability: ecr.TagMutability.IMMUTABLE });
    (spoiled.node.defaultChild as CfnResource).addPropertyDeletionOverride('ImageTagMutability');
  })).toEqual([`${MUTABLE} at Stack/Spoiled/Resource`]);
});

test('an overridden logical id is found', () => {
  expect(findings((app) => {
    const repository = new ecr.CfnRepository(new Stack(app, 'Stack'), 'Repo');
    repository.overrideLogicalId('TheRepository');
  })).toEqual([`${MUTABLE} at Stack/Repo`]);
});

test('an included template is judged', () => {
  expect(findings((app) => {
    new CfnInclude(new Stack(app, 'Stack'), 'Billing', { templateFile: join(__dirname, '../../examples/billing.template.json') });
  })).toContain(`${MUTABLE} at Stack/Billing/BillingRepository`);
});

test('a nested stack is judged once, and values of its parent are followed into it', () => {
  expect(findings((app) => {
    const stack = new Stack(app, 'Stack');
    const repository = new ecr.Repository(stack, 'Repo');
    const nested = new NestedStack(stack, 'Nested');
    const task = new ecs.FargateTaskDefinition(nested, 'Task');
    task.addContainer('app', { image: ecs.ContainerImage.fromEcrRepository(repository, 'main') });
  }).filter((finding) => finding.includes('-Image'))).toEqual(['SafeContainers-ImageFloatingTag[app] at Stack/Nested/Task/Resource']);
});

test('a repository of another stack is recognized as one of our own', () => {
  expect(findings((app) => {
    const repository = new ecr.Repository(new Stack(app, 'Images'), 'Repo');
    const task = new ecs.FargateTaskDefinition(new Stack(app, 'Service'), 'Task');
    task.addContainer('app', { image: ecs.ContainerImage.fromEcrRepository(repository, 'main') });
  }).filter((finding) => finding.includes('-Image'))).toEqual(['SafeContainers-ImageFloatingTag[app] at Service/Task/Resource']);
});

test('a service is judged with the cluster, the task definition and both target groups of other stacks', () => {
  expect(findings((app) => {
    const platform = new Stack(app, 'Platform');
    const vpc = new ec2.Vpc(platform, 'Vpc');
    const cluster = new ecs.Cluster(platform, 'Cluster', { vpc, executeCommandConfiguration: { logging: ecs.ExecuteCommandLogging.NONE } });
    const [blue, green] = ['Blue', 'Green'].map((id) => new elbv2.ApplicationTargetGroup(platform, id, { vpc, port: 80, targetType: elbv2.TargetType.IP }));
    const listener = new elbv2.ApplicationLoadBalancer(platform, 'LoadBalancer', { vpc }).addListener('Http', { port: 80, open: false, defaultTargetGroups: [blue] });
    const rule = new elbv2.ApplicationListenerRule(platform, 'Rule', {
      listener,
      priority: 1,
      conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
      action: elbv2.ListenerAction.weightedForward([
        { targetGroup: blue, weight: 1 }, { targetGroup: green, weight: 0 },
      ]),
    });
    const taskDefinition = new ecs.FargateTaskDefinition(new Stack(app, 'Tasks'), 'Task');
    taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), portMappings: [{ containerPort: 80 }] });
    const service = new ecs.FargateService(new Stack(app, 'Api'), 'Service', {
      cluster,
      taskDefinition,
      enableExecuteCommand: true,
      deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN,
      capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    });
    service.loadBalancerTarget({
      containerName: 'app',
      alternateTarget: new ecs.AlternateTarget('Alternate', {
        alternateTargetGroup: green, productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(rule),
      }),
    }).attachToApplicationTargetGroup(blue);
  }).filter((finding) => /-(?:Service|Cluster)/.test(finding)).sort()).toEqual([
    'SafeContainers-ClusterExecNotLogged at Platform/Cluster/Resource',
    'SafeContainers-ClusterNoContainerInsights at Platform/Cluster/Resource',
    'SafeContainers-ServiceDrainOutOfStep at Api/Service/Service',
    'SafeContainers-ServiceDrainOutOfStep at Api/Service/Service',
    'SafeContainers-ServiceSpotStopTimeout at Api/Service/Service',
    'SafeContainers-ServiceSpotStopTimeout at Api/Service/Service',
    'SafeContainers-ServiceSpotStopTimeout at Api/Service/Service',
  ]);
});

test('a log group is judged where it is used, from another stack, too, and the retention that LogRetention sets counts', () => {
  expect(findings((app) => {
    const stack = new Stack(app, 'Groups');
    const forever = new logs.LogGroup(stack, 'Forever', { retention: logs.RetentionDays.INFINITE });
    const retained = new logs.LogGroup(stack, 'Retained', { retention: logs.RetentionDays.INFINITE });
    new logs.LogRetention(stack, 'Retention', { logGroupName: retained.logGroupName, retention: logs.RetentionDays.ONE_MONTH });
    new logs.LogRetention(stack, 'Made', { logGroupName: '/ecs/made', retention: logs.RetentionDays.ONE_MONTH });
    const service = new Stack(app, 'Service');
    for (const logGroup of [forever, retained, logs.LogGroup.fromLogGroupName(service, 'Made', '/ecs/made')]) {
      new ecs.FargateTaskDefinition(service, `Task${logGroup.node.id}`)
        .addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logGroup }) });
    }
  }).filter((finding) => finding.includes('-ContainerLogGroup'))).toEqual(['SafeContainers-ContainerLogGroupNeverExpires[app] at Service/TaskForever/Resource']);
});

test('a stage is judged', () => {
  expect(findings((app) => {
    new ecr.Repository(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Repo');
  })).toEqual([`${MUTABLE} at Prod/Stack/Repo/Resource`]);
});

test('a CDK asset is not an image without a version', () => {
  expect(findings((app) => {
    const task = new ecs.FargateTaskDefinition(new Stack(app, 'Stack'), 'Task');
    task.addContainer('app', { image: ecs.ContainerImage.fromAsset(join(__dirname, 'image')) });
  }).filter((finding) => finding.includes('-Image'))).toEqual([]);
});

test('a repository whose tags only CloudFormation knows is not judged, and counted', () => {
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  new ecr.CfnRepository(stack, 'Unknown', { imageTagMutability: Fn.importValue('Mutability'), imageScanningConfiguration: { scanOnPush: true } });
  new ecr.CfnRepository(stack, 'Mutable', { imageScanningConfiguration: { scanOnPush: true } });
  const [report] = synthReports(app);
  expect(found(report)).toEqual([`${MUTABLE} at Stack/Mutable`]);
  expect(report.metadata).toEqual({ resourcesJudged: '2', valuesOnlyCloudFormationKnows: '1' });
});

test('warnings do not throw in the tests of a user, errors do', () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const warned = new Stack(judgedApp(new App()), 'Stack');
  new ecr.Repository(warned, 'Repo');
  Template.fromStack(warned).hasResourceProperties('AWS::ECR::Repository', { ImageTagMutability: Match.absent() });

  const refused = new Stack(judgedApp(new App()), 'Stack');
  new ecs.FargateTaskDefinition(refused, 'Task').addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:1.29.1'), privileged: true });
  expect(() => Template.fromStack(refused)).toThrow('container "app" is privileged');
});
