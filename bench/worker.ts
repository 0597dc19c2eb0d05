import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { appOf } from './app';

/** The compiled package, as users load it. This file runs from .cache/bench. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { SafeContainersChecks } = require('../../lib') as typeof import('../src');

const empty: IPolicyValidationPlugin = { name: 'Empty', validate: () => ({ success: true, violations: [] }) };

const PLUGINS: Record<string, () => IPolicyValidationPlugin> = {
  ours: () => new SafeContainersChecks(),
  nag: () => new AwsSolutionsChecks(),
  empty: () => empty,
};

/** Lets a plugin count the milliseconds that its validation takes. */
function timed(plugin: IPolicyValidationPlugin, times: Record<string, number>, name: string): IPolicyValidationPlugin {
  return {
    name: plugin.name,
    validate: (context) => {
      const started = process.hrtime.bigint();
      const report = plugin.validate(context);
      times[name] = millisecondsSince(started);
      times[`${name}Findings`] = report.violations.length;
      return report;
    },
  };
}

function millisecondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e6;
}

const [services, ...names] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const times: Record<string, number> = {};
  const app = appOf(Number(services), outdir);
  Validations.of(app).addPlugins(...names.map((name) => timed(PLUGINS[name](), times, name)));
  const started = process.hrtime.bigint();
  app.synth();
  console.log(JSON.stringify({ ...times, synth: millisecondsSince(started) }));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
