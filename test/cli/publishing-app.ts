import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { GitShaImage, GitShaStackSynthesizer, ImmutableRepository, SafeContainersChecks, SafeFargateService } from '../../src';

// What the tests of the CLI synthesize in a checkout that has services/api and services/web.
const app = new App({ defaultStackSynthesizer: new GitShaStackSynthesizer() });
publish(app);
publish(new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } }));
Validations.of(app).addPlugins(new SafeContainersChecks(app));

function publish(scope: Construct): void {
  const repositories = new Stack(scope, 'Repositories');
  const [api, web] = ['api', 'web'].map((repositoryName) => new ImmutableRepository(repositories, repositoryName, { repositoryName }));
  const stack = new Stack(scope, 'Service');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc });
  new SafeFargateService(stack, 'Api', { cluster, image: GitShaImage.fromDirectory('services/api', { repository: api }) });
  const image = GitShaImage.fromDirectory('services/web', { repository: web, additionalInputs: ['../../lib'], buildArgs: { MODE: 'fast' } });
  new SafeFargateService(new NestedStack(stack, 'Nested'), 'Web', { cluster, image });
}
