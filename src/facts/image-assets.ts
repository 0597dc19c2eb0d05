import { readFileSync } from 'fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import type { ArtifactMetadataEntryType, ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import { type AssetStaging, type PolicyValidationStack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { constructAt } from './construct-tree';
import { once } from './known';
import { Json, isObject, section } from './template';
import { isElsewhere } from '../platform/build-contexts';
import { ImageReference, hasHole, isPrivateEcrHost } from '../platform/image-reference';

/** An image that `cdk deploy` builds and pushes. */
export interface ImageAsset {
  /** Absent where a program makes the image, or it is loaded from a tarball. */
  readonly build?: ImageBuild;
}

/** How `docker build` is called, by the names of `DockerImageAsset`. */
export interface ImageBuild {
  /** Absolute path of the build context: where the CDK stages assets, of its copy. */
  readonly directory: string;
  /** Path of the build context in the user's source tree, from the current directory. Absent where nothing says what was copied. */
  readonly source?: string;
  /** Path of the Dockerfile, from the directory. */
  readonly file: string;
  /** The stage to build; the last one where it is absent. */
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Where the files of further contexts are: a path from the directory, or a URL. */
  readonly buildContexts: Readonly<Record<string, string>>;
  /** The names of the secrets. What they are is nobody's business here. */
  readonly buildSecrets: readonly string[];
  readonly networkMode?: string;
  readonly platform?: string;
}

/** The way from an image reference of a template to what the image is built from. */
export interface ImageAssets {
  /** Undefined where the app does not build the image. */
  builtFrom(image: ImageReference): ImageAsset | undefined;
}

/** The assets of an app that is not synthesized: nothing says yet what they are built from. */
export const NO_IMAGE_ASSETS: ImageAssets = { builtFrom: () => undefined };

/** The path by which a message names a file of a build, such as `api/Dockerfile`. */
export function sourcePath({ source, file }: ImageBuild, path = file): string {
  return slashed(source === undefined ? path : join(source, path));
}

/** The directory of a further build context; undefined where it is no directory here, but an image, a stage or a URL. */
export function localBuildContext({ directory, buildContexts }: ImageBuild, name: string): string | undefined {
  const place = Object.hasOwn(buildContexts, name) ? buildContexts[name] : undefined;
  return place === undefined || isElsewhere(place) ? undefined : resolve(directory, place);
}

/** The image assets of a synthesized app. Manifests are read when the first image is asked for that can be one. */
export function synthesizedImageAssets(root: IConstruct, stacks: readonly PolicyValidationStack[]): ImageAssets {
  const find = once(() => new Destinations(manifested(root, stacks)));
  return { builtFrom: (image) => (mayBeAsset(image) ? find().at(image) : undefined) };
}

/** The CDK pushes to private ECR repositories, by tag. */
function mayBeAsset({ registry, path, tag, digest }: ImageReference): boolean {
  return tag !== undefined && digest === undefined && (registry === undefined ? hasHole(path) : hasHole(registry) || isPrivateEcrHost(registry));
}

/** Where an image is pushed to, as its template names it too. */
interface Destination {
  readonly repositoryName: string;
  readonly imageTag: string;
  readonly asset: ImageAsset;
  /** Whether the tag names the content, so that no other image has it in another repository. */
  readonly byContent: boolean;
}

/** What the CDK calls them, without the module that says so: it loads with every synth. */
const ASSET_MANIFEST: `${ArtifactType.ASSET_MANIFEST}` = 'cdk:asset-manifest';
const ASSET: `${ArtifactMetadataEntryType.ASSET}` = 'aws:cdk:asset';

/** At the end of a tag that names the content, as all do but those of images with a repository of their own. */
const CONTENT_HASH = /[0-9a-f]{32,}$/;

class Destinations {
  private readonly byTag = new Map<string, Destination[]>();

  public constructor(destinations: Iterable<Destination>) {
    for (const destination of destinations) {
      const { imageTag } = destination;
      this.byTag.set(imageTag, [...this.byTag.get(imageTag) ?? [], destination]);
    }
  }

  /** Where a repository is known by what CloudFormation says of it alone, its name is not asked after. */
  public at({ path, tag = '' }: ImageReference): ImageAsset | undefined {
    const tagged = this.byTag.get(tag) ?? [];
    const named = tagged.find(({ repositoryName }) => repositoryName === path);
    return (named ?? (hasHole(path) ? tagged.find(({ byContent }) => byContent) : undefined))?.asset;
  }
}

/** What tells the path in the user's source tree of what stands in a directory. */
type SourceOf = (directory: string) => string | undefined;

