import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type { AssetManifestBuilder, DockerImageAssetSource } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { Destination } from './destination';
import { fault } from '../platform/fault';

/** An image on its way to a repository. */
export interface ImageToPublish {
  /** The construct that an error names. */
  readonly scope: Construct;
  readonly repository: ecr.IRepository;
  readonly tag: string;
}

/** How an asset is built, in the words of a manifest. */
export function sourceOf(asset: DockerImageAssetSource): Parameters<AssetManifestBuilder['addDockerImageAsset']>[2] {
  return {
    directory: asset.directoryName,
    executable: asset.executable,
    dockerFile: asset.dockerFile,
    dockerBuildTarget: asset.dockerBuildTarget,
    dockerBuildArgs: asset.dockerBuildArgs,
    dockerBuildContexts: asset.dockerBuildContexts,
    dockerBuildSecrets: asset.dockerBuildSecrets,
    dockerBuildSsh: asset.dockerBuildSsh,
    dockerOutputs: asset.dockerOutputs,
    networkMode: asset.networkMode,
    platform: asset.platform,
    cacheFrom: asset.dockerCacheFrom,
    cacheTo: asset.dockerCacheTo,
    cacheDisabled: asset.dockerCacheDisabled,
  };
}

/** By app: which content has which tag, and whose it is. */
const tagged = new WeakMap<IConstruct, Map<string, { readonly content: string; readonly path: string }>>();

/** Two images under one tag: the second would never be pushed, and its containers would run the first. */
export function refuseSecondContent({ scope, tag }: ImageToPublish, { account, region, repositoryName }: Destination, content: string): void {
  const app = scope.node.root;
  const images = tagged.get(app) ?? new Map();
  tagged.set(app, images);
  const place = `${account}/${region}/${repositoryName}:${tag}`;
  const first = images.get(place);
  if (first !== undefined && first.content !== content) {
    throw fault(scope, `its image is another one than that of "${first.path}", but both would be ${repositoryName}:${tag}: give each its own repository`);
  }
  images.set(place, first ?? { content, path: scope.node.path });
}
