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

/**
 * How an asset is built, in the words of a manifest. Its folder is named in other words than the CDK's: an asset that the CDK publishes elsewhere
 * would share the build, if it has the same content.
 */
export function sourceOf(asset: DockerImageAssetSource): Parameters<AssetManifestBuilder['addDockerImageAsset']>[2] {
  return {
    directory: asset.directoryName && `${asset.directoryName}/.`,
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

/** By app: where each content goes to first. */
const places = new WeakMap<IConstruct, Map<string, string>>();

/**
 * The ID of an asset: the hash of its content, and where that goes to a second place, the place too. A build that two places share is one of the first;
 * for the second the CLI looks for an image by its tag alone, and several images have the SHA of one commit.
 */
export function assetId({ scope: { node: { root } }, tag }: ImageToPublish, destination: Destination, asset: DockerImageAssetSource): string {
  const { assetName, sourceHash } = asset;
  const firsts = places.get(root) ?? new Map<string, string>();
  places.set(root, firsts);
  const place = placeOf(destination, tag);
  const first = firsts.get(sourceHash) ?? place;
  firsts.set(sourceHash, first);
  const id = assetName === undefined ? sourceHash : `${assetName}-${sourceHash}`;
  return place === first ? id : `${id}-${createHash('sha256').update(place).digest('hex').slice(0, 8)}`;
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