/** What the asset manifests of the assemblies say; for stacks that have none, what `LegacyStackSynthesizer` leaves at their constructs. */
function* manifested(root: IConstruct, stacks: readonly PolicyValidationStack[]): Iterable<Destination> {
  const folders = new Set(stacks.map(({ templatePath }) => dirname(templatePath)));
  const sourceOf = sources(root);
  for (const folder of folders) {
    for (const artifact of Object.values(section(readJson(join(folder, 'manifest.json')), 'artifacts'))) {
      const { file } = section(artifact, 'properties');
      if (isObject(artifact) && artifact.type === ASSET_MANIFEST && typeof file === 'string') {
        yield* ofManifest(join(folder, file), sourceOf);
      }
    }
  }
  for (const { stackConstructPath, templatePath } of stacks) {
    yield* ofMetadata(constructAt(root, stackConstructPath), dirname(templatePath), sourceOf);
  }
}

function* ofManifest(path: string, sourceOf: SourceOf): Iterable<Destination> {
  // Each stack has a manifest, since its template is an asset too. Most name no image.
  for (const [id, image] of Object.entries(section(readJson(path, '"imageTag"'), 'dockerImages'))) {
    const source = section(image, 'source');
    const asset = 'directory' in source || 'executable' in source ? { build: readBuild(source, dirname(path), sourceOf) } : undefined;
    for (const destination of Object.values(section(image, 'destinations'))) {
      if (asset && isObject(destination)) {
        yield* destinationOf(destination, asset, id);
      }
    }
  }
}

function* ofMetadata(stack: IConstruct | undefined, folder: string, sourceOf: SourceOf): Iterable<Destination> {
  for (const { type, data } of stack?.node.metadata ?? []) {
    if (type === ASSET && isObject(data)) {
      const source = {
        directory: data.path,
        dockerFile: data.file,
        dockerBuildTarget: data.target,
        dockerBuildArgs: data.buildArgs,
        dockerBuildContexts: data.buildContexts,
        dockerBuildSecrets: data.buildSecrets,
        networkMode: data.networkMode,
        platform: data.platform,
      };
      yield* destinationOf(data, { build: readBuild(source, folder, sourceOf) }, text(data.sourceHash));
    }
  }
}

function* destinationOf({ repositoryName, imageTag }: Record<string, Json>, asset: ImageAsset, id = ''): Iterable<Destination> {
  if (typeof repositoryName === 'string' && typeof imageTag === 'string') {
    const [hash] = CONTENT_HASH.exec(imageTag) ?? [];
    yield { repositoryName, imageTag, asset, byContent: hash !== undefined && id.endsWith(hash) };
  }
}

function readBuild(source: Record<string, Json>, folder: string, sourceOf: SourceOf): ImageBuild | undefined {
  if (typeof source.directory !== 'string') {
    return undefined;
  }
  const directory = resolve(folder, source.directory);
  return {
    directory,
    source: sourceOf(directory),
    file: text(source.dockerFile) ?? 'Dockerfile',
    target: text(source.dockerBuildTarget),
    buildArgs: texts(source, 'dockerBuildArgs'),
    buildContexts: texts(source, 'dockerBuildContexts'),
    buildSecrets: Object.keys(section(source, 'dockerBuildSecrets')),
    networkMode: text(source.networkMode),
    platform: text(source.platform),
  };
}

/** What was staged is found by the construct that staged it. What lies outside of the cloud assembly was not staged. */
function sources(root: IConstruct): SourceOf {
  const app = root.node.root;
  const staged = once(() => new Map(app.node.findAll().filter(isStaging).map((each) => [resolve(each.absoluteStagedPath), each.sourcePath])));
  return (directory) => {
    const inAssembly = Stage.isStage(app) && isBelow(directory, resolve(app.outdir));
    const source = staged().get(directory) ?? (inAssembly ? undefined : directory);
    return source === undefined ? undefined : fromHere(source);
  };
}

/** By what an `AssetStaging` says of itself, since an app may hold one of another copy of the CDK. */
function isStaging(construct: IConstruct): construct is AssetStaging {
  const staging = construct as Partial<AssetStaging>;
  return typeof staging.absoluteStagedPath === 'string' && typeof staging.sourcePath === 'string';
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** From the current directory, unless the absolute path is shorter. */
function fromHere(path: string): string {
  const way = relative(process.cwd(), path) || '.';
  return slashed(way.length < path.length ? way : path);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** A file of the assembly; undefined where there is none, it is malformed, or it lacks what is looked for. */
function readJson(path: string, wanted = ''): Json {
  try {
    const content = readFileSync(path, 'utf-8');
    return content.includes(wanted) ? JSON.parse(content) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: Json): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(source: Json, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(section(source, name)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
