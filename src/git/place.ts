import { relative, resolve, sep } from 'path';
import type { Git, Answer } from './git';

/** Files and folders of one repository, as git is asked about them. */
export interface Place {
  /** Where git runs. */
  readonly directory: string;
  /** What it looks at, from there. */
  readonly paths: readonly string[];
}

/** A folder and what else belongs to it, all of them real paths. */
export interface Source {
  readonly directory: string;
  readonly others: readonly { readonly path: string; readonly folder: string }[];
}

/** What keeps several paths from being one place. */
export interface Scattered {
  readonly path: string;
  readonly reason: string;
}

/** Where git has to be asked so that one commit speaks of all of them: in the repository that holds the others, as a submodule or not. */
export function placeOf(git: Git, { directory, others }: Source): Place | Scattered {
  if (others.length === 0) {
    return { directory, paths: ['.'] };
  }
  const parts = [{ path: directory, folder: directory }, ...others].map((part) => ({ ...part, root: rootOf(git.ask(part.folder, 'rev-parse', '--show-toplevel')) }));
  const [{ root: own }] = parts;
  if (own === undefined) {
    // Whoever asks on hears the reason.
    return { directory, paths: ['.'] };
  }
  const outermost = parts.map(({ root }) => root ?? own).reduce((one, other) => (isIn(one, other) ? other : one));
  const known = parts.map(({ path, root }) => ({ path, at: root === outermost ? path : root && submoduleOf(git, outermost, root) }));
  const foreign = known.find(({ at }) => at === undefined);
  if (foreign) {
    return { path: foreign.path, reason: `is not in the repository of "${directory}"` };
  }
  return { directory: outermost, paths: known.map(({ at }) => relative(outermost, at!) || '.') };
}

/** What lies in a submodule, however deep, is known to the outer repository by the commit of its own submodule. */
function submoduleOf(git: Git, outer: string, root: string): string | undefined {
  const above = rootOf(git.ask(root, 'rev-parse', '--show-superproject-working-tree'));
  return above === undefined || above === outer ? above && root : submoduleOf(git, outer, above);
}

/** Only the last line break is git's. It writes slashes on Windows too. */
function rootOf(answer: Answer): string | undefined {
  const root = 'output' in answer ? answer.output.replace(/\r?\n$/, '') : '';
  return root === '' ? undefined : resolve(root);
}

/** Whether a folder is another one, or below it. */
export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A path that means itself, whichever characters are in it. */
export function literally(path: string): string {
  return `:(literal)${path}`;
}
