import { posix, sep } from 'path';

/** Whether a path, from the root of the build context and with `/`, is kept out of it. */
export type Ignores = (path: string) => boolean;

/** No system has files at longer paths. */
const LONGEST_PATH = 4096;

/** A line of an ignore file. An exception, `!name`, brings back what lines above keep out. */
interface Pattern {
  readonly exception: boolean;
  readonly matches: Ignores;
}

/** What patterns say of a path, and which of them say something. */
interface Judged {
  readonly ignored: boolean;
  readonly matched: readonly boolean[];
}

/** Part of a pattern: from the places in a path that the parts before can reach, to those that it can, in their order. */
type Step = (reached: readonly number[], path: string) => number[];

/**
 * Reads a `.dockerignore` file as BuildKit does, in time that grows with the length of pattern and path alone.
 *
 * What matches a folder matches all in it. A line is passed over where it would change nothing, so an exception for a folder does not bring back
 * what a line above names in it.
 */
export function readIgnoreFile(text: string): Ignores {
  const patterns = text.split(/\r?\n/).flatMap(readPattern);
  const folders = new Map<string, Judged>();
  const judge = (path: string): Judged => {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const above = folder === '' ? undefined : folders.get(folder) ?? judge(folder);
    if (above) {
      folders.set(folder, above);
    }
    let ignored = false;
    const matched = patterns.map(({ exception, matches }, index) => {
      const found = above?.matched[index] === true || (exception === ignored && matches(path));
      ignored = found ? !exception : ignored;
      return found;
    });
    return { ignored, matched };
  };
  return (path) => path.length <= LONGEST_PATH && judge(path).ignored;
}

/** None for a comment, and for a pattern that BuildKit refuses: it fails the build. */
function readPattern(line: string): Pattern[] {
  const text = line.startsWith('#') ? '' : (sep === '\\' ? line.replace(/\\/g, '/') : line).trim();
  const exception = text.startsWith('!');
  const named = exception ? text.slice(1).trim() : text;
  const matches = named === '' ? undefined : readMatcher(posix.normalize(named).replace(/^\/(?=.)|(?<=.)\/$/g, ''));
  return matches ? [{ exception, matches }] : [];
}

function readMatcher(pattern: string): Ignores | undefined {
  if (!/[*?[\\]/.test(pattern)) {
    return (path) => path === pattern;
  }
  const steps = readSteps(pattern);
  return steps && ((path) => isMatch(steps, path));
}

function readSteps(pattern: string): Step[] | undefined {
  const parts = pattern.match(/(?:\*\*\/)*\*\*\/?|\[\^?(?:\\.|[^\\\]])+\]|\\.|[^]/g) ?? [];
  // `**name` stands for all names that end so, unless a wildcard follows.
  const ending = parts[0] === '**' && !parts.slice(1).some((part) => /^[*?[\\]/.test(part));
  try {
    return parts.map((part, index) => (index === 0 && ending ? anyText : readStep(part, index === parts.length - 1)));
  } catch {
    return undefined;
  }
}

function readStep(part: string, last: boolean): Step {
  if (part.startsWith('**')) {
    return last ? anyText : anyFolders;
  }
  switch (part) {
    case '*': return anyName;
    case '?': return character((each) => each !== '/');
    case '[': case '\\': throw new SyntaxError('a class or an escape without an end');
  }
  const inClass = part.length > 2 ? new RegExp(`^${part}$`) : undefined;
  return character((each) => (inClass ? inClass.test(each) : each === part.slice(-1)));
}

function isMatch(steps: readonly Step[], path: string): boolean {
  let reached = [0];
  for (const step of steps) {
    reached = step(reached, path);
    if (reached.length === 0) {
      return false;
    }
  }
  return reached[reached.length - 1] === path.length;
}

function character(fits: (each: string) => boolean): Step {
  return (reached, path) => reached.filter((place) => place < path.length && fits(path[place])).map((place) => place + 1);
}

const anyName: Step = (reached, path) => {
  const all: number[] = [];
  for (const start of reached) {
    for (let place = Math.max(start, (all[all.length - 1] ?? -1) + 1); place <= path.length && (place === start || path[place - 1] !== '/'); place++) {
      all.push(place);
    }
  }
  return all;
};

const anyFolders: Step = (reached, path) => {
  const all: number[] = [];
  let next = 0;
  for (let place = reached[0]; place <= path.length; place++) {
    const here = reached[next] === place;
    next += here ? 1 : 0;
    if (here || path[place - 1] === '/') {
      all.push(place);
    }
  }
  return all;
};

const anyText: Step = ([start], path) => Array.from({ length: path.length - start + 1 }, (_, index) => start + index);
