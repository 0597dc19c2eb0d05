import { createHash } from 'crypto';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type { AssetManifestBuilder, DockerImageAssetSource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
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

/**
 * The ID of an asset: one for each place that it goes to. Two places of one asset share a build, and whoever publishes the second looks for the image
 * by its tag alone. That is enough where a tag is the hash of the content, but several images have the SHA of one commit.
 */
export function assetId({ sourceHash }: DockerImageAssetSource, destination: Destination, tag: string): string {
  return `${sourceHash}-${createHash('sha256').update(placeOf(destination, tag)).digest('hex').slice(0, 8)}`;
}

function placeOf({ account, region, repositoryName }: Destination, tag: string): string {
  const [accountOrAny, regionOrAny] = [account, region].map((part) => (Token.isUnresolved(part) ? 'any' : part));
  return `${accountOrAny}/${regionOrAny}/${repositoryName}:${tag}`;
}

/** By app: which content has which tag, and whose it is. */
const tagged = new WeakMap<IConstruct, Map<string, { readonly content: string; readonly path: string }>>();

/** Two images under one tag: the second would never be pushed, and its containers would run the first. */
export function refuseSecondContent({ scope, tag }: ImageToPublish, destination: Destination, content: string): void {
  const app = scope.node.root;
  const images = tagged.get(app) ?? new Map();
  tagged.set(app, images);
  const place = placeOf(destination, tag);
  const first = images.get(place);
  if (first !== undefined && first.content !== content) {
    throw fault(scope, `its image is another one than that of "${first.path}", but both would be ${destination.repositoryName}:${tag}: give each its own repository`);
  }
  images.set(place, first ?? { content, path: scope.node.path });
}
