/** Values of `ImageTagMutability` with which a pushed tag can be pushed again. */
export const MUTABLE_SETTINGS: readonly string[] = ['MUTABLE', 'MUTABLE_WITH_EXCLUSION'];

/** A text of a certain form: so many characters of a kind, one after the other. */
type Form = readonly { readonly characters: string; readonly least: number; readonly most: number }[];

const DIGITS = '0123456789';
const number = { characters: DIGITS, least: 1, most: 8 };
const dot = { characters: '.', least: 1, most: 1 };
const literally = (text: string) => [...text].map((character) => ({ characters: character, least: 1, most: 1 }));
const versions: Form[] = [[number], [number, dot, number], [number, dot, number, dot, number]];

/** Tags that a release must be able to rely on. */
const RELIED_ON: readonly { readonly what: string; readonly forms: readonly Form[] }[] = [
  { what: 'a commit SHA', forms: [[{ characters: `${DIGITS}abcdef`, least: 7, most: 64 }]] },
  { what: 'a version tag', forms: [...versions, ...versions.map((version) => [...literally('v'), ...version])] },
  { what: 'a release tag', forms: ['release', 'release-', 'release-v', 'rel-', 'rel-v'].flatMap((prefix) => versions.map((version) => [...literally(prefix), ...version])) },
];

/** What an exclusion filter of ECR, such as `v*`, takes immutability away from: `a commit SHA`, `a version tag`. Undefined for harmless filters. */
export function reopenedBy(filter: string): string | undefined {
  return RELIED_ON.find(({ forms }) => forms.some((form) => canMatch(filter, form)))?.what;
}

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
