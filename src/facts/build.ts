import { BuildContext } from './build-context';
import { PulledImage, pulledImages } from './build-images';
import { BuildStep, readSteps } from './build-steps';
import { Files } from './files';
import { ImageAssets, ImageBuild, NO_IMAGE_ASSETS, sourcePath } from './image-assets';
import { once } from './known';
import { Acknowledgement, Dockerfile, ImageConfiguration, Stage, chainOf, neededFor, readDockerfile } from '../dockerfile';
import { BaseImage, baseImage } from '../platform/base-images';
import { ImageReference, parseImageReference } from '../platform/image-reference';

/** The files that a build sees. */
export type BuildFiles = Pick<BuildContext, 'dockerfile' | 'hasIgnoreFile' | 'has' | 'list' | 'read'>;

/** A file that was not read, and why, in words that follow its name. */
export interface UnreadFile {
  readonly path: string;
  readonly why: string;
}

/** The image that a Dockerfile begins with, in the end. */
export interface Base {
  /** As written, with `${NAME}` for what only the build knows. */
  readonly text: string;
  readonly reference: ImageReference | undefined;
  /** What is known of it. */
  readonly image: BaseImage | undefined;
}

const UNREAD = {
  'missing': 'is not there',
  'directory': 'is a directory',
  'too big': 'is larger than 1 MiB',
  'binary': 'is no text',
  'unreadable': 'cannot be read',
  'ignored': 'is kept out of the build by the ignore file',
  'outside': 'lies outside of the build context',
} as const;

/** An image that the app builds from a Dockerfile. */
export class Build {
  /** How a message calls the Dockerfile, such as `api/Dockerfile`. */
  public readonly path: string;
  public readonly dockerfile: Dockerfile;
  /** Why the Dockerfile is not known; absent where it is. */
  public readonly unread: UnreadFile | undefined;
  public readonly platform: string | undefined;

  private readonly knownChain = once(() => (this.final ? chainOf(this.final) : []));
  private readonly knownNeeded = once(() => (this.final ? neededFor(this.final, this.dockerfile.stages) : []));
  private readonly knownBase = once(() => readBase(this.chain[0]?.base.image ?? ''));
  private knownSteps?: readonly BuildStep[];

  public constructor(private readonly how: ImageBuild, public readonly files: BuildFiles, parse: typeof readDockerfile = readDockerfile) {
    const { target, platform, buildArgs } = how;
    const { text, unread } = files.dockerfile;
    this.path = sourcePath(how);
    this.platform = platform;
    this.dockerfile = parse(text ?? '', { target, platform, buildArgs: new Map(Object.entries(buildArgs).map(([name, value]) => [name, knownText(value)])) });
    this.unread = unread !== undefined ? { path: this.path, why: UNREAD[unread] }
      : this.dockerfile.complete ? undefined : { path: this.path, why: 'is too long' };
  }

  /** The stage that becomes the image. */
  public get final(): Stage | undefined {
    return this.dockerfile.final;
  }

  /** The stages that the image consists of, in order. */
  public get chain(): readonly Stage[] {
    return this.knownChain();
  }

  /** The stages that the build runs: those of the chain, and those that they copy or mount from. */
  public get needed(): readonly Stage[] {
    return this.knownNeeded();
  }

  /** What the build is given for an ARG; undefined where it is given nothing. */
  public argument(name: string): string | undefined {
    return Object.hasOwn(this.how.buildArgs, name) ? this.how.buildArgs[name] : undefined;
  }

  /** What the image says of itself. Empty where it is not known. */
  public get configuration(): Partial<ImageConfiguration> {
    return this.final?.configuration ?? {};
  }

  /** Absent where it is not known. */
  public get base(): Base | undefined {
    return this.knownBase();
  }

  /** The images that the build pulls, where it does what its Dockerfile says. */
  public get pulls(): readonly PulledImage[] {
    return pulledImages(this.dockerfile, Object.keys(this.how.buildContexts));
  }

  /** What the build runs, in order of writing. */
  public get steps(): readonly BuildStep[] {
    this.knownSteps ??= readSteps(this);
    return this.knownSteps;
  }

  /** The comments of the Dockerfile that acknowledge findings of a rule in a line. */
  public acknowledgementsOf(rule: string, line: number): readonly Acknowledgement[] {
    return this.dockerfile.acknowledgements.filter(({ rules, covers }) => covers === line && rules.includes(rule));
  }

  /** Where a line stands, such as `api/Dockerfile:14`. */
  public at(line: number): string {
    return `${this.path}:${line}`;
  }

  /** How a message calls another file of the build. */
  public nameOf(path: string): string {
    return sourcePath(this.how, path);
  }

  /** Why a file is not read, in words. */
  public unreadFile(path: string, unread: keyof typeof UNREAD): UnreadFile {
    return { path: this.nameOf(path), why: UNREAD[unread] };
  }
}

function readBase(text: string): Base | undefined {
  const reference = parseImageReference(text);
  return text === '' ? undefined : { text, reference, image: reference && baseImage(reference) };
}

/** What CloudFormation will put into a build argument is not known. */
function knownText(value: string): string | undefined {
  return value.includes('${Token[') ? undefined : value;
}

/** Finds the builds of an app. */
export class Builds {
  private readonly known = new Map<ImageBuild, Build>();
  private readonly parsed = new Map<string, Dockerfile>();

  public constructor(private readonly assets: ImageAssets, private readonly open: (how: ImageBuild) => BuildFiles = openContexts()) {}

  /** What an image is built from; undefined where the app does not build it from a Dockerfile. */
  public of(image: ImageReference): Build | undefined {
    const how = this.assets.builtFrom(image)?.build;
    if (!how) {
      return undefined;
    }
    const known = this.known.get(how) ?? new Build(how, this.open(how), this.parse);
    this.known.set(how, known);
    return known;
  }

  /** Reads each Dockerfile once, however many images it makes. */
  private readonly parse: typeof readDockerfile = (text, build = {}) => {
    const key = JSON.stringify([text, build.target, build.platform, [...build.buildArgs ?? []]]);
    const known = this.parsed.get(key) ?? readDockerfile(text, build);
    this.parsed.set(key, known);
    return known;
  };
}

export const NO_BUILDS = new Builds(NO_IMAGE_ASSETS);

function openContexts(): (how: ImageBuild) => BuildFiles {
  const files = once(() => new Files());
  return ({ directory, file }) => new BuildContext(directory, file, files());
}
