import { App, Stack } from 'aws-cdk-lib';
import { GitShaImage, GitShaStackSynthesizer, ImmutableRepository, SafeFargateTaskDefinition } from '../../src';
import { ACCOUNT, REGION } from '../deploy/account';

export const REPOSITORY = 'orders';

export interface Assembly {
  readonly folder: string;
  /** What the task definition names. */
  readonly image: string;
}

/** A task definition whose image is built from a folder of a git repository, and goes to the repository of another stack. */
export function synthesize(outdir: string, directory: string, file: string): Assembly {
  const env = { account: ACCOUNT, region: REGION };
  const app = new App({ outdir, defaultStackSynthesizer: new GitShaStackSynthesizer() });
  const repository = new ImmutableRepository(new Stack(app, 'Repositories', { env }), 'Orders', { repositoryName: REPOSITORY });
  const task = new SafeFargateTaskDefinition(new Stack(app, 'Service', { env }), 'Task');
  task.addContainer('orders', { image: GitShaImage.fromDirectory(directory, { repository, file }) });
  return { folder: outdir, image: imageOf(app.synth().getStackByName('Service').template) };
}

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly ContainerDefinitions: readonly { readonly Image: Join }[] };
}

/** The only part of the URI that the template leaves to CloudFormation is the domain of AWS. */
interface Join {
  readonly 'Fn::Join': readonly [string, readonly (string | { readonly Ref: 'AWS::URLSuffix' })[]];
}

function imageOf({ Resources: resources }: { readonly Resources: Readonly<Record<string, Resource>> }): string {
  const { ContainerDefinitions: [{ Image: image }] } = Object.values(resources).find(({ Type }) => Type === 'AWS::ECS::TaskDefinition')!.Properties;
  const [separator, parts] = image['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'amazonaws.com')).join(separator);
}
