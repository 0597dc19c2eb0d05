import type { Build, Builds } from './build';
import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { TagSettings, isImmutable } from './tag-settings';
import { mayBeOfAws } from '../platform/aws-images';
import { BaseImage, baseImage } from '../platform/base-images';
import { isMirror } from '../platform/ecr';
import { ImageReference, hasHole, isPrivateEcrHost, mayHideTag, namesWindows, parseImageReference } from '../platform/image-reference';
import { floatingReason, isAssetRepository, isCount, isLatest } from '../platform/image-tag';
import { isTrusted } from '../platform/trusted-registries';

/** An image that a resource of any AWS service names. */
export interface Image {
  /** How a message calls what runs it, such as `container "api"`. */
  readonly usedBy: string;
  /** The property that names it, below the place of its user. */
  readonly property: string;
  /** How the CDK names one build in a repository there. Absent for containers of ECS, which the rules' own fixes are about. */
  readonly inCdk?: string;
  /** As people write it: unknown parts read `${Name}`. */
  readonly text: string;
  readonly reference: ImageReference;
  /** The name of its repository: that of a repository of the app, else the path in the registry. */
  readonly repository: string;
  /** The tag, `undefined` where neither tag nor digest is given, unresolved where CloudFormation may add one. */
  readonly tag: Known<string>;
  readonly digest: Known<string>;
  /** It has neither tag nor digest, or the tag `latest`. */
  readonly latest: boolean;
  /** Why another push can make its tag mean another image: `names a branch, …`. Absent where nothing says so, or something keeps it. */
  readonly floating: string | undefined;
  /**
   * In a private ECR repository, or in a public one of the app, so that its tags are its owner's to choose. Unresolved where it may be a copy,
   * or an image of AWS.
   */
  readonly own: Known<boolean>;
  /** In a private repository of the account that it runs in. Unresolved where an account number may be any. */
  readonly sameAccount: Known<boolean>;
  /** A tag that was pushed to its repository cannot be pushed again. */
  readonly immutable: Known<boolean>;
  /** From a registry that the user trusts, from this account or from a repository of the app. Absent where the user names no registries. */
  readonly trusted: Known<boolean>;
  /** Built and pushed by the CDK, under a tag that is unique by content. */
  readonly asset: boolean;
  /** What the app builds it from; absent where it does not. */
  readonly build: Build | undefined;
  /** What is known of the public image that it is, or is built on. */
  readonly base: BaseImage | undefined;
  /** It runs Windows, by its name or that of its base. */
  readonly windows: boolean;
  /** `disabled` where ECS looks the tag up again for every task; otherwise once for a deployment. */
  readonly versionConsistency: Known<string>;
}

/** What names an image: its user, and the property. */
export type ImageUse = Pick<Image, 'usedBy' | 'property' | 'inCdk' | 'versionConsistency'>;

const PUBLIC_GALLERY = 'public.ecr.aws';

/** A repository of the app, as images see it. */
export interface NamedRepository extends TagSettings {
  readonly name: string;
}

/** Tells the resources of the app apart: the repository that a reference means. */
export type FindRepository = (reference: Reference) => NamedRepository | undefined;

/** Where images come from. */
export interface Registries {
  readonly repository: FindRepository;
  /** Those that the user trusts; absent where the user names none. */
  readonly trusted: readonly string[] | undefined;
  readonly builds: Builds;
}

/** What an image property says, or undefined where it says nothing that can be judged. */
export function readImage(value: Resolved, use: ImageUse, { repository: find, trusted, builds }: Registries): Image | undefined {
  const text = value instanceof Reference ? new PartialText([value]) : value;
  const parts = text instanceof PartialText ? text.parts : typeof text === 'string' ? [text] : [];
  const reference = parseImageReference(parts.join(''));
  if (!reference) {
    return undefined;
  }
  const repository = firstRepository(parts, find);
  // Name and URI of a repository carry no tag.
  const last = parts[parts.length - 1];
  const hidden = mayHideTag(reference) && !(last instanceof Reference && find(last) !== undefined);
  return new NamedImage(use, reference, repository, hidden, trusted, builds);
}

