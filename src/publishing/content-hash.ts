import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import type { DockerImageAssetOptions } from 'aws-cdk-lib/aws-ecr-assets';
import { FileSystem, IgnoreMode, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isIn } from '../git/place';

/** Tells uncommitted builds apart: what is in the directory but for what is ignored, what is built beside it, and how. */
export function contentHash(scope: IConstruct, directory: string, inputs: readonly string[], build: DockerImageAssetOptions): string {
  const { exclude = [], ignoreMode = IgnoreMode.DOCKER, followSymlinks: follow } = build;
  const outdir = resolve(Stage.of(scope)?.outdir ?? 'cdk.out');
  const written = isIn(outdir, resolve(directory)) ? [relative(directory, outdir)] : [];
  const hash = createHash('sha256');
  hash.update(FileSystem.fingerprint(directory, { exclude: [...ignored(directory), ...exclude, ...written, '.git'], ignoreMode, follow }));
  hash.update(inputsHash(inputs, build));
  hash.update(JSON.stringify([build.buildArgs, build.target, build.file, build.platform?.platform, build.networkMode?.mode, build.extraHash]));
  return hash.digest('hex');
}

/** What is built beside a directory, by its content alone: the same on any machine. */
export function inputsHash(inputs: readonly string[], { followSymlinks: follow }: DockerImageAssetOptions): string {
  const hash = createHash('sha256');
  inputs.forEach((input) => hash.update(FileSystem.fingerprint(input, { exclude: ['.git'], follow })));
  return hash.digest('hex');
}

function ignored(directory: string): string[] {
  const file = join(directory, '.dockerignore');
  return existsSync(file) ? readFileSync(file, 'utf-8').split('\n').filter((line) => line !== '') : [];
}
