import type { Image } from '../facts/image';

/** A command line of which people recognize the beginning, on one line. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** The fix for an image that something else than a container of ECS runs. */
export function fixElsewhere({ inCdk, own }: Image): string | undefined {
  if (inCdk === undefined) {
    return undefined;
  }
  return own === true ? `tag each build with the git SHA of its code, as in ${inCdk}` : 'name the full version or the digest of the image';
}
