import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import {
  GitShaImage, GitShaStackSynthesizer, Guideline, ImmutableRepository, RuleLevel, SafeContainersChecks, SafeFargateService, SafeFargateTaskDefinition,
} from '../../../src';

// The app that the others build in their languages.
const sha = '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192';
const app = new App({ defaultStackSynthesizer: new GitShaStackSynthesizer() });

const repository = new ImmutableRepository(new Stack(app, 'Repositories'), 'Orders', { repositoryName: 'orders', untaggedImageAge: Duration.days(7) });

const safe = new Stack(app, 'Safe');
const vpc = ec2.Vpc.fromVpcAttributes(safe, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
const cluster = ecs.Cluster.fromClusterAttributes(safe, 'Cluster', { clusterName: 'cluster', vpc });
const service = new SafeFargateService(safe, 'Orders', {
  cluster,
  image: GitShaImage.fromDirectory(process.env.ORDERS!, { repository, file: 'Dockerfile.safe', sha }),
  containerPort: 8080,
  healthCheck: { command: ['CMD', 'node', 'healthcheck.js'] },
});
service.connections.allowFromAnyIpv4(ec2.Port.tcp(8080));
const worker = new SafeFargateTaskDefinition(safe, 'Worker', { cpu: 512, memoryLimitMiB: 1024 });
worker.addContainer('worker', { image: GitShaImage.fromRepository(repository, { sha }), stopTimeout: Duration.seconds(60) });

const raw = new Stack(app, 'Raw');
new ecr.Repository(raw, 'Repository');
const task = new ecs.FargateTaskDefinition(raw, 'Task');
task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx:latest'), command: ['sh', '-c', 'npm install && node server.js'] });
Validations.of(task).acknowledge({ id: 'SafeContainers-ContainerWritableRootFilesystem', reason: 'it writes its pages when it starts' });

Validations.of(app).addPlugins(new SafeContainersChecks(app, {
  rules: { ImageLatestTag: RuleLevel.ERROR, RepositoryWithoutKms: RuleLevel.OFF },
  guidelinesOff: [Guideline.LOGS],
  trustedRegistries: ['public.ecr.aws'],
}));
app.synth();
