/** Longer ones take more time than they are worth. */
const LONGEST = 512;

/** The value without what a pattern matches at its beginning. Undefined where the pattern is too much for us. */
export function withoutPrefix(value: string, pattern: string, longest: boolean): string | undefined {
  const [before, after, ...more] = pattern.split('*');
  if (more.length > 0 || pattern.includes('\\') || value.length > LONGEST || pattern.length > LONGEST) {
    return undefined;
  }
  if (!standsAt(value, before, 0)) {
    return value;
  }
  if (after === undefined) {
    return value.slice(before.length);
  }
  const ends = Array.from({ length: Math.max(value.length - before.length + 1, 0) }, (_, index) => before.length + index);
  const end = (longest ? ends.reverse() : ends).find((at) => standsAt(value, after, at));
  return end === undefined ? value : value.slice(end + after.length);
}

/** The same at its end. */
export function withoutSuffix(value: string, pattern: string, longest: boolean): string | undefined {
  const rest = withoutPrefix(reversed(value), reversed(pattern), longest);
  return rest === undefined ? undefined : reversed(rest);
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Whether the text stands there, where a `?` stands for any character. */
function standsAt(value: string, text: string, at: number): boolean {
  return at + text.length <= value.length && [...text].every((character, index) => character === '?' || character === value[at + index]);
}
