import { spawn } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ACCOUNT, Account, REGION } from './account';
import type { Variant } from './app';
import { TAG, synthesize } from './app';
import { AwsStub } from './aws-stub';

const IMAGE = `orders:${TAG}`;
const REPOSITORY_FIRST = [
  'deploy Repositories', 'deployed Repositories', `look for ${IMAGE}`, 'build', `push ${IMAGE}`, 'deploy Service', 'deployed Service',
];

const aws = new AwsStub();
let folder: string;

jest.setTimeout(60_000);
beforeAll(() => aws.start());
afterAll(() => aws.stop());
beforeEach(() => {
  aws.account = new Account();
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function assemblyOf(variant?: Variant): string {
  return synthesize(join(folder, 'cdk.out'), variant);
}

/** Runs the real CLI against the stub, from a machine that has no images yet, and answers what happened in the account. */
async function deploy(assembly: string, ...args: string[]): Promise<string[]> {
  const before = aws.account.events.length;
  aws.account.forgetLocalImages();
  await run([require.resolve('aws-cdk/bin/cdk'), 'deploy', '--all', '--app', assembly, '--no-notices', '--require-approval', 'never', ...args], {
    PATH: process.env.PATH,
    HOME: folder,
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CDK_DOCKER: join(__dirname, 'docker'),
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  expect(aws.account.unknown).toEqual([]);
  return aws.account.events.slice(before);
}

/** Runs Node.js beside the stub, which must go on answering. */
async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => output += data);
  }
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) {
    throw new Error(`cdk deploy ended with ${status}, after ${JSON.stringify(aws.account.events)}:\n${output}`);
  }
}

test('a repository is deployed before its image is built, and a service after its image is pushed; what is there is not built again', async () => {
  const assembly = assemblyOf();
  expect(await deploy(assembly)).toEqual(REPOSITORY_FIRST);
  expect(await deploy(assembly)).toEqual([`look for ${IMAGE}`]);
  aws.account.forgetStack('Service');
  expect(await deploy(assembly)).toEqual([`look for ${IMAGE}`, 'deploy Service', 'deployed Service']);
});

test('the order holds where the app names the environment and the CLI does four things at a time', async () => {
  const assembly = assemblyOf({ env: { account: ACCOUNT, region: REGION } });
  expect(await deploy(assembly, '--concurrency', '4')).toEqual(REPOSITORY_FIRST);
});

test('the order holds for each repository where two services run the same code', async () => {
  const events = await deploy(assemblyOf({ second: true }), '--concurrency', '4');
  // Each builds for itself, the second time out of the engine's cache.
  expect(events.filter((event) => event === 'build')).toHaveLength(2);
  for (const order of [REPOSITORY_FIRST, REPOSITORY_FIRST.map((event) => event.replace(/Repositories|Service/, 'Second$&').replace('orders', 'secondorders'))]) {
    expect(events.filter((event) => order.includes(event) && event !== 'build')).toEqual(order.filter((event) => event !== 'build'));
  }
});
