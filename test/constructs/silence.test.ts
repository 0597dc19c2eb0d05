import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { newFolder, onDevelopersMachine, write } from './checkout';
import { GitShaImage, GitShaStackSynthesizer, ImmutableRepository, SafeContainersChecks, SafeFargateService, SafeFargateServiceProps, SafeFargateTaskDefinition } from '../../src';
import { found, synthReports, testApp } from '../pack/synthesis';

/** Our constructs with minimal props, in a network and a cluster that exist. */
function minimalApp(): { app: App; service: SafeFargateService } {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc });
  const image = ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(stack, 'Repo'), '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192');
  new SafeFargateTaskDefinition(stack, 'Task').addContainer('job', { image });
  return { app, service: new SafeFargateService(stack, 'Service', { cluster, image }) };
}

test('our pack finds nothing, and what is acknowledged for it is how ECR encrypts', () => {
  const { app } = minimalApp();
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  const [report] = synthReports(app);
  expect(report.violations).toEqual([]);
  expect(report.suppressedViolations!.map(({ acknowledgedId }) => acknowledgedId)).toEqual(['Annotation::SafeContainers-RepositoryWithoutKms']);
});

/** The services of README.md, in a network and a cluster of their own, with what people do to them next. */
function readmeApp(props: Partial<SafeFargateServiceProps> = {}): App {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED, enableFargateCapacityProviders: true });
  const image = ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(stack, 'Repository'), '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192');

  const api = new SafeFargateService(stack, 'Api', {
    cluster, image, containerPort: 8080, healthCheck: { command: ['CMD', 'wget', '-q', '--spider', 'http://localhost:8080/health'] }, ...props,
  });
  api.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));

  const shop = new SafeFargateService(stack, 'Shop', {
    cluster, image, containerPort: 8080, taskCpu: 512, taskMemoryLimitMiB: 1024, stopTimeout: Duration.seconds(90), ...props,
  });
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, internetFacing: true });
  loadBalancer.addListener('Http', { port: 80 }).addTargets('Shop', { port: 8080, protocol: elbv2.ApplicationProtocol.HTTP, targets: [shop] });
  shop.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
  shop.taskDefinition.addContainer('datadog-agent', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/datadog/agent:7.70.0'), essential: false, readonlyRootFilesystem: false,
  });

  const queue = new SafeFargateService(stack, 'Queue', { cluster, image, containerPort: 5672, ...props });
  new elbv2.NetworkLoadBalancer(stack, 'NetworkLoadBalancer', { vpc }).addListener('Tcp', { port: 5672 }).addTargets('Queue', { port: 5672, targets: [queue] });
  return app;
}

test.each<[string, Partial<SafeFargateServiceProps>]>([
  ['as it stands', {}],
  ['on Fargate Spot', { capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }],
])('our pack finds nothing in the app of README.md %s, but for what the user leaves open', (_, props) => {
  const app = readmeApp(props);
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  // The agent says itself that it writes to its own file system.
  expect(synthReports(app).flatMap((report) => found(report))).toEqual(['SafeContainers-ContainerWritableRootFilesystem[datadog-agent] at Stack/Shop/TaskDefinition/Resource']);
});

test.each<[string, (task: SafeFargateTaskDefinition) => void]>([
  ['that the CDK adds', () => undefined],
  ['of ours', (task) => task.addFirelensLogRouter('Router', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0'),
    firelensConfig: { type: ecs.FirelensLogRouterType.FLUENTBIT },
  })],
])('our pack finds nothing in a task with a log router %s', (_, addRouter) => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const image = ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(stack, 'Repo'), '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192');
  const task = new SafeFargateTaskDefinition(stack, 'Task');
  task.addContainer('app', { image, logging: ecs.LogDrivers.firelens({ options: { Name: 'cloudwatch' } }) });
  addRouter(task);
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  expect(synthReports(app)[0].violations).toEqual([]);
});

test('AwsSolutionsChecks finds nothing, and what is acknowledged for it is the login to ECR', () => {
  const { app } = minimalApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(synthReports(app, new AwsSolutionsChecks(app).name)).toEqual([]);
  const acknowledged = app.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).map(({ data }) => [node.path, Object.keys(data)]));
  expect(acknowledged).toEqual([
    ['Stack/Repo', ['Annotation::SafeContainers-RepositoryWithoutKms']],
    ['Stack/Task/ExecutionRole/DefaultPolicy/Resource', ['Annotation::AwsSolutions-IAM5[Resource::*]']],
    ['Stack/Service/TaskDefinition/ExecutionRole/DefaultPolicy/Resource', ['Annotation::AwsSolutions-IAM5[Resource::*]']],
  ]);
});

/** A service that is built and published with minimal props, from a Dockerfile as it should be. */
function publishingApp(): App {
  const app = testApp();
  const directory = write(newFolder(), {
    'Dockerfile': `FROM public.ecr.aws/docker/library/alpine:3.22.1@sha256:${'1a'.repeat(32)}\nWORKDIR /app\nCOPY app /app/app\nUSER 1000\nCMD ["/app/app"]\n`,
    '.dockerignore': '*\n!app\n',
    'app': '',
  });
  const repository = new ImmutableRepository(new Stack(app, 'Repositories'), 'Repo', { repositoryName: 'api' });
  const stack = new Stack(app, 'Stack', { synthesizer: new GitShaStackSynthesizer() });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc });
  const image = GitShaImage.fromDirectory(directory, { repository, sha: '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192' });
  new SafeFargateService(stack, 'Service', { cluster, image });
  return app;
}

onDevelopersMachine();

test.each<[string, (app: App) => SafeContainersChecks | AwsSolutionsChecks]>([
  ['our pack', (app) => new SafeContainersChecks(app)],
  ['AwsSolutionsChecks', (app) => new AwsSolutionsChecks(app)],
])('%s finds nothing in a service whose image the app builds and publishes', (_, packFor) => {
  const app = publishingApp();
  const pack = packFor(app);
  Validations.of(app).addPlugins(pack);
  expect(synthReports(app, pack.name).flatMap(({ violations }) => violations)).toEqual([]);
});

test('a wildcard that the user grants is still found', () => {
  const { app, service } = minimalApp();
  service.taskDefinition.addToExecutionRolePolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameters'], resources: ['*'] }));
  new s3.Bucket(Stack.of(service), 'Bucket').grantRead(service);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const wildcards = found(synthReports(app, new AwsSolutionsChecks(app).name)[0]).filter((finding) => finding.includes('IAM5[Resource::*]'));
  expect(wildcards).toEqual(['AwsSolutions-IAM5[Resource::*] at Stack/Service/TaskDefinition/ExecutionRole/DefaultPolicy/Resource']);
});
