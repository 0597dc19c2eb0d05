import { readFileSync } from 'fs';
import { join } from 'path';
import { App, AppProps, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkout } from './checkout';
import { GitShaImage, GitShaImageFromDirectoryOptions, GitShaStackSynthesizer, ImmutableRepository } from '../../src';

export const SHA = '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192';
export const IRELAND = { account: '111122223333', region: 'eu-west-1' };

/** An app whose stacks publish images of their own. */
export function publishingApp(props: AppProps = {}): App {
  return new App({ treeMetadata: false, analyticsReporting: false, defaultStackSynthesizer: new GitShaStackSynthesizer(), ...props });
}

/** A repository in a stack of its own, unless it is there already. */
export function repositoryIn(scope: Construct, name = 'api', stackId = 'Repositories', props: StackProps = {}): ImmutableRepository {
  const stack = scope.node.tryFindChild(stackId) as Stack | undefined ?? new Stack(scope, stackId, props);
  return new ImmutableRepository(stack, name, { repositoryName: name });
}

/** A directory with a Dockerfile, in a checkout of its own. */
export function source(text = 'FROM scratch\n'): string {
  return join(checkout({ 'api/Dockerfile': text }), 'api');
}

/** An image of a directory, by a SHA that needs no git. */
export function built(repository: ecr.IRepository, options: Partial<GitShaImageFromDirectoryOptions> & { directory?: string } = {}): GitShaImage {
  const { directory = source(), ...rest } = options;
  return GitShaImage.fromDirectory(directory, { repository, sha: SHA, ...rest });
}

/** A task that runs an image. */
export function run(scope: Construct, image: ecs.ContainerImage, id = 'Task'): ecs.ContainerDefinition {
  return new ecs.FargateTaskDefinition(scope, id).addContainer('app', { image });
}

export interface ImageAsset {
  readonly displayName?: string;
  readonly source: Record<string, unknown>;
  readonly destinations: Record<string, Record<string, string>>;
}

export interface Assembly {
  /** The manifest of the stack's images by us, by asset ID; undefined where there is none. */
  images(artifactId: string): Record<string, ImageAsset> | undefined;
  /** The manifest that the synthesizer writes. */
  assets(artifactId: string): { files: Record<string, { source: { path: string } }>; dockerImages: Record<string, ImageAsset> };
  /** The destinations of our images, in their order. */
  destinations(artifactId: string): Record<string, string>[];
  dependencies(artifactId: string): string[];
  template(artifactId: string): Template;
}

/** What `cdk synth` writes for an app. */
export function synthesized(app: App): Assembly {
  const { directory: folder } = app.synth();
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf-8'));
  const { artifacts } = read('manifest.json');
  const images = (id: string) => (artifacts[`${id}.images.assets`] ? read(artifacts[`${id}.images.assets`].properties.file).dockerImages : undefined);
  return {
    images,
    assets: (id) => read(artifacts[`${id}.assets`].properties.file),
    destinations: (id) => Object.values<ImageAsset>(images(id) ?? {}).flatMap(({ destinations }) => Object.values(destinations)),
    dependencies: (id) => artifacts[id].dependencies ?? [],
    template: (id) => Template.fromJSON(read(artifacts[id].properties.templateFile)),
  };
}

/** The image of each container of a template. */
export function imagesOf(template: Template): unknown[] {
  return Object.values(template.findResources('AWS::ECS::TaskDefinition'))
    .flatMap(({ Properties }) => Properties.ContainerDefinitions.map(({ Image }: { Image: unknown }) => Image));
}

/** The statements of the policies of all repositories of a template. */
export function policiesOf(template: Template): Record<string, unknown>[] {
  return Object.values(template.findResources('AWS::ECR::Repository')).flatMap(({ Properties }) => Properties.RepositoryPolicyText?.Statement ?? []);
}
