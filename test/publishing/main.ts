import { spawn } from 'child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { Assembly, REPOSITORY, synthesize } from './app';
import { Engine } from './engine';
import { Registry } from './registry';
import { call } from '../containers/engines';
import { ACCOUNT, Account, Input, Output, REGION, Refusal } from '../deploy/account';
import { AwsStub } from '../deploy/aws-stub';

const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
const EXAMPLE = join(__dirname, '../../examples/orders');
const DOCKERFILE = 'Dockerfile.safe';

/** What the Dockerfile of the example says. */
const CONFIGURATION = { User: 'node', Cmd: ['node', 'server.js'], Entrypoint: undefined, WorkingDir: '/srv', ExposedPorts: { '8080/tcp': {} } };

const TOKEN = Buffer.from('AWS:a token of ECR').toString('base64');

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** No engine, or no registry, works here. */
class Skipped extends Error {}

/** The account whose images are those of the registry. */
class AccountWithRegistry extends Account {
  public constructor(private readonly registry: Registry) {
    super();
  }

  public async perform(action: string, input: Input): Promise<Output> {
    switch (action) {
      case 'DescribeImages': return this.describeImages(input);
      case 'GetAuthorizationToken': return { authorizationData: [{ authorizationToken: TOKEN, proxyEndpoint: `https://${HOST}` }] };
      default: return super.perform(action, input);
    }
  }

  private async describeImages({ repositoryName, imageIds: [{ imageTag }] }: Input): Promise<Output> {
    if (!(await this.registry.tags(repositoryName)).includes(imageTag)) {
      throw new Refusal('ImageNotFoundException', `The image with imageId {imageTag:'${imageTag}'} does not exist`);
    }
    return { imageDetails: [{ repositoryName, imageTags: [imageTag] }] };
  }
}

/** A git repository with the example in a folder of its own, as in a monorepo. */
class Sources {
  public readonly context: string;

  public constructor(private readonly folder: string) {
    this.context = join(folder, 'orders');
    cpSync(EXAMPLE, this.context, { recursive: true });
    // Nothing is fetched here: `npm ci` runs, and has nothing to install.
    const root = { name: 'orders', version: '1.0.0' };
    writeFileSync(join(this.context, 'package.json'), JSON.stringify(root));
    writeFileSync(join(this.context, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, packages: { '': root } }));
  }

  /** Commits what is there, and answers the SHA. */
  public async commit(): Promise<string> {
    const git = (...args: string[]) => call('git', ['-C', this.folder, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args]);
    await git('init', '--quiet');
    await git('add', '--all');
    await git('commit', '--quiet', '--no-gpg-sign', '--no-verify', '--message', 'test: change');
    return (await git('rev-parse', 'HEAD')).trim();
  }

  public append(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text, { flag: 'a' });
  }
}

/** Runs the real CLI against the stub of AWS. */
async function deploy(aws: AwsStub, engine: Engine, { folder }: Assembly, halt: AbortSignal): Promise<void> {
  const args = [
    require.resolve('aws-cdk/bin/cdk'), 'deploy', '--all', '--app', folder, '--output', folder,
    '--no-notices', '--require-approval', 'never', '--progress', 'events',
  ];
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR,
    NO_COLOR: '1',
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DOCKER: engine.command,
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // What the CLI started goes with it.
  const end = () => process.kill(-child.pid!);
  halt.addEventListener('abort', end);
  let output = '';
  [child.stdout, child.stderr].forEach((stream) => stream.on('data', (text) => output += text));
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  halt.removeEventListener('abort', end);
  halt.throwIfAborted();
  if (status !== 0 || aws.account.unknown.length > 0) {
    throw new Error(`${output}\ncdk deploy ended with ${status}; not known to the stub: ${aws.account.unknown.join(', ') || 'nothing'}`);
  }
}

/** What a deployment did. */
interface Deployment {
  /** What the task definition names. */
  readonly image: string;
  /** The commands that the CLI gave to the engine. */
  readonly commands: readonly string[];
  /** The paths that something was sent to, in the registry. */
  readonly sent: readonly string[];
}

