/** Values of `ImageTagMutability` with which a pushed tag can be pushed again. */
export const MUTABLE_SETTINGS: readonly string[] = ['MUTABLE', 'MUTABLE_WITH_EXCLUSION'];

/**
 * Whether a repository holds copies of other people's images: those of a pull-through cache, under a prefix that the console proposes,
 * and the official images of Docker Hub.
 */
export function isMirror(path: string): boolean {
  return /^(?:azure|docker-hub|dockerhub|ecr-public|ghcr|github|gitlab|k8s|kubernetes|quay)\/|(?:^|\/)library\//.test(path);
}

/** A text of a certain form: so many characters of a kind, one after the other. */
type Form = readonly { readonly characters: string; readonly least: number; readonly most: number }[];

const DIGITS = '0123456789';
const number = { characters: DIGITS, least: 1, most: 8 };
const sha = { characters: `${DIGITS}abcdef`, least: 7, most: 64 };
const dot = { characters: '.', least: 1, most: 1 };
const literally = (text: string) => [...text].map((character) => ({ characters: character, least: 1, most: 1 }));
const versions: Form[] = [[number], [number, dot, number], [number, dot, number, dot, number]];

/** Tags that a release must be able to rely on. */
const RELIED_ON: readonly { readonly what: string; readonly forms: readonly Form[] }[] = [
  { what: 'a commit SHA', forms: ['', 'sha-', 'git-', 'commit-'].map((prefix) => [...literally(prefix), sha]) },
  { what: 'a version tag', forms: [...versions, ...versions.map((version) => [...literally('v'), ...version])] },
  { what: 'a release tag', forms: ['release', 'release-', 'release-v', 'rel-', 'rel-v'].flatMap((prefix) => versions.map((version) => [...literally(prefix), ...version])) },
];

/** What an exclusion filter of ECR, such as `v*`, takes immutability away from: `a commit SHA`, `a version tag`. Undefined for harmless filters. */
export function reopenedBy(filter: string): string | undefined {
  return RELIED_ON.find(({ forms }) => forms.some((form) => canMatch(filter, form)))?.what;
}

/** What production is built from and runs as: such a name alone, or with the commit or number of a build. */
const PRODUCTION: readonly Form[] = ['prod', 'production', 'prd', 'live', 'stable', 'release', 'main', 'master'].flatMap((name) => (
  [[], [number], [...literally('-'), number], [...literally('-'), sha]].map((build) => [...literally(name), ...build])));

/** Whether a filter or pattern can match a tag that deployments name: that of a release, or one that is called after production, as in `prod*`. */
export function matchesDeployed(pattern: string): boolean {
  return reopenedBy(pattern) !== undefined || PRODUCTION.some((form) => canMatch(pattern, form));
}

/** Whether a text matches a filter of tags or names, or a pattern of actions: a star stands for any characters. */
export function matchesWildcard(filter: string, text: string): boolean {
  const [start, ...others] = filter.split('*');
  const end = others.pop();
  if (end === undefined) {
    return filter === text;
  }
  let at = start.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) {
      return false;
    }
    at = found + piece.length;
  }
  return text.startsWith(start) && text.endsWith(end) && at <= text.length - end.length;
}

/** Whether a filter of a registry scan selects a repository. One without a star selects each name that contains it. */
export function selectsRepository(filter: string, name: string): boolean {
  return filter.includes('*') ? matchesWildcard(filter, name) : name.includes(filter);
}

/** As good as for ever: so many images, or days, are what people write who mean to keep everything. */
export const KEEPS_EVERYTHING = 1000;

/** Whether some text of the form matches the wildcard filter. */
function canMatch(filter: string, form: Form): boolean {
  const tried = new Set<string>();
  /** From a position in the filter, with so many characters of a part of the form used. */
  const from = (position: number, part: number, used: number): boolean => {
    const state = `${position} ${part} ${used}`;
    if (tried.has(state)) {
      return false;
    }
    tried.add(state);
    if (part === form.length) {
      return [...filter.slice(position)].every((character) => character === '*');
    }
    const { characters, least, most } = form[part];
    const character = filter[position];
    const more = used < most;
    return (used >= least && from(position, part + 1, 0))
      || (character === '*' && (from(position + 1, part, used) || (more && from(position, part, used + 1))))
      || (more && character !== undefined && characters.includes(character) && from(position + 1, part, used + 1));
  };
  return from(0, 0, 0);
}
