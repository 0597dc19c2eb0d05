import { isHash } from './image-tag';

/** A file or repository that ADD fetches. */
export interface RemoteSource {
  /** Without credentials: user, password and query are left out. */
  readonly text: string;
  readonly kind: 'file' | 'repository';
  /** It names its content: a commit, or a tag, which is rarely moved. */
  readonly pinned: boolean;
  /** What a repository's URL says of the revision and the folder: `#main:docs`, `?branch=main`, or `branch=main` among other options of the query; nothing for the newest. */
  readonly revision?: string;
}

/** What a source of ADD fetches, by https://docs.docker.com/reference/dockerfile/#add. Undefined where it is a file of the build context, or may be. */
export function remoteSource(source: string): RemoteSource | undefined {
  const [, url, query = '', fragment = ''] = /^((?:https?|git|ssh):\/\/[^?#]+|[\w.-]+@[\w.-]+:[^?#]+)(?:\?([^#]*))?(?:#(.*))?$/i.exec(source) ?? [];
  if (url === undefined) {
    return undefined;
  }
  const shown = url.replace(/^(\w+:\/\/)[^/]*@/, '$1');
  if (/^https?:/i.test(url) && !/\.git\/?$/.test(url)) {
    return { text: shown, kind: 'file', pinned: false };
  }
  const options = new Map(query.split('&').map((option): [string, string] => [option.split('=')[0], option.slice(option.indexOf('=') + 1)]));
  const ref = options.get('ref') ?? fragment.split(':')[0];
  const pinned = options.has('tag') || options.has('checksum') || options.has('commit') || isHash(ref) || /^refs\/tags\/|\d+\.\d+/.test(ref);
  const behind = fragment === '' ? '' : `#${fragment}`;
  return { text: `${shown}${behind}`, kind: 'repository', pinned, revision: revisionIn(options) ?? behind };
}

function revisionIn(options: ReadonlyMap<string, string>): string | undefined {
  const option = ['ref', 'branch'].find((name) => options.has(name));
  return option === undefined ? undefined : `${options.size === 1 ? '?' : ''}${option}=${options.get(option)}`;
}

/** A URL that says what the newest commit is, or something else each time: Dockerfiles fetch it so that the cache of the build ends there, and for nothing else. */
export function isCacheBuster(source: string): boolean {
  return /^https?:\/\/(?:www\.)?random\.org\/|^https:\/\/api\.github\.com\/repos\/[^/]+\/[^/]+\/(?:git\/refs?|git\/matching-refs|commits|branches)(?:[/?]|$)/.test(source);
}
