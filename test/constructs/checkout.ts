import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { CI_SYSTEMS } from '../../src/git/ci-systems';

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

const WHO = ['AUTHOR', 'COMMITTER'].flatMap((who) => [[`GIT_${who}_NAME`, 'Ada'], [`GIT_${who}_EMAIL`, 'ada@example.com'], [`GIT_${who}_DATE`, '2026-01-01T00:00:00Z']]);
const ENVIRONMENT = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...Object.fromEntries(WHO) };

const folders: string[] = [];
const inherited = { ...process.env };

/** Every test runs on a developer's machine, and leaves nothing behind. */
export function onDevelopersMachine(): void {
  beforeEach(() => {
    CI_SYSTEMS.forEach(({ marker }) => delete process.env[marker]);
    Object.assign(process.env, ENVIRONMENT);
  });
  afterEach(() => {
    Object.keys(process.env).forEach((name) => delete process.env[name]);
    Object.assign(process.env, inherited);
    folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });
}

/** An empty folder for this test, by its real path. */
export function newFolder(name = 'checkout-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  folders.push(folder);
  return folder;
}

/** Writes files below a folder. */
export function write(folder: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Commits what is in a folder, and returns the SHA. */
export function commit(folder: string, files: Files = {}): string {
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'change');
  return git(folder, 'rev-parse', 'HEAD').trim();
}

/** A git checkout whose first commit has these files. */
export function checkout(files: Files): string {
  const folder = newFolder();
  git(folder, 'init', '-q');
  commit(folder, files);
  return folder;
}

/** The same checkout at another path. */
export function clone(folder: string): string {
  const copy = join(newFolder('another-place-'), 'deep', 'copy');
  git(folder, 'clone', '-q', folder, copy);
  return copy;
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf-8' });
}
