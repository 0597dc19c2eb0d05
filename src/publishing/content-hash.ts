import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import type { DockerImageAssetOptions } from 'aws-cdk-lib/aws-ecr-assets';
import { FileSystem, IgnoreMode, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isIn } from '../git/place';
import { isElsewhere } from '../platform/build-contexts';

/** Tells uncommitted builds apart: what is in the directory but for what is ignored, what is built beside it, and how. */
export function contentHash(scope: IConstruct, directory: string, hashOfInputs: string, build: DockerImageAssetOptions): string {
  const { exclude = [], ignoreMode = IgnoreMode.DOCKER, followSymlinks: follow, file = 'Dockerfile' } = build;
  const hash = createHash('sha256');
  hash.update(FileSystem.fingerprint(directory, { exclude: [...ignored(directory), ...exclude, ...unread(scope, directory)], ignoreMode, follow }));
  // A .dockerignore may well name the Dockerfile, which is read all the same.
  for (const dockerfile of [resolve(directory, file)].filter(existsSync)) {
    hash.update(FileSystem.fingerprint(dockerfile, { follow }));
  }
  hash.update(hashOfInputs);
  const { buildArgs, target, platform, networkMode, outputs, extraHash } = build;
  hash.update(JSON.stringify([file, buildArgs, target, platform?.platform, networkMode?.mode, outputs, extraHash]));
  return hash.digest('hex');
}

/** What is built beside a directory, by absolute paths. It is told by its content alone, which is the same on any machine. */
export function inputsHash(scope: IConstruct, inputs: readonly string[], build: DockerImageAssetOptions): string {
  const { buildContexts = {}, followSymlinks: follow } = build;
  const hash = createHash('sha256');
  for (const input of inputs) {
    hash.update(FileSystem.fingerprint(input, { exclude: unread(scope, input), ignoreMode: IgnoreMode.DOCKER, follow }));
  }
  hash.update(JSON.stringify(Object.entries(buildContexts).map(([name, context]) => [name, isElsewhere(context) ? context : ''])));
  return hash.digest('hex');
}

/** What git and the CDK write, which differs between machines. */
function unread({ node: { root: app } }: IConstruct, directory: string): string[] {
  const outdir = resolve(Stage.isStage(app) ? app.outdir : 'cdk.out');
  return ['.git', ...(isIn(outdir, resolve(directory)) ? [relative(directory, outdir).split(sep).join('/')] : [])];
}

function ignored(directory: string): string[] {
  const file = join(directory, '.dockerignore');
  return existsSync(file) ? readFileSync(file, 'utf-8').split('\n').filter((line) => line !== '') : [];
}
