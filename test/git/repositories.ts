import { execFileSync } from 'child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { CI_SYSTEMS } from '../../src/git/ci-systems';

/** Files by path; undefined deletes one. */
export type Files = Readonly<Record<string, string | undefined>>;

/** The git of this machine, whatever a test puts into PATH. */
const GIT = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf-8' }).trim();

/** A person and a moment that are nobody's, and no configuration but what a test gives. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  // A German reads git's messages in German, where git brings translations.
  LC_ALL: 'de_DE.UTF-8',
  LANGUAGE: 'de',
};
const AUTHOR = Object.fromEntries(['AUTHOR', 'COMMITTER'].flatMap((who) => [
  [`GIT_${who}_NAME`, 'Ada'], [`GIT_${who}_EMAIL`, 'ada@example.com'], [`GIT_${who}_DATE`, '2026-01-01T00:00:00Z'],
]));

const CONFIGURATION = ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', '-c', 'advice.detachedHead=false'];

const folders: string[] = [];
const inherited = { ...process.env };

/** Every test starts in the same environment, and leaves nothing behind. */
export function isolate(): void {
  beforeEach(() => {
    Object.keys(process.env)
      .filter((name) => name.startsWith('GIT_') || CI_SYSTEMS.some(({ marker, commit }) => name === marker || name === commit))
      .forEach((name) => delete process.env[name]);
    Object.assign(process.env, ENVIRONMENT);
  });
  afterEach(() => {
    Object.keys(process.env).forEach((name) => delete process.env[name]);
    Object.assign(process.env, inherited);
    folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });
}

/** An empty folder for this test, by its real path. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git revision ')));
  folders.push(folder);
  return folder;
}

/** Writes files below a folder, and returns it. */
export function write(folder: string, files: Files): string {
  Object.entries(files).forEach(([name, text]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) {
      rmSync(path);
    } else {
      writeFileSync(path, text);
    }
  });
  return folder;
}

/** Writes a program, and returns its path. */
export function program(folder: string, name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Puts a program named git first in PATH. `$GIT` in its script is the true one. */
export function insteadOfGit(script: string): void {
  const folder = newFolder();
  program(folder, 'git', `GIT='${GIT}'\n${script}`);
  process.env.PATH = `${folder}:${process.env.PATH}`;
}

/** A repository of this test. */
export class Repository {
  /** A new one, in a folder of its own. */
  public static create(...options: string[]): Repository {
    return Repository.at(newFolder(), ...options);
  }

  /** A new one in a folder. */
  public static at(folder: string, ...options: string[]): Repository {
    mkdirSync(folder, { recursive: true });
    const repository = new Repository(folder);
    repository.git('init', '--quiet', ...options);
    return repository;
  }

  /** That which a folder is the root of. */
  public static in(folder: string): Repository {
    return new Repository(folder);
  }

  private constructor(public readonly folder: string) {}

  public git(...args: string[]): string {
    return this.run(GIT, '-C', this.folder, ...CONFIGURATION, ...args);
  }

  private run(file: string, ...args: string[]): string {
    return execFileSync(file, args, {
      encoding: 'utf-8', env: { ...process.env, ...AUTHOR, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024,
    }).trim();
  }

  public path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  public write(files: Files): void {
    write(this.folder, files);
  }

  /** Commits files, and returns the SHA. */
  public commit(files: Files): string {
    this.write(files);
    return this.record('git add --all --force &&');
  }

  /** Commits what is staged, and returns the SHA. */
  public record(before = ''): string {
    // In one process, since to start one is what costs most.
    return this.run('sh', '-c', `cd "$0" && git() { '${GIT}' "$@"; } && ${before} git commit --quiet --allow-empty --message change && git rev-parse HEAD`, this.folder);
  }

  public get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** Puts a signature into the last commit, which nobody made, and returns the SHA. */
  public sign(): string {
    const file = join(newFolder(), 'commit');
    const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----';
    writeFileSync(file, this.git('cat-file', 'commit', 'HEAD').replace('\n\n', `\n${signature}\n\n`));
    this.git('reset', '--quiet', '--soft', this.git('hash-object', '-t', 'commit', '-w', file));
    return this.head;
  }

  /** Another repository as a submodule, committed. */
  public addSubmodule(other: Repository, path: string): Repository {
    this.git('submodule', '--quiet', 'add', other.folder, path);
    this.record();
    return new Repository(this.path(path));
  }

  /** A clone of it, as CI systems make them. */
  public clone(...options: string[]): Repository {
    const folder = newFolder();
    this.git('clone', '--quiet', ...options, `file://${this.folder}`, folder);
    return new Repository(folder);
  }

  /** A further worktree of it, at a commit. */
  public worktree(commit: string): Repository {
    const folder = join(newFolder(), 'worktree');
    this.git('worktree', 'add', '--quiet', '--detach', folder, commit);
    return new Repository(folder);
  }
}
