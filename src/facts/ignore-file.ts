import type { Ignore } from '@balena/dockerignore';

/** Whether a path, from the root of the build context and with `/`, is kept out of it. */
export type Ignores = (path: string) => boolean;

/**
 * Reads a `.dockerignore` file as BuildKit does. The library follows an older matcher: it takes `+`, `(`, `|`, `{` and `^` for parts of regular expressions,
 * takes no notice of case, looks for `**name` in the first folder alone, and throws at a pattern that BuildKit refuses. Such a pattern fails the build, so here it says nothing.
 */
export function readIgnoreFile(text: string): Ignores {
  const patterns = text.split(/\r?\n/).map(asPattern).filter(isValid);
  const matcher = ignoring(patterns);
  return (path) => matcher.ignores(path);
}

function asPattern(line: string): string {
  return line
    // `**name` means what ends so, in any folder; before a wildcard it means any folder.
    .replace(/^(!?\s*\/?)\*\*(?=[^/*\s])(?=[^*?[\\]*$)/, '$1**/*')
    .replace(/^(!?\s*\/?)\*\*(?=[^/*\s])/, '$1**/')
    // Said more than once it means no more, but takes time that grows with its power.
    .replace(/(?:\*\*\/)+/g, '**/')
    // A class or an escape is taken as it stands.
    .replace(/\[\^?[^\]]*\]|\\.|[+(){}|^]/g, (part) => (part.length === 1 ? `\\${part}` : part));
}

function isValid(pattern: string): boolean {
  try {
    ignoring([pattern]).ignores('any');
    return true;
  } catch {
    return false;
  }
}

/** The library loads at the first ignore file. */
function ignoring(patterns: string[]): Ignore {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: dockerignore } = require('@balena/dockerignore') as typeof import('@balena/dockerignore');
  return dockerignore({ ignorecase: false }).add(patterns);
}
