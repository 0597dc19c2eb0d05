import type { ExecFileSyncOptions } from 'child_process';
import { App, Stack } from 'aws-cdk-lib/core';
import { Repository, insteadOfGit, isolate, newFolder } from './repositories';
import { GitRevision } from '../../src';

/** Programs run as ever, but nobody waits for them as long. */
jest.mock('child_process', () => {
  const actual = jest.requireActual('child_process');
  return {
    ...actual,
    execFileSync: (file: string, args: string[], options: ExecFileSyncOptions) => actual.execFileSync(file, args, {
      ...options, ...options.timeout !== undefined && { timeout: options.timeout / 100 },
    }),
  };
});

isolate();

test('a git that hangs is given up on, whichever way a CI system knows the commit', () => {
  const repository = Repository.create();
  repository.commit({ 'api/main.ts': '1' });
  Object.assign(process.env, { GITHUB_ACTIONS: 'true', GITHUB_SHA: repository.head });
  insteadOfGit('sleep 20');
  const started = Date.now();
  expect(() => GitRevision.fromDirectory(new Stack(new App({ outdir: newFolder() }), 'Stack'), repository.path('api'))).toThrow(
    `Stack: the git revision of "${repository.path('api')}" is not known, because git failed: git took longer than 30 s. There are three ways`,
  );
  expect(Date.now() - started).toBeLessThan(10_000);
});