/** An image as a property names it. Most rules ask for its tag and no more, so what else there is to know is found out when it is asked for. */
class NamedImage implements Image {
  public readonly usedBy: string;
  public readonly property: string;
  public readonly inCdk?: string;
  public readonly versionConsistency: Known<string>;
  public readonly repository: string;
  public readonly tag: Known<string>;
  public readonly digest: Known<string>;
  public readonly latest: boolean;
  public readonly build: Build | undefined;

  public constructor(
    use: ImageUse,
    public readonly reference: ImageReference,
    private readonly named: NamedRepository | undefined,
    hidden: boolean,
    private readonly trustedRegistries: readonly string[] | undefined,
    builds: Builds,
  ) {
    this.usedBy = use.usedBy;
    this.property = use.property;
    this.inCdk = use.inCdk;
    this.versionConsistency = use.versionConsistency;
    this.repository = named?.name ?? reference.path;
    this.build = builds.of(reference);
    this.tag = knownPart(reference.tag, hidden);
    this.digest = knownPart(reference.digest, hidden);
    this.latest = this.digest === undefined && (this.tag === undefined || (typeof this.tag === 'string' && isLatest(this.tag)));
  }

  public get text(): string {
    const { registry, path, tag, digest } = this.reference;
    return withTag(this.named === undefined && registry !== undefined ? `${registry}/${path}` : this.repository, tag, digest);
  }

  public get own(): Known<boolean> {
    const own = this.named !== undefined || ownHost(this.reference);
    return own === true && isMirror(this.repository) ? UNRESOLVED : own;
  }

  public get sameAccount(): Known<boolean> {
    return this.reference.registry === PUBLIC_GALLERY ? false : anyTrue(this.named !== undefined, inThisAccount(this.reference));
  }

  public get immutable(): Known<boolean> {
    return this.named && isImmutable(this.named, this.tag);
  }

  public get floating(): string | undefined {
    return whyFloating(this);
  }

  public get trusted(): Known<boolean> {
    if (this.trustedRegistries === undefined) {
      return undefined;
    }
    const trusted = isTrusted(this.reference, this.trustedRegistries);
    return anyTrue(this.asset, this.sameAccount === true, trusted === undefined ? UNRESOLVED : trusted);
  }

  public get base(): BaseImage | undefined {
    const { build } = this;
    return build ? build.base?.image : baseImage(this.reference);
  }

  public get windows(): boolean {
    const reference = this.build ? this.build.base?.reference : this.reference;
    return reference !== undefined && (namesWindows(reference) || (this.build !== undefined && this.base?.shell === 'windows'));
  }

  public get asset(): boolean {
    return isAssetRepository(this.reference.path);
  }
}

/** A bare number may count the builds of an image of one's own; of others, some end a version after two numbers. */
function whyFloating(image: Image): string | undefined {
  const { tag, digest, latest } = image;
  if (typeof tag !== 'string' || digest !== undefined || latest || image.immutable === true) {
    return undefined;
  }
  const { own } = image;
  const complete = (own !== false && isCount(tag)) || (own !== true && /^v?\d+\.\d+\b/.test(tag));
  return complete ? undefined : floatingReason(tag);
}

function firstRepository(parts: PartialText['parts'], find: FindRepository): NamedRepository | undefined {
  for (const part of parts) {
    const repository = part instanceof Reference ? find(part) : undefined;
    if (repository) {
      return repository;
    }
  }
  return undefined;
}

function knownPart(part: string | undefined, mayHide: boolean): Known<string> {
  if (part === undefined) {
    return mayHide ? UNRESOLVED : undefined;
  }
  return hasHole(part) ? UNRESOLVED : part;
}

function ownHost(reference: ImageReference): Known<boolean> {
  const { registry } = reference;
  const notOfAws = registry !== undefined && isPrivateEcrHost(registry) && !mayBeOfAws(reference);
  return notOfAws || inThisAccount(reference);
}

function inThisAccount({ registry, path }: ImageReference): Known<boolean> {
  if (registry !== undefined && isPrivateEcrHost(registry)) {
    return registry.startsWith('${AWS::AccountId}.') ? true : UNRESOLVED;
  }
  return hasHole(registry ?? path) ? UNRESOLVED : false;
}

function withTag(repository: string, tag?: string, digest?: string): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
