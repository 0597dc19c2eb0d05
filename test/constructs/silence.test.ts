import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ImmutableRepository, SafeContainersChecks, SafeFargateService, SafeFargateTaskDefinition } from '../../src';
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

test('our pack finds nothing', () => {
  const { app } = minimalApp();
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  expect(synthReports(app)).toEqual([]);
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
  expect(synthReports(app)).toEqual([]);
});

test('AwsSolutionsChecks finds nothing, and what is acknowledged for it is the login to ECR', () => {
  const { app } = minimalApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(synthReports(app, new AwsSolutionsChecks(app).name)).toEqual([]);
  const acknowledged = app.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).map(({ data }) => [node.path, Object.keys(data)]));
  expect(acknowledged).toEqual([
    ['Stack/Task/ExecutionRole/DefaultPolicy/Resource', ['Annotation::AwsSolutions-IAM5[Resource::*]']],
    ['Stack/Service/TaskDefinition/ExecutionRole/DefaultPolicy/Resource', ['Annotation::AwsSolutions-IAM5[Resource::*]']],
  ]);
});

test('a wildcard that the user grants is still found', () => {
  const { app, service } = minimalApp();
  service.taskDefinition.addToExecutionRolePolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameters'], resources: ['*'] }));
  new s3.Bucket(Stack.of(service), 'Bucket').grantRead(service);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const wildcards = found(synthReports(app, new AwsSolutionsChecks(app).name)[0]).filter((finding) => finding.includes('IAM5[Resource::*]'));
  expect(wildcards).toEqual(['AwsSolutions-IAM5[Resource::*] at Stack/Service/TaskDefinition/ExecutionRole/DefaultPolicy/Resource']);
});
