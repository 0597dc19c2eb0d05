import { deepStrictEqual, ok } from 'assert';
import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { Folders, HOSTS, Host, generate } from './hosts';
import { findingsIn, writtenTo } from '../jsii/written';

const PROJECT = join(__dirname, '../..');

/** What a synth leaves: the same in all languages. */
interface Outcome {
  readonly status: number | null;
  readonly findings: ReturnType<typeof findingsIn>;
  readonly written: ReturnType<typeof writtenTo>;
}

/** Runs the real CLI, offline, on the app that a command line builds. */
function synthesize(app: string, outdir: string): Outcome {
  const cdk = [require.resolve('aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--app', app, '--output', outdir];
  const env = { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1', ORDERS: join(PROJECT, 'examples/orders') };
  const { status, stderr } = spawnSync(process.execPath, cdk, { cwd: PROJECT, encoding: 'utf-8', env });
  try {
    return { status, findings: findingsIn(outdir), written: writtenTo(outdir) };
  } catch {
    throw new Error(`cdk synth ended with ${status}:\n${stderr}`);
  }
}

/** The tool that a host needs and this machine lacks. */
function lacking({ tools }: Host): string | undefined {
  return tools.find(([program, ...args]) => spawnSync(program, args, { stdio: 'ignore' }).status !== 0)?.[0];
}

/** Builds the app in the language of a host; undefined where its registry does not give what that takes. */
function built(host: Host, folder: string): string | undefined {
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const folders: Folders = {
    source: join(__dirname, host.name),
    work,
    bindings: generate(host, PROJECT, join(folder, 'ours')),
    dependencies: host.dependencies.map((name, index) => generate(host, dirname(require.resolve(`${name}/package.json`)), join(folder, `dependency-${index}`))),
  };
  try {
    host.fetch(folders);
  } catch (error) {
    console.log(`${host.name}: skipped, since what the app needs is not to be had here. ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
  return host.build(folders);
}

function check(host: Host, folder: string, expected: Outcome): void {
  const started = Date.now();
  const missing = lacking(host);
  if (missing !== undefined) {
    console.log(`${host.name}: skipped, since there is no ${missing} here`);
    return;
  }
  const app = built(host, folder);
  if (app !== undefined) {
    deepStrictEqual(synthesize(app, join(folder, 'cdk.out')), expected);
    console.log(`${host.name}: the same templates, images and findings as in TypeScript, after ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

function main(): void {
  const asked = process.argv.slice(2);
  const hosts = asked.length === 0 ? HOSTS : HOSTS.filter(({ name }) => asked.includes(name));
  ok(hosts.length > 0, `there are ${HOSTS.map(({ name }) => name).join(', ')}, and not ${asked.join(', ')}`);
  const scratch = mkdtempSync(join(tmpdir(), 'languages-'));
  try {
    const expected = synthesize(`"${process.execPath}" --require tsx/cjs test/languages/typescript/app.ts`, join(scratch, 'typescript'));
    deepStrictEqual(expected.status, 1, 'the app has an error, which the CLI must report in every language');
    ok(expected.findings.some(({ reason }) => reason !== undefined), 'the app acknowledges a finding');
    hosts.forEach((host) => check(host, join(scratch, host.name), expected));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main();
