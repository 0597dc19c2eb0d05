import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { TagSettings, isImmutable } from './tag-settings';
import { mayBeOfAws } from '../platform/aws-images';
import { isMirror } from '../platform/ecr';
import { ImageReference, hasHole, isPrivateEcrHost, mayHideTag, parseImageReference } from '../platform/image-reference';
import { floatingReason, isAssetRepository, isCount, isLatest } from '../platform/image-tag';

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
  /** Built and pushed by the CDK, under a tag that is unique by content. */
  readonly asset: boolean;
  /** `disabled` where ECS looks the tag up again for every task; otherwise once for a deployment. */
  readonly versionConsistency: Known<string>;
}

/** What names an image: its user, and the property. */
export type ImageUse = Pick<Image, 'usedBy' | 'property' | 'inCdk' | 'versionConsistency'>;

const PUBLIC_GALLERY = 'public.ecr.aws';

/** What decides whether its tag can move. */
type Tagged = Pick<Image, 'tag' | 'digest' | 'own' | 'immutable'>;

/** A repository of the app, as images see it. */
export interface NamedRepository extends TagSettings {
  readonly name: string;
}

/** Tells the resources of the app apart: the repository that a reference means. */
export type FindRepository = (reference: Reference) => NamedRepository | undefined;

/** What an image property says, or undefined where it says nothing that can be judged. */
export function readImage(value: Resolved, use: ImageUse, find: FindRepository): Image | undefined {
  const text = value instanceof Reference ? new PartialText([value]) : value;
  const parts = text instanceof PartialText ? text.parts : typeof text === 'string' ? [text] : [];
  const reference = parseImageReference(parts.join(''));
  return reference && { ...use, ...imageOf(reference, parts, find) };
}

function imageOf(reference: ImageReference, parts: PartialText['parts'], find: FindRepository): Omit<Image, keyof ImageUse> {
  const { registry, path, tag, digest } = reference;
  const repository = firstRepository(parts, find);
  const hidden = mayHideTag(reference) && !endsWithRepository(parts, find);
  const name = repository?.name ?? path;
  const own = anyTrue(repository !== undefined, ownHost(reference));
  const knownTag = knownPart(tag, hidden);
  const tagged: Tagged = {
    tag: knownTag,
    digest: knownPart(digest, hidden),
    own: own === true && isMirror(name) ? UNRESOLVED : own,
    immutable: repository && isImmutable(repository, knownTag),
  };
  return {
    ...tagged,
    asset: isAssetRepository(path),
    text: withTag(repository === undefined && registry !== undefined ? `${registry}/${path}` : name, tag, digest),
    reference,
    repository: name,
    latest: meansLatest(tagged),
    floating: whyFloating(tagged),
    sameAccount: registry === PUBLIC_GALLERY ? false : anyTrue(repository !== undefined, inThisAccount(reference)),
  };
}

function meansLatest({ tag, digest }: Tagged): boolean {
  return digest === undefined && (tag === undefined || (typeof tag === 'string' && isLatest(tag)));
}

/** A bare number may count the builds of an image of one's own; of others, some end a version after two numbers. */
function whyFloating({ tag, digest, own, immutable }: Tagged): string | undefined {
  if (typeof tag !== 'string' || digest !== undefined || immutable === true || isLatest(tag)) {
    return undefined;
  }
  const complete = (own !== false && isCount(tag)) || (own !== true && /^v?\d+\.\d+\b/.test(tag));
  return complete ? undefined : floatingReason(tag);
}

function firstRepository(parts: PartialText['parts'], find: FindRepository): NamedRepository | undefined {
  return parts.map((part) => (part instanceof Reference ? find(part) : undefined)).find((repository) => repository !== undefined);
}

/** Name and URI of a repository carry no tag. */
function endsWithRepository(parts: PartialText['parts'], find: FindRepository): boolean {
  const last = parts[parts.length - 1];
  return last instanceof Reference && find(last) !== undefined;
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
