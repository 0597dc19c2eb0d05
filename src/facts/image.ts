import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { Image } from './subjects';
import { hasHole, isPrivateEcrHost, mayHideTag, parseImageReference } from '../platform/image-reference';
import { isAssetRepository } from '../platform/image-tag';

/** Tells the resources of the app apart: the name of a repository, by the reference to it. */
export type RepositoryName = (reference: Reference) => string | undefined;

/** What an image property says, or undefined where it says nothing that can be judged. */
export function readImage(property: Resolved, usedBy: string, repositoryName: RepositoryName): Image | undefined {
  const value = property instanceof Reference ? new PartialText([property]) : property;
  if (typeof value !== 'string' && !(value instanceof PartialText)) {
    return undefined;
  }
  const reference = parseImageReference(value.toString());
  if (!reference) {
    return undefined;
  }
  const repository = value instanceof PartialText ? firstRepository(value, repositoryName) : undefined;
  const hidden = mayHideTag(reference) && !(value instanceof PartialText && endsWithRepository(value, repositoryName));
  return {
    usedBy,
    text: repository === undefined ? value.toString() : shortText(repository, reference.tag, reference.digest),
    reference,
    tag: knownPart(reference.tag, hidden),
    digest: knownPart(reference.digest, hidden),
    own: anyTrue(repository !== undefined, ownHost(reference.registry, reference.path)),
    asset: isAssetRepository(reference.path),
  };
}

function firstRepository(text: PartialText, repositoryName: RepositoryName): string | undefined {
  return text.parts.map((part) => (part instanceof Reference ? repositoryName(part) : undefined)).find((name) => name !== undefined);
}

/** Name and URI of a repository carry no tag. */
function endsWithRepository({ parts }: PartialText, repositoryName: RepositoryName): boolean {
  const last = parts[parts.length - 1];
  return last instanceof Reference && repositoryName(last) !== undefined;
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
