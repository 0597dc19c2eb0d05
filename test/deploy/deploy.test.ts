import { spawn } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ACCOUNT, Account, REGION } from './account';
import { TAG, synthesize } from './app';
import { AwsStub } from './aws-stub';

const IMAGE = `orders:${TAG}`;
const REPOSITORY_FIRST = [
  'deploy Repositories', 'deployed Repositories', `look for ${IMAGE}`, 'build', `push ${IMAGE}`, 'deploy Service', 'deployed Service',
];

const aws = new AwsStub();
const outdir = mkdtempSync(join(tmpdir(), 'deploy-'));

jest.setTimeout(60_000);
beforeAll(() => aws.start());
afterAll(() => aws.stop());
beforeEach(() => {
  aws.account = new Account();
});
afterEach(() => rmSync(outdir, { recursive: true }));

/** Runs the real CLI against the stub, from a machine that has no images yet, and answers what happened in the account. */
async function deploy(assembly: string, ...args: string[]): Promise<string[]> {
  const before = aws.account.events.length;
  aws.account.forgetLocalImages();
  const cdk = [
    require.resolve('aws-cdk/bin/cdk'), 'deploy', '--all', '--app', assembly, '--output', assembly,
    '--no-notices', '--require-approval', 'never', '--progress', 'events', ...args,
  ];
  const { status, output } = await run(process.execPath, cdk, {
    PATH: process.env.PATH,
    HOME: outdir,
    NO_COLOR: '1',
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DOCKER: join(__dirname, 'docker'),
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  if (process.env.SHOW) { console.error(output, aws.account.events); }
  expect({ status, unknown: aws.account.unknown, output }).toEqual({ status: 0, unknown: [], output });
  return aws.account.events.slice(before);
}

function run(command: string, args: string[], env: Record<string, string | undefined>): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => output += data);
    }
    child.on('close', (status) => resolve({ status, output }));
  });
}

const ENVIRONMENTS = [
  ['where the CLI finds the environment', undefined],
  ['where the app names the environment', { account: ACCOUNT, region: REGION }],
] as const;

test.each(ENVIRONMENTS)('the image is built when its repository is there, and the service is deployed when the image is there, %s', async (_, env) => {
  expect(await deploy(synthesize(outdir, { env }))).toEqual(REPOSITORY_FIRST);
});

test('so it is when the CLI does four things at a time', async () => {
  expect(await deploy(synthesize(outdir), '--concurrency', '4')).toEqual(REPOSITORY_FIRST);
});

test('so it is when the stack of the service does not depend on the stack of the repository', async () => {
  expect(await deploy(synthesize(outdir, { byName: true }), '--concurrency', '4')).toEqual(REPOSITORY_FIRST);
});

test('what was pushed is neither built nor pushed again', async () => {
  const assembly = synthesize(outdir);
  await deploy(assembly);
  expect(await deploy(assembly)).toEqual([`look for ${IMAGE}`]);
  aws.account.forgetStack('Service');
  expect(await deploy(assembly)).toEqual([`look for ${IMAGE}`, 'deploy Service', 'deployed Service']);
});