/** Deploys three times, and returns what is wrong. */
async function deployThrice(deployNext: () => Promise<Deployment>, { sources, engine, registry }: Ground): Promise<string[]> {
  const wrong: string[] = [];
  const expectEqual = (what: string, found: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(found, wanted)) {
      wrong.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
    }
  };
  const expectPushed = ({ image, commands, sent }: Deployment, sha: string) => {
    expectEqual('the image of the task definition', image, `${HOST}/${REPOSITORY}:${sha}`);
    expectEqual('what the engine was told', commands.filter((command) => ['build', 'push'].includes(command)), ['build', 'push']);
    expectEqual('manifests pushed', sent.filter((path) => path.includes('/manifests/')), [`/v2/${REPOSITORY}/manifests/${sha}`]);
  };

  const first = await sources.commit();
  expectPushed(await deployNext(), first);
  expectEqual('tags', await registry.tags(REPOSITORY), [first]);
  const { User, Cmd, Entrypoint, WorkingDir, ExposedPorts } = await registry.configuration(REPOSITORY, first);
  expectEqual('the configuration of the image', { User, Cmd, Entrypoint, WorkingDir, ExposedPorts }, CONFIGURATION);
  const manifest = await registry.manifest(REPOSITORY, first);

  // Another machine, and a commit that touches nothing of the build context.
  await engine.forgetImages();
  sources.append('README.md', 'Orders\n');
  await sources.commit();
  const second = await deployNext();
  expectEqual('the image of the task definition after a commit elsewhere', second.image, `${HOST}/${REPOSITORY}:${first}`);
  expectEqual('what a second deployment told the engine', second.commands, []);
  expectEqual('what a second deployment sent', second.sent, []);

  sources.append('orders/server.js', '// changed\n');
  const third = await sources.commit();
  expectPushed(await deployNext(), third);
  expectEqual('tags', await registry.tags(REPOSITORY), [first, third].sort());
  expectEqual('the first image after the third deployment', await registry.manifest(REPOSITORY, first), manifest);
  if (isDeepStrictEqual(await registry.manifest(REPOSITORY, third), manifest)) {
    wrong.push('a change of the code left the image as it was');
  }
  return wrong;
}

interface Ground {
  readonly sources: Sources;
  readonly engine: Engine;
  readonly registry: Registry;
}

async function publish(scratch: string, halt: AbortSignal): Promise<string[]> {
  const registry = new Registry(scratch, TOKEN);
  const aws = new AwsStub();
  let engine: Engine | undefined;
  try {
    await skippedWithout(() => registry.start());
    engine = await skippedWithout(() => new Engine(join(scratch, 'podman'), join(EXAMPLE, DOCKERFILE), { host: HOST, proxy: registry.proxy }));
    await skippedWithout(() => engine!.prepare());
    const ground = { sources: new Sources(join(scratch, 'sources')), engine, registry };
    await aws.start();
    aws.account = new AccountWithRegistry(registry);
    let deployments = 0;
    return await deployThrice(async () => {
      halt.throwIfAborted();
      const started = Date.now();
      const before = registry.changes.length;
      const assembly = synthesize(join(scratch, `assembly-${++deployments}`), ground.sources.context, DOCKERFILE);
      await deploy(aws, ground.engine, assembly, halt);
      const commands = ground.engine.takeCommands();
      console.log(`Deployment ${deployments}: ${commands.join(', ') || 'nothing to build'} (${Math.round((Date.now() - started) / 1000)} s).`);
      return { image: assembly.image, commands, sent: registry.changes.slice(before) };
    }, ground);
  } finally {
    await Promise.all([aws.stop(), registry.stop(), engine?.cleanUp()]);
  }
}

/** What the machine lacks is no failure. */
async function skippedWithout<T>(find: () => T | Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    throw new Skipped(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim();
}

async function main(): Promise<string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'publishing-'));
  const halt = new AbortController();
  INTERRUPTIONS.forEach((signal) => process.on(signal, () => halt.abort(new Error(`interrupted by ${signal}`))));
  try {
    return await publish(scratch, halt.signal);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

main().then(
  (wrong) => {
    wrong.forEach((line) => console.error(line));
    process.exitCode = wrong.length === 0 ? 0 : 1;
  },
  (error: unknown) => {
    const skipped = error instanceof Skipped;
    const lastLine = messageOf(error).split('\n').slice(-1)[0];
    console.error(skipped ? `skipped: no image could be built and pushed here: ${lastLine}` : messageOf(error));
    process.exitCode = skipped && process.env.REQUIRE_CONTAINERS !== '1' ? 0 : 1;
  },
);
