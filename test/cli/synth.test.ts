import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const PROJECT = join(__dirname, '../..');

interface Result {
  readonly status: number | null;
  readonly output: string;
  readonly report: { readonly pluginReports: readonly { readonly suppressedViolations?: readonly { readonly reason: string }[] }[] };
}

/** Runs the real CLI on the test app, without network and credentials. */
function cdkSynth(env: Record<string, string>, ...args: string[]): Result {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const app = `"${process.execPath}" --require tsx/cjs test/cli/app.ts`;
    const cdk = [require.resolve('aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--app', app, '--output', outdir, ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, cdk, {
      cwd: PROJECT, encoding: 'utf-8', env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1', ...env },
    });
    return { status, output: stdout + stderr, report: JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf-8')) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const WARNING = new RegExp([
  /^test\/cli\/app\.ts:\d+:\d+/,
  /WARNING repository "Repo" leaves its tags mutable: ImageTagMutability is not set\. \(SafeContainers\)/,
  / {3}(?:Prod\/)?Stack\/Repo\/Resource .*/,
  / {3}Suggested fix: set imageTagMutability: ecr\.TagMutability\.IMMUTABLE, or use ImmutableRepository/,
  / {3}Acknowledge with 'SafeContainers::SafeContainers-RepositoryMutableTags'$/,
].map(({ source }) => source).join('\n'), 'm');

jest.setTimeout(60_000);

test('a warning is printed with line, sentence, path, fix and id, and the exit status is 0', () => {
  const { status, output } = cdkSynth({ SMELL: 'warning' });
  expect(output).toMatch(WARNING);
  expect(status).toBe(0);
});

test('with --strict a warning makes it 1', () => {
  expect(cdkSynth({ SMELL: 'warning' }, '--strict').status).toBe(1);
});

test('an error makes it 1', () => {
  const { status, output } = cdkSynth({ SMELL: 'error' });
  expect(output).toContain('ERROR container "app" is privileged');
  expect(status).toBe(1);
});

test('what is acknowledged is not printed, but stays in the report with its reason', () => {
  const { status, output, report } = cdkSynth({ SMELL: 'acknowledged' }, '--strict');
  expect(output).not.toContain('RepositoryMutableTags');
  expect(status).toBe(0);
  expect(report.pluginReports[0].suppressedViolations).toMatchObject([{ reason: 'a cache of public images' }]);
});

test('without a finding nothing is printed or reported', () => {
  const { status, output, report } = cdkSynth({ SMELL: 'none' }, '--strict');
  expect(output).not.toContain('SafeContainers');
  expect(status).toBe(0);
  expect(report.pluginReports).toEqual([]);
});

test('findings of stacks in stages are printed by cdk synth \'**\'', () => {
  const { status, output } = cdkSynth({ SMELL: 'warning', STAGE: 'Prod' }, '**');
  expect(output).toMatch(WARNING);
  expect(status).toBe(0);
});
