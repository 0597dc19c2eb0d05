import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';

/** The compiled package, as users load it. This file runs from .cache/bench. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { GitRevision } = require('../../lib') as typeof import('../src');

const FILES_PER_DIRECTORY = 40;

/** What nobody touched in the last nineteen of twenty commits. */
const FORGOTTEN = 'services/forgotten';

/** Milliseconds for the revisions of so many directories and whether they are changed, and of the one that was forgotten, after so many commits. */
function measure(commits: number, directories: number): { readonly all: number; readonly forgotten: number } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const git = (input: string, ...args: string[]) => execFileSync('git', ['-C', folder, ...args], { input, stdio: ['pipe', 'ignore', 'inherit'] });
    git('', 'init', '--quiet');
    git(history(commits, directories), 'fast-import', '--quiet');
    git('', 'reset', '--quiet', '--hard', 'main');
    const stack = new Stack(new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false, treeMetadata: false }), 'Stack');
    const time = (names: readonly string[]) => {
      const started = process.hrtime.bigint();
      const revisions = names.map((name) => GitRevision.fromDirectory(stack, join(folder, name)));
      if (revisions.some(({ hasUncommittedChanges, source }) => hasUncommittedChanges || source !== 'checkout')) {
        throw new Error('it does not measure what it should');
      }
      return Number(process.hrtime.bigint() - started) / 1e6;
    };
    return { all: time(Array.from({ length: directories }, (_, index) => nameOf(index))), forgotten: time([FORGOTTEN]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function nameOf(directory: number): string {
  return `services/service-${directory}`;
}

/** What git fast-import reads: commits that touch a file each, the first directory most often, the second half as often, and so on. */
function history(commits: number, directories: number): string {
  const names = Array.from({ length: directories }, (_, index) => nameOf(index));
  const files = [...names, FORGOTTEN].flatMap((name) => Array.from({ length: FILES_PER_DIRECTORY }, (_, file) => `${name}/src/file-${file}.ts`));
  const first = commitOf('refs/heads/main', 0, files.map((path) => [path, 'first']));
  const random = randomFrom(1);
  const later = Array.from({ length: commits - 1 }, (_, index) => {
    const name = index === Math.floor(commits / 20) ? FORGOTTEN : names[zipf(random(), directories)];
    return commitOf('refs/heads/main', index + 1, [[`${name}/src/file-${index % FILES_PER_DIRECTORY}.ts`, String(index)]]);
  });
  return [first, ...later].join('');
}

function commitOf(ref: string, second: number, files: readonly (readonly [path: string, text: string])[]): string {
  const changes = files.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  return `commit ${ref}\ncommitter Ada <ada@example.com> ${1_700_000_000 + second} +0000\n${data('change')}${changes.join('')}\n`;
}

function data(text: string): string {
  return `data ${text.length}\n${text}\n`;
}

/** The index whose share of the harmonic series holds a number from 0 to 1. */
function zipf(share: number, length: number): number {
  const weights = Array.from({ length }, (_, index) => 1 / (index + 1));
  let rest = share * weights.reduce((one, other) => one + other);
  const found = weights.findIndex((weight) => { rest -= weight; return rest < 0; });
  return found === -1 ? length - 1 : found;
}

/** The same numbers in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const [commits, directories] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(measure(commits, directories)));
