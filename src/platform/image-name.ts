import { ImageReference, isPrivateEcrHost } from './image-reference';
import { NAMES_OF_DOCKER_HUB } from './trusted-registries';

/** Registries that a pull-through cache of Amazon ECR copies from, by the prefixes that the console and its documentation propose. */
const CACHED: Readonly<Record<string, string>> = {
  'docker-hub': 'docker.io', 'dockerhub': 'docker.io', 'ecr-public': 'public.ecr.aws', 'ghcr': 'ghcr.io', 'github': 'ghcr.io', 'quay': 'quay.io',
};

/**
 * The name that a public image is known by, without the registry where that is Docker Hub: `library/node`, `jenkins/jenkins`, `public.ecr.aws/lambda/nodejs`.
 * A copy goes by the name of what it is a copy of: in the mirrors of Amazon ECR Public and of Google, in a pull-through cache, and wherever
 * official images stand in a `library` inside something else.
 */
export function publicName({ registry, path }: ImageReference): string {
  if (registry === undefined || NAMES_OF_DOCKER_HUB.includes(registry) || registry === 'mirror.gcr.io') {
    return path.includes('/') ? path : `library/${path}`;
  }
  const [, official] = /^.+\/(library\/[^/]+)$/.exec(path) ?? [];
  if (official !== undefined) {
    return official;
  }
  const [prefix, ...rest] = path.split('/');
  const source = isPrivateEcrHost(registry) && rest.length > 1 ? CACHED[prefix] : undefined;
  return source === undefined ? `${registry}/${path}` : publicName({ registry: source, path: rest.join('/') });
}
