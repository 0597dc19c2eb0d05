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

/** By app: which content each place has, and whose it is, in the order in which they came. */
const claims = new WeakMap<IConstruct, Map<string, { readonly content: string; readonly path: string }>>();

/**
 * Claims a place for an image, and returns the ID of the asset: the hash of its content, and where that went to another place before, the place too.
 * A build that two places share is one of the first; for the second the CLI looks for an image by its tag alone, and several images have the SHA of one commit.
 *
 * @throws if another image has the place: the second would never be pushed, and its containers would run the first
 */
export function claim({ scope, tag }: ImageToPublish, destination: Destination, { assetName, sourceHash: content }: DockerImageAssetSource): string {
  const { root: app, path } = scope.node;
  const claimed = claims.get(app) ?? new Map();
  claims.set(app, claimed);
  const place = placeOf(destination, tag);
  const holder = claimed.get(place) ?? { content, path };
  if (holder.content !== content) {
    throw fault(scope, `its image is another one than that of "${holder.path}", but both would be ${destination.repositoryName}:${tag}: give each its own repository`);
  }
  claimed.set(place, holder);
  const [first] = [...claimed].find(([, each]) => each.content === content)!;
  const id = assetName === undefined ? content : `${assetName}-${content}`;
  return place === first ? id : `${id}-${createHash('sha256').update(place).digest('hex').slice(0, 8)}`;
}

function placeOf({ account, region, repositoryName }: Destination, tag: string): string {
  const [accountOrAny, regionOrAny] = [account, region].map((part) => (Token.isUnresolved(part) ? 'any' : part));
  return `${accountOrAny}/${regionOrAny}/${repositoryName}:${tag}`;
}
