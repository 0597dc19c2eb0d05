import type { PulledImage } from '../facts/build-images';
import { hasHole, mayHideTag } from '../platform/image-reference';
import { isLatest } from '../platform/image-tag';

/** Whether an image that a build pulls is the newest one of its repository, whichever that is. */
export function hasNoVersion({ reference }: PulledImage): boolean {
  const { tag, digest } = reference;
  return digest === undefined && (tag === undefined ? !mayHideTag(reference) : !hasHole(tag) && isLatest(tag));
}

/** Whether an image that a build pulls is named without its digest. */
export function hasNoDigest({ reference }: PulledImage): boolean {
  const { tag = '', digest } = reference;
  return digest === undefined && !hasHole(tag) && !mayHideTag(reference);
}
