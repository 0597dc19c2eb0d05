/**
 * An image reference by the grammar of https://github.com/distribution/reference: `registry/path:tag@digest`.
 * A part that only CloudFormation knows reads `${Name}`, or `{{resolve:…}}` where it looks it up itself.
 */
export interface ImageReference {
  /** Host and port of the registry; absent for Docker Hub's short names. */
  readonly registry?: string;
  /** Path of the repository in its registry. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** ECS accepts 255 characters; what stands for unknown parts may be longer. */
const LONGEST = 1024;

const HOLE = /\$\{[^}]*\}|\{\{resolve:[^}]*\}\}/g;
const PATH = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Reads an image reference, or returns undefined where the text cannot be one. */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  // Positions are looked for, and forms checked, in a text of the same length in which no hole can be mistaken for punctuation.
  const masked = text.replace(HOLE, (hole) => '0'.repeat(hole.length));
  const at = masked.indexOf('@');
  const nameEnd = at < 0 ? text.length : at;
  const colon = masked.lastIndexOf(':', nameEnd - 1);
  const tagged = colon > masked.lastIndexOf('/', nameEnd - 1);
  const end = tagged ? colon : nameEnd;
  const start = pathStart(masked.slice(0, end));
  const tag = tagged ? text.slice(colon + 1, nameEnd) : undefined;
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const valid = PATH.test(masked.slice(start, end)) && (start === 0 || HOST.test(masked.slice(0, start - 1)))
    && (tag === undefined || fitsTag(tag)) && (digest === undefined || hasHole(digest) || DIGEST.test(digest));
  return valid ? { registry: start === 0 ? undefined : text.slice(0, start - 1), path: text.slice(start, end), tag, digest } : undefined;
}

/** The first component is a registry where it cannot be a path: it has a dot, a port or a capital, or is `localhost`. */
function pathStart(masked: string): number {
  const slash = masked.indexOf('/');
  const first = masked.slice(0, Math.max(slash, 0));
  return /[.:A-Z]/.test(first) || first === 'localhost' ? slash + 1 : 0;
}

/** Unknown parts may be longer than a tag: only how long they turn out can make it one too long. */
function fitsTag(tag: string): boolean {
  return TAG.test(tag.replace(HOLE, 'x'));
}

/** Whether only CloudFormation knows some part of a text. */
export function hasHole(text: string): boolean {
  return text.includes('{') && text.search(HOLE) >= 0;
}

/** Whether only CloudFormation knows all of a text. */
export function isHole(text: string): boolean {
  return text.replace(HOLE, '') === '';
}

/** Whether a tag or digest can hide in an unknown part of the name's last component. Account, region and the like cannot hold one. */
export function mayHideTag({ path, tag, digest }: ImageReference): boolean {
  if (tag !== undefined || digest !== undefined) {
    return false;
  }
  const masked = path.replace(/\$\{AWS::(?:AccountId|Partition|Region|StackName|URLSuffix)\}/g, 'x').replace(HOLE, '?');
  return masked.slice(masked.lastIndexOf('/') + 1).includes('?');
}

/** The host of a private Amazon ECR registry, in every partition, with dual-stack and FIPS endpoints. */
export function isPrivateEcrHost(host: string): boolean {
  return /\.dkr[.-]ecr(?:-fips)?\./.test(host.replace(HOLE, 'x'));
}

/** Whether an image can only run on Windows, by the path or tag that Microsoft gives its base images. */
export function namesWindows({ registry, path, tag = '' }: ImageReference): boolean {
  return (registry === 'mcr.microsoft.com' && path.startsWith('windows/')) || /(?:windowsserver|nanoserver|ltsc20\d\d)|(?:^|[-_.])windows/.test(tag);
}
