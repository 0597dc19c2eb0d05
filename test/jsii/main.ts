import { deepStrictEqual, ok } from 'assert';
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as tar from 'tar';
import { Kernel, ObjRef } from './kernel';
import { findingsIn, writtenTo } from './written';
import { GitShaImage, GitShaStackSynthesizer, ImmutableRepository, SafeContainersChecks, SafeFargateService } from '../../src';

/** In the order in which one needs the other. */
const PACKAGES = [
  'constructs', '@aws-cdk/asset-awscli-v1', '@aws-cdk/asset-node-proxy-agent-v6', '@aws-cdk/cloud-assembly-schema', 'aws-cdk-lib', 'cdk-nag',
];

const PROJECT = join(__dirname, '../..');
const COMMIT = '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192';
const CONTEXT = { '@aws-cdk/core:failSynthOnValidationErrors': false };
const DIRECTORY = join(PROJECT, 'examples/orders');
const BUILD = { file: 'Dockerfile.safe', sha: COMMIT };
const HEALTH_CHECK = { command: ['CMD', 'node', 'healthcheck.js'] };
const VPC = { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], privateSubnetIds: ['subnet-1', 'subnet-2'] };

/** The app as a program in Python or Java builds it: each call goes through the kernel, by name. */
async function buildThroughKernel(kernel: Kernel, outdir: string): Promise<string> {
  const defaultStackSynthesizer = await kernel.create('cdk-safe-containers.GitShaStackSynthesizer');
  const app = await kernel.create('aws-cdk-lib.App', { outdir, analyticsReporting: false, context: CONTEXT, defaultStackSynthesizer });
  const repositories = await kernel.create('aws-cdk-lib.Stack', app, 'Repositories');
  const repository = await kernel.create('cdk-safe-containers.ImmutableRepository', repositories, 'Safe', { repositoryName: 'safe' });
  const stack = await kernel.create('aws-cdk-lib.Stack', app, 'Stack');
  const vpc = await kernel.invokeStatic('aws-cdk-lib.aws_ec2.Vpc', 'fromVpcAttributes', stack, 'Vpc', VPC) as ObjRef;
  const cluster = await kernel.invokeStatic('aws-cdk-lib.aws_ecs.Cluster', 'fromClusterAttributes', stack, 'Cluster', { clusterName: 'cluster', vpc });
  const image = await kernel.invokeStatic('cdk-safe-containers.GitShaImage', 'fromDirectory', DIRECTORY, { ...BUILD, repository }) as ObjRef;
  const service = await kernel.create('cdk-safe-containers.SafeFargateService', stack, 'Api', { cluster, image, containerPort: 8080, healthCheck: HEALTH_CHECK });
  await kernel.create('aws-cdk-lib.aws_ecr.Repository', stack, 'Raw', { imageScanOnPush: true });
  ok(await kernel.get(service, 'logGroup'), 'logGroup is there for other languages');
  deepStrictEqual(await kernel.get(image, 'tag'), COMMIT);

  const pack = await kernel.create('cdk-safe-containers.SafeContainersChecks', app, { verbose: false });
  await kernel.invoke(await kernel.invokeStatic('aws-cdk-lib.Validations', 'of', app) as ObjRef, 'addPlugins', pack);
  return await kernel.get(await kernel.invoke(app, 'synth') as ObjRef, 'directory') as string;
}

/** The same app in TypeScript. */
function buildDirectly(outdir: string): string {
  const app = new App({ outdir, analyticsReporting: false, context: CONTEXT, defaultStackSynthesizer: new GitShaStackSynthesizer() });
  const repository = new ImmutableRepository(new Stack(app, 'Repositories'), 'Safe', { repositoryName: 'safe' });
  const stack = new Stack(app, 'Stack');
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', VPC) });
  const image = GitShaImage.fromDirectory(DIRECTORY, { ...BUILD, repository });
  new SafeFargateService(stack, 'Api', { cluster, image, containerPort: 8080, healthCheck: HEALTH_CHECK });
  new ecr.Repository(stack, 'Raw', { imageScanOnPush: true });
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  return app.synth().directory;
}

function packageFile(folder: string): { name: string; version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf-8'));
}

async function loadPackages(kernel: Kernel, scratch: string): Promise<void> {
  for (const name of PACKAGES) {
    const folder = dirname(require.resolve(`${name}/package.json`));
    const tarball = join(scratch, `${name.replace(/\W/g, '-')}.tar`);
    tar.create({ file: tarball, cwd: folder, prefix: 'package', sync: true }, ['.']);
    await kernel.load(name, packageFile(folder).version, tarball);
  }
  // Our own package is packed as it will be published, so that what .npmignore leaves out is missing here too.
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], { cwd: PROJECT, encoding: 'utf-8' }));
  const { name, version } = packageFile(PROJECT);
  await kernel.load(name, version, join(scratch, filename));
}

async function main(): Promise<void> {
  process.env.CDK_VALIDATION = 'false';
  const started = Date.now();
  const scratch = mkdtempSync(join(tmpdir(), 'jsii-'));
  const kernel = new Kernel();
  try {
    console.log(`jsii: ${await kernel.hello()}`);
    await loadPackages(kernel, scratch);
    console.log(`jsii: loaded ${PACKAGES.length} packages and our own, as packed, after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    const throughKernel = await buildThroughKernel(kernel, join(scratch, 'kernel'));
    const direct = buildDirectly(join(scratch, 'direct'));
    deepStrictEqual(writtenTo(throughKernel), writtenTo(direct));
    deepStrictEqual(findingsIn(throughKernel), findingsIn(direct));
    deepStrictEqual(findingsIn(throughKernel).filter(({ severity }) => severity !== 'info'), [{
      ruleName: 'SafeContainers-RepositoryMutableTags',
      description: 'repository "Raw" leaves its tags mutable: ImageTagMutability is not set.',
      suggestedFix: 'set imageTagMutability: ecr.TagMutability.IMMUTABLE, or use ImmutableRepository',
      severity: 'warning',
      reason: undefined,
      paths: ['Stack/Raw/Resource'],
    }]);
    console.log(`jsii: the same templates, images and finding as in TypeScript, after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } finally {
    kernel.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main();
