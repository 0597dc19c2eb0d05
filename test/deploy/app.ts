import { join } from 'path';
import type { Environment } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { GitShaImage, GitShaStackSynthesizer, ImmutableRepository, SafeFargateTaskDefinition } from '../../src';

export const TAG = '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567';

export interface Variant {
  readonly env?: Environment;
  /** A second service runs the same code from a repository of its own, which another stack makes. */
  readonly second?: boolean;
}

/** A service whose image is built, and pushed to the repository of another stack. Answers the folder of the assembly. */
export function synthesize(outdir: string, { env, second = false }: Variant = {}): string {
  const app = new App({ outdir, defaultStackSynthesizer: new GitShaStackSynthesizer() });
  const names = second ? ['', 'Second'] : [''];
  for (const name of names) {
    const repository = new ImmutableRepository(new Stack(app, `${name}Repositories`, { env }), 'Orders', { repositoryName: `${name.toLowerCase()}orders` });
    addService(new Stack(app, `${name}Service`, { env }), repository);
  }
  return app.synth().directory;
}

function addService(stack: Stack, repository: IRepository): void {
  const image = GitShaImage.fromDirectory(join(__dirname, '../../examples/orders'), { repository, file: 'Dockerfile.safe', sha: TAG });
  new SafeFargateTaskDefinition(stack, 'Task').addContainer('orders', { image });
}
