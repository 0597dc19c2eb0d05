import { writeFileSync } from 'fs';
import { join } from 'path';
import type { Environment } from 'aws-cdk-lib';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { AssetManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import type { ISynthesisSession, SynthesizeStackArtifactOptions } from 'aws-cdk-lib/core';
import { ImmutableRepository } from '../../src';

export const TAG = '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567';

export interface Variant {
  readonly env?: Environment;
  /** The task definition names the repository, so that its stack does not depend on the repository's. */
  readonly byName?: boolean;
}

/** A service whose image is pushed to the repository of another stack. Answers the folder of the assembly. */
export function synthesize(outdir: string, { env, byName = false }: Variant = {}): string {
  const app = new App({ outdir, context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' } });
  const repositories = new Stack(app, 'Repositories', { env });
  const repository = new ImmutableRepository(repositories, 'Orders', { repositoryName: 'orders' });
  const service = new Stack(app, 'Service', { env, synthesizer: new ImagesSynthesizer(repositories) });
  const named = byName ? ecr.Repository.fromRepositoryName(service, 'Named', 'orders') : repository;
  new ecs.CfnTaskDefinition(service, 'Task', { containerDefinitions: [{ name: 'orders', image: named.repositoryUriForTag(TAG) }] });
  return app.synth().directory;
}

class ImagesSynthesizer extends DefaultStackSynthesizer {
  public constructor(private readonly repositories: Stack) {
    super();
  }

  protected emitArtifact(session: ISynthesisSession, options: SynthesizeStackArtifactOptions = {}): void {
    const id = `${this.boundStack.artifactId}.images.assets`;
    const file = `${id}.json`;
    const manifest: AssetManifest = {
      version: '54.0.0',
      dockerImages: {
        [`orders-${TAG}`]: {
          source: { directory: '.' },
          destinations: { here: { repositoryName: 'orders', imageTag: TAG } },
        },
      },
    };
    writeFileSync(join(session.assembly.outdir, file), JSON.stringify(manifest));
    session.assembly.addArtifact(id, { type: ArtifactType.ASSET_MANIFEST, properties: { file }, dependencies: [this.repositories.artifactId] });
    super.emitArtifact(session, { ...options, additionalDependencies: [...options.additionalDependencies ?? [], id] });
  }
}
