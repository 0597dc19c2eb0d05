import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { SafeContainersChecks } from '../../src';

// What the tests of the CLI synthesize: SMELL says which smell is in the app, and STAGE whether its stack lives in a stage.
const { SMELL: smell, STAGE: stage } = process.env;
const app = new App();
const stack = new Stack(stage === undefined ? app : new Stage(app, stage), 'Stack');
const repository = new ecr.Repository(stack, 'Repo', {
  imageScanOnPush: true,
  imageTagMutability: smell === 'warning' || smell === 'acknowledged' ? undefined : ecr.TagMutability.IMMUTABLE,
  lifecycleRules: [{ tagStatus: ecr.TagStatus.UNTAGGED, maxImageCount: 5 }],
  encryption: ecr.RepositoryEncryption.KMS,
});
if (smell === 'acknowledged') {
  Validations.of(repository).acknowledge({ id: 'SafeContainers-RepositoryMutableTags', reason: 'a cache of public images' });
}
if (smell === 'error') {
  new ecs.CfnTaskDefinition(stack, 'Task', { containerDefinitions: [{ name: 'app', image: 'nginx:1.29.1', privileged: true }] });
}
Validations.of(app).addPlugins(new SafeContainersChecks(app));
