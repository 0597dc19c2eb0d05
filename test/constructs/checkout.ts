import { join } from 'path';
import { Files, Repository, newFolder } from '../git/repositories';

export type { Files } from '../git/repositories';
export { isolate as onDevelopersMachine, newFolder, write } from '../git/repositories';

/** A git checkout whose first commit has these files. */
export function checkout(files: Files): string {
  const { folder } = Repository.create();
  commit(folder, files);
  return folder;
}

/** Commits files in a checkout, and returns the SHA. */
export function commit(folder: string, files: Files = {}): string {
  return Repository.in(folder).commit(files);
}

/** The same checkout at another path. */
export function clone(folder: string): string {
  const copy = join(newFolder(), 'deep', 'copy');
  git(folder, 'clone', '--quiet', folder, copy);
  return copy;
}

export function git(folder: string, ...args: string[]): string {
  return Repository.in(folder).git(...args);
}
