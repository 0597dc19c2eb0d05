import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { TagSettings, isImmutable } from './tag-settings';
import { ImageReference, hasHole, isPrivateEcrHost, mayHideTag, parseImageReference } from '../platform/image-reference';
import { isAssetRepository } from '../platform/image-tag';

/** An image that a resource of any AWS service names. */
export interface Image {
  /** How a message calls what runs it, such as `container "api"`. */
  readonly usedBy: string;
  /** As people write it: unknown parts read `${Name}`. */
  readonly text: string;
  readonly reference: ImageReference;
  /** The name of its repository: that of a repository of the app, else the path in the registry. */
  readonly repository: string;
  /** The tag, `undefined` where neither tag nor digest is given, unresolved where CloudFormation may add one. */
  readonly tag: Known<string>;
  readonly digest: Known<string>;
  /** In a private ECR repository, or in a public one of the app, so that its tags are its owner's to choose. */
  readonly own: Known<boolean>;
  /** A tag that was pushed to its repository cannot be pushed again. */
  readonly immutable: Known<boolean>;
  /** Built and pushed by the CDK, under a tag that is unique by content. */
  readonly asset: boolean;
}

/** A repository of the app, as images see it. */
export interface NamedRepository extends TagSettings {
  readonly name: string;
}

/** Tells the resources of the app apart: the repository that a reference means. */
export type FindRepository = (reference: Reference) => NamedRepository | undefined;

/** What an image property says, or undefined where it says nothing that can be judged. */
export function readImage(property: Resolved, usedBy: string, find: FindRepository): Image | undefined {
  const value = property instanceof Reference ? new PartialText([property]) : property;
  if (typeof value !== 'string' && !(value instanceof PartialText)) {
    return undefined;
  }
  const reference = parseImageReference(value.toString());
  if (!reference) {
    return undefined;
  }
  const repository = value instanceof PartialText ? firstRepository(value, find) : undefined;
  const hidden = mayHideTag(reference) && !(value instanceof PartialText && endsWithRepository(value, find));
  return {
    usedBy,
    text: repository === undefined ? value.toString() : shortText(repository.name, reference.tag, reference.digest),
    reference,
    repository: repository?.name ?? reference.path,
    tag: knownPart(reference.tag, hidden),
    digest: knownPart(reference.digest, hidden),
    own: anyTrue(repository !== undefined, ownHost(reference.registry, reference.path)),
    immutable: repository && isImmutable(repository, knownPart(reference.tag, hidden)),
    asset: isAssetRepository(reference.path),
  };
}

function firstRepository(text: PartialText, find: FindRepository): NamedRepository | undefined {
  return text.parts.map((part) => (part instanceof Reference ? find(part) : undefined)).find((repository) => repository !== undefined);
}

/** Name and URI of a repository carry no tag. */
function endsWithRepository({ parts }: PartialText, find: FindRepository): boolean {
  const last = parts[parts.length - 1];
  return last instanceof Reference && find(last) !== undefined;
}

function knownPart(part: string | undefined, mayHide: boolean): Known<string> {
  if (part === undefined) {
    return mayHide ? UNRESOLVED : undefined;
  }
  return hasHole(part) ? UNRESOLVED : part;
}

function ownHost(registry: string | undefined, path: string): Known<boolean> {
  if (registry !== undefined && isPrivateEcrHost(registry)) {
    return true;
  }
  return hasHole(registry ?? path) ? UNRESOLVED : false;
}

function shortText(repository: string, tag?: string, digest?: string): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
