import { matchesWildcard } from './ecr';
import { ImageReference, hasHole } from './image-reference';

const DOCKER_HUB = 'docker.io';

/** The registry that short names belong to goes by several names. */
export const NAMES_OF_DOCKER_HUB: readonly string[] = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/**
 * Whether an image comes from one of the registries, which read `ghcr.io` or `ghcr.io/acme`, with `*` for any characters between slashes.
 * Undefined where an unknown part of the reference decides.
 */
export function isTrusted({ registry = DOCKER_HUB, path }: ImageReference, registries: readonly string[]): boolean | undefined {
  const host = NAMES_OF_DOCKER_HUB.includes(registry) ? DOCKER_HUB : registry;
  const official = host === DOCKER_HUB && !path.includes('/') ? ['library'] : [];
  const parts = [host, ...official, ...path.split('/')];
  const answers = registries.map((trusted) => comesFrom(parts, trusted.split('/')));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** What keeps a text from being a registry, or the beginning of a path in one. */
export function faultInRegistry(text: string): string | undefined {
  if (/^[a-z][a-z+.-]*:\/\//i.test(text)) {
    return 'has a scheme';
  }
  return /^[^\s/]+(?:\/[^\s/]+)*$/.test(text) ? undefined : text.endsWith('/') ? 'ends in a slash' : 'is none';
}

function comesFrom(parts: readonly string[], trusted: readonly string[]): boolean | undefined {
  if (trusted.length > parts.length) {
    return false;
  }
  const answers = trusted.map((pattern, index) => (matchesWildcard(pattern, parts[index]) ? true : hasHole(parts[index]) ? undefined : false));
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}
