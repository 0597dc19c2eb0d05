import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
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
  record: recorder,
  ready: replayer,
};

/** Keeps the findings about an app of so many services. */
function recorder(): IPolicyValidationPlugin {
  const pack = new SafeContainersChecks();
  return {
    name: pack.name,
    validate: (context) => {
      const report = pack.validate(context);
      writeFileSync(recordOf(), JSON.stringify(report));
      return report;
    },
  };
}

/** Hands over findings that are kept, and does nothing else: what a synth then takes longer is the CDK's to write them down. */
function replayer(): IPolicyValidationPlugin {
  const report: PolicyValidationPluginReport = JSON.parse(readFileSync(recordOf(), 'utf-8'));
  return { name: 'SafeContainers', validate: () => report };
}

function recordOf(): string {
  return join(__dirname, `findings-${process.argv[2]}.json`);
}

/** When the last plugin had done its work. */
let returned = 0n;

/** Lets a plugin count the milliseconds that its validation takes. */
function timed(plugin: IPolicyValidationPlugin, times: Record<string, number>, name: string): IPolicyValidationPlugin {
  return {
    name: plugin.name,
    validate: (context) => {
      const started = process.hrtime.bigint();
      const report = plugin.validate(context);
      times[name] = millisecondsSince(started);
      returned = process.hrtime.bigint();
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
  console.log(JSON.stringify({ ...times, after: millisecondsSince(returned), synth: millisecondsSince(started) }));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
