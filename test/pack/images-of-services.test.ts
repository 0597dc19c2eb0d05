import { join } from 'path';
import { Size, Stack } from 'aws-cdk-lib';
import * as apprunner from 'aws-cdk-lib/aws-apprunner';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { judgedApp, synthReports } from './synthesis';

const ASSET = join(__dirname, 'image');

interface Context {
  readonly stack: Stack;
  readonly repository: ecr.IRepository;
}

/** What is found in images, and at which property. */
function findings(build: (context: Context) => void): string[] {
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  const repository = ecr.Repository.fromRepositoryName(stack, 'Imported', 'team/api');
  build({ stack, repository });
  const [report] = synthReports(app);
  return (report?.violations ?? []).filter(({ ruleName }) => /-(?:Image|AppRunner)|CheckFailed/.test(ruleName)).map(({ ruleName, violatingConstructs: [{ constructPath, cloudFormationResource }] }) =>
    `${ruleName.replace('SafeContainers-', '')} at ${constructPath} ${cloudFormationResource?.propertyPaths.join()}`);
}

const buildSpec = codebuild.BuildSpec.fromObject({ version: '0.2' });

test.each<[string, (context: Context) => void, string[]]>([
  ['a function without a tag', ({ stack, repository }) => new lambda.DockerImageFunction(stack, 'Fn', { code: lambda.DockerImageCode.fromEcr(repository) }),
    ['ImageLatestTag at Stack/Fn/Resource Properties.Code.ImageUri']],
  ['a function of a branch, in a repository of the app', ({ stack }) => new lambda.DockerImageFunction(stack, 'Fn', {
    code: lambda.DockerImageCode.fromEcr(new ecr.Repository(stack, 'Own'), { tagOrDigest: 'main' }),
  }), ['ImageFloatingTag at Stack/Fn/Resource Properties.Code.ImageUri']],
  ['a function of a commit', ({ stack, repository }) => new lambda.DockerImageFunction(stack, 'Fn', { code: lambda.DockerImageCode.fromEcr(repository, { tagOrDigest: '3f2c1ab9' }) }), []],
  ['a function of a digest', ({ stack, repository }) => new lambda.DockerImageFunction(stack, 'Fn', {
    code: lambda.DockerImageCode.fromEcr(repository, { tagOrDigest: `sha256:${'0a'.repeat(32)}` }),
  }), []],
  ['a function of an asset', ({ stack }) => new lambda.DockerImageFunction(stack, 'Fn', { code: lambda.DockerImageCode.fromImageAsset(ASSET) }), []],
  ['a job without a tag', ({ stack, repository }) => new batch.EcsJobDefinition(stack, 'Job', {
    container: new batch.EcsFargateContainerDefinition(stack, 'Container', { image: ecs.ContainerImage.fromEcrRepository(repository), cpu: 1, memory: Size.gibibytes(2) }),
  }), ['ImageLatestTag at Stack/Job/Resource Properties.ContainerProperties.Image']],
  ['a job on Kubernetes', ({ stack }) => new batch.EksJobDefinition(stack, 'Job', {
    container: new batch.EksContainerDefinition(stack, 'Container', { image: ecs.ContainerImage.fromRegistry('busybox:latest'), name: 'box' }),
  }), ['ImageLatestTag[box] at Stack/Job/Resource Properties.EksProperties.PodProperties.Containers.0.Image']],
  ['a job of several nodes', ({ stack }) => new batch.MultiNodeJobDefinition(stack, 'Job', {
    containers: [{
      startNode: 0,
      endNode: 2,
      container: new batch.EcsEc2ContainerDefinition(stack, 'Container', { image: ecs.ContainerImage.fromRegistry('busybox'), cpu: 1, memory: Size.gibibytes(2) }),
    }],
  }), ['ImageLatestTag[0:2] at Stack/Job/Resource Properties.NodeProperties.NodeRangeProperties.0.Container.Image']],
  ['a build in an image of CodeBuild', ({ stack }) => new codebuild.Project(stack, 'Build', { buildSpec, environment: { buildImage: codebuild.LinuxBuildImage.STANDARD_7_0 } }), []],
  ['a build in the default image', ({ stack }) => new codebuild.Project(stack, 'Build', { buildSpec }), []],
  ['a build in an image that the CDK pins', ({ stack }) => new codebuild.Project(stack, 'Build', {
    buildSpec, environment: { buildImage: codebuild.LinuxGpuBuildImage.DLC_PYTORCH_1_5_0_TRAINING },
  }), []],
  ['a build in an asset', ({ stack }) => new codebuild.Project(stack, 'Build', {
    buildSpec, environment: { buildImage: codebuild.LinuxBuildImage.fromAsset(stack, 'Image', { directory: ASSET }) },
  }), []],
  ['a build in somebody else\'s image', ({ stack }) => new codebuild.Project(stack, 'Build', {
    buildSpec, environment: { buildImage: codebuild.LinuxBuildImage.fromDockerRegistry('node') },
  }), ['ImageLatestTag at Stack/Build/Resource Properties.Environment.Image']],
  ['an agent of a version', ({ stack, repository }) => new agentcore.Runtime(stack, 'Agent', {
    runtimeName: 'agent', agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromEcrRepository(repository, 'v1.0.0'),
  }), ['ImageTagNotCommit at Stack/Agent/Resource Properties.AgentRuntimeArtifact.ContainerConfiguration.ContainerUri']],
  ['a service of App Runner', ({ stack, repository }) => new apprunner.CfnService(stack, 'Web', {
    sourceConfiguration: { imageRepository: { imageIdentifier: repository.repositoryUriForTag('main'), imageRepositoryType: 'ECR' } },
  }), [
    'ImageFloatingTag at Stack/Web Properties.SourceConfiguration.ImageRepository.ImageIdentifier', 'AppRunnerDeploysMutableTag at Stack/Web Properties.SourceConfiguration',
  ]],
])('%s', (_, build, expected) => {
  expect(findings(build)).toEqual(expected);
});
