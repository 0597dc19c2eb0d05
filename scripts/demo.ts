import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { GUIDELINES } from '../src/rules/guidelines';

const PROJECT = join(__dirname, '..');

interface Violation {
  readonly severity: string;
  readonly ruleMetadata?: { readonly guideline: string };
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** Runs the real CLI on the example app, without network and credentials, and returns its exit status. */
function synthesize(outdir: string): number {
  const cdk = require.resolve('aws-cdk/bin/cdk');
  const app = `"${process.execPath}" --require tsx/cjs examples/app.ts`;
  const { status } = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--app', app, '--output', outdir], {
    cwd: PROJECT,
    stdio: 'inherit',
    env: { ...process.env, TSX_TSCONFIG_PATH: join(PROJECT, 'tsconfig.dev.json'), CDK_DISABLE_CLI_TELEMETRY: 'true' },
  });
  return status ?? 1;
}

function findingsOf(outdir: string): Violation[] {
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf-8'));
  return pluginReports.filter(({ pluginName }: { pluginName: string }) => pluginName === 'SafeContainers').flatMap((report: { violations: Violation[] }) => report.violations);
}

/** The findings in the stacks of a half, which begin with its name. */
function countIn(half: string, findings: readonly Violation[]): number {
  return findings.filter(({ violatingConstructs }) => violatingConstructs.some(({ constructPath }) => constructPath.startsWith(half))).length;
}

/** Where the image goes that `cdk deploy` would build for the safe half. */
function publishedTo(outdir: string): string {
  const { dockerImages } = JSON.parse(readFileSync(join(outdir, 'Safe.images.assets.json'), 'utf-8'));
  const [{ destinations }] = Object.values<{ destinations: object }>(dockerImages);
  const [{ repositoryName, imageTag }] = Object.values(destinations);
  return `${repositoryName}:${imageTag}`;
}

function under(guideline: string, findings: readonly Violation[]): Violation[] {
  return findings.filter(({ ruleMetadata }) => ruleMetadata?.guideline === guideline);
}

/** Findings by guideline, in the raw half against the safe half. */
function summary(findings: readonly Violation[]): string[] {
  const line = (title: string, raw: string | number, safe: string | number) => `${title.padEnd(44)}${String(raw).padStart(5)}${String(safe).padStart(6)}`;
  return [
    line('findings by guideline', 'raw', 'safe'),
    ...Object.values(GUIDELINES).map((guideline) => {
      const own = under(guideline, findings);
      return line(guideline, countIn('Raw', own), countIn('Safe', own));
    }),
    line('all', countIn('Raw', findings), countIn('Safe', findings)),
  ];
}

const outdir = mkdtempSync(join(tmpdir(), 'demo-'));
try {
  console.log('cdk synth of examples/: the stack Raw as containers are often written, the stacks Safe and SafeRepositories on the constructs of this package\n');
  const status = synthesize(outdir);
  const findings = findingsOf(outdir);
  console.log(`\n${summary(findings).join('\n')}`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  console.log(`\ncdk deploy would publish examples/orders as ${publishedTo(outdir)}, by the last commit that touched it.`);
  console.log(`\ncdk synth exited with ${status}, because ${errors} of the findings are errors; warnings alone leave it at 0.`);
  // The demo shows what the package promises, or it fails.
  const missing = Object.values(GUIDELINES).filter((guideline) => countIn('Raw', under(guideline, findings)) === 0);
  process.exitCode = missing.length === 0 && countIn('Safe', findings) === 0 ? 0 : 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
