import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import type { DockerImageAssetOptions } from 'aws-cdk-lib/aws-ecr-assets';
import { FileSystem, IgnoreMode, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isIn } from '../git/place';
import { isElsewhere } from '../platform/build-contexts';

/** Tells uncommitted builds apart: what is in the directory but for what is ignored, what is built beside it, and how. */
export function contentHash(scope: IConstruct, directory: string, inputs: readonly string[], build: DockerImageAssetOptions): string {
  const { exclude = [], ignoreMode = IgnoreMode.DOCKER, followSymlinks: follow, file = 'Dockerfile' } = build;
  const { root: app } = scope.node;
  const outdir = resolve(Stage.isStage(app) ? app.outdir : 'cdk.out');
  const hash = createHash('sha256');
  hash.update(FileSystem.fingerprint(directory, { exclude: [...ignored(directory), ...exclude, ...unread(outdir, directory)], ignoreMode, follow }));
  // A .dockerignore may well name the Dockerfile, which is read all the same.
  for (const input of [file, ...inputs].map((each) => resolve(directory, each)).filter(existsSync)) {
    hash.update(FileSystem.fingerprint(input, { exclude: unread(outdir, input), ignoreMode: IgnoreMode.DOCKER, follow }));
  }
  hash.update(JSON.stringify([
    build.buildArgs, build.target, file, build.platform?.platform, build.networkMode?.mode, build.extraHash, build.outputs,
    // What is in a folder is known by now, and where it is differs between machines.
    Object.entries(build.buildContexts ?? {}).map(([name, context]) => [name, isElsewhere(context) ? context : '']),
  ]));
  return hash.digest('hex');
}

/** What git and the CDK write, which differs between machines. */
function unread(outdir: string, directory: string): string[] {
  return ['.git', ...(isIn(outdir, resolve(directory)) ? [relative(directory, outdir).split(sep).join('/')] : [])];
}

function ignored(directory: string): string[] {
  const file = join(directory, '.dockerignore');
  return existsSync(file) ? readFileSync(file, 'utf-8').split('\n').filter((line) => line !== '') : [];
}
