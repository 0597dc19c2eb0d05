import fs, { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import {
  App, AppProps, AssetManifestBuilder, CfnResource, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, DockerImageAssetLocation,
  DockerImageAssetSource, IStackSynthesizer, ISynthesisSession, IgnoreMode, LegacyStackSynthesizer, NestedStack, PolicyValidationStack, Stack,
  StackSynthesizer, Stage, Validations,
} from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, DockerImageAssetOptions, NetworkMode, Platform, TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct, IConstruct } from 'constructs';
import { AppFacts } from '../../src/facts/app';
import { Assembly, renderedAssembly, synthesizedAssembly } from '../../src/facts/assembly';
import { BuildContext } from '../../src/facts/build-context';
import type { Image } from '../../src/facts/image';
import { ImageAsset, localBuildContext, sourcePath } from '../../src/facts/image-assets';
import { parseImageReference } from '../../src/platform/image-reference';

/** A project of the user, in the current directory. */
const project = realpathSync(mkdtempSync(join(tmpdir(), 'image-assets-')));
const file = (path: string, text = 'FROM scratch\n') => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const before = process.cwd();

beforeAll(() => {
  file('api/Dockerfile');
  file('api/server.js', 'listen()');
  file('api/docker/worker.Dockerfile', 'FROM scratch AS worker\n');
  file('common.Dockerfile');
  file('image.tar', 'layers');
  process.chdir(project);
});
afterAll(() => process.chdir(before));

let runs = 0;
const DISABLE_STAGING = { 'aws:cdk:disable-asset-staging': true };

function testApp(context: Record<string, unknown> = {}, props: AppProps = {}): App {
  runs += 1;
  return new App({ treeMetadata: false, analyticsReporting: false, outdir: join(project, `cdk.out/${runs}`), context, ...props });
}

interface Context {
  readonly app: IConstruct;
  readonly stacks: PolicyValidationStack[];
}

/** What CDK hands to a validation plugin. */
function contextOf(app: App): Context {
  let context: Context | undefined;
  Validations.of(app).addPlugins({
    name: 'probe',
    validate: ({ appConstruct, stackTemplates }) => {
      context = { app: appConstruct, stacks: stackTemplates };
      return { success: true, violations: [] };
    },
  });
  app.synth();
  return context!;
}

const assemblyOf = (app: App) => {
  const { app: root, stacks } = contextOf(app);
  return synthesizedAssembly(root, stacks);
};

/** What the images of an app are built from, by the path of their stack. */
function builtFrom({ templates, assets }: Assembly): Record<string, ImageAsset | undefined> {
  const facts = new AppFacts(templates);
  const images = facts.addresses.flatMap((address) => (
    facts.read(address)[0].subjects.filter(({ kind }) => kind === 'image').map(({ facts: image }) => [address.stackPath, assets.builtFrom((image as Image).reference)])));
  return Object.fromEntries(images);
}

const run = (scope: Construct, id: string, image: string) => new CfnTaskDefinition(scope, `${id}Task`, { containerDefinitions: [{ name: 'app', image }] });

function build(scope: Construct, options: DockerImageAssetOptions = {}, directory = 'api'): Construct {
  run(scope, 'Built', new DockerImageAsset(scope, 'Image', { directory, ...options }).imageUri);
  return scope;
}

/** The build of the only image of an app. */
const onlyBuild = (app: App) => {
  const found = Object.values(builtFrom(assemblyOf(app)));
  expect(found).toHaveLength(1);
  return found[0]?.build;
};
const dockerfileIn = (build_: ReturnType<typeof onlyBuild>) => readFileSync(join(build_!.directory, build_!.file), 'utf-8');

describe('an image of the app is found, whoever names its repository and tag', () => {
  const env = { account: '111122223333', region: 'eu-west-1' };
  test.each<[string, () => { synthesizer?: IStackSynthesizer; env?: typeof env }]>([
    ['by default', () => ({})],
    ['in an account and region that are known', () => ({ env })],
    ['with a qualifier', () => ({ synthesizer: new DefaultStackSynthesizer({ qualifier: 'acme' }) })],
    ['with a prefix of tags', () => ({ synthesizer: new DefaultStackSynthesizer({ dockerTagPrefix: 'app-' }) })],
    ['in a repository of another name', () => ({ synthesizer: new DefaultStackSynthesizer({ imageAssetsRepositoryName: 'acme/images-${AWS::Region}' }), env })],
    ['with the credentials of the CLI', () => ({ synthesizer: new CliCredentialsStackSynthesizer({ dockerTagPrefix: 'cli-' }) })],
    ['without a manifest', () => ({ synthesizer: new LegacyStackSynthesizer() })],
    ['under tags of its own, in a repository of each image', () => ({ synthesizer: new StagingRepositories() })],
    ['in a repository of the app', () => ({ synthesizer: new OwnRepository() })],
  ])('%s', (_, props) => {
    for (const context of [{}, DISABLE_STAGING]) {
      const app = testApp(context);
      build(new Stack(app, 'Stack', props()), { target: 'run', buildArgs: { VERSION: '1' } });
      const found = onlyBuild(app)!;
      expect(found).toMatchObject({ source: 'api', file: 'Dockerfile', target: 'run', buildArgs: { VERSION: '1' } });
      expect(found.directory.startsWith(join(project, context === DISABLE_STAGING ? 'api' : 'cdk.out'))).toBe(true);
      expect(dockerfileIn(found)).toBe('FROM scratch\n');
      expect(sourcePath(found)).toBe('api/Dockerfile');
    }
  });
});

test('it is found in nested stacks, stages, stages of stages, and from another stack', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  build(new NestedStack(stack, 'Nested'));
  build(new NestedStack(new NestedStack(stack, 'Outer'), 'Inner'), { extraHash: 'inner' });
  const stage = new Stage(app, 'Prod');
  build(new Stack(stage, 'Stack'), { target: 'prod' });
  build(new Stack(new Stage(stage, 'Canary'), 'Stack'), { target: 'canary' });
  run(new Stack(app, 'Other'), 'Other', new DockerImageAsset(stack, 'Shared', { directory: 'api', target: 'shared' }).imageUri);

  const found = builtFrom(assemblyOf(app));
  expect(Object.fromEntries(Object.entries(found).map(([path, asset]) => [path, [asset?.build?.source, asset?.build?.target]]))).toEqual({
    'Stack/Nested': ['api', undefined],
    'Stack/Outer/Inner': ['api', undefined],
    'Other': ['api', 'shared'],
    'Prod/Stack': ['api', 'prod'],
    'Prod/Canary/Stack': ['api', 'canary'],
  });
  Object.values(found).forEach((asset) => expect(dockerfileIn(asset?.build)).toBe('FROM scratch\n'));
});

test('all that docker build is told is known, but for what the secrets are', () => {
  const app = testApp();
  build(new Stack(app, 'Stack'), {
    file: 'docker/worker.Dockerfile',
    target: 'worker',
    buildArgs: { NODE_VERSION: '22' },
    buildSecrets: { token: 'src=/home/me/token' },
    buildContexts: { lib: '../lib', there: join(project, 'api'), base: 'docker-image://alpine:3.20', git: 'https://example.com/lib.git', ssh: 'git@example.com:lib.git', layout: 'oci-layout://x' },
    networkMode: NetworkMode.NONE,
    platform: Platform.LINUX_ARM64,
  });
  const found = onlyBuild(app)!;
  expect(found).toEqual({
    directory: expect.stringMatching(/cdk\.out.*asset\./),
    source: 'api',
    file: 'docker/worker.Dockerfile',
    target: 'worker',
    buildArgs: { NODE_VERSION: '22' },
    buildSecrets: ['token'],
    buildContexts: expect.objectContaining({ lib: '../lib' }),
    networkMode: 'none',
    platform: 'linux/arm64',
  });
  expect(dockerfileIn(found)).toContain('AS worker');
  expect(sourcePath(found)).toBe('api/docker/worker.Dockerfile');
  expect(sourcePath(found, 'server.js')).toBe('api/server.js');
  expect(['lib', 'there', 'base', 'git', 'ssh', 'layout', 'none', 'constructor'].map((name) => localBuildContext(found, name)))
    .toEqual([join(dirname(found.directory), 'lib'), join(project, 'api'), ...Array(6).fill(undefined)]);
});

describe('the user reads the path that the user wrote', () => {
  test.each<[string, DockerImageAssetOptions, string, string]>([
    ['a folder', {}, 'api', 'api/Dockerfile'],
    ['the current directory', { exclude: ['cdk.out'] }, '.', 'common.Dockerfile'],
    ['an absolute path', {}, join(project, 'api'), 'api/Dockerfile'],
    ['a folder whose files are chosen by .gitignore', { ignoreMode: IgnoreMode.GIT, exclude: ['server.js'] }, 'api', 'api/Dockerfile'],
  ])('%s', (_, options, directory, expected) => {
    for (const context of [{}, DISABLE_STAGING]) {
      const app = testApp(context);
      build(new Stack(app, 'Stack'), { ...options, file: expected === 'common.Dockerfile' ? expected : undefined }, directory);
      expect(sourcePath(onlyBuild(app)!)).toBe(expected);
    }
  });

  test('a Dockerfile outside of the build context, which the CDK copies nowhere', () => {
    const app = testApp(DISABLE_STAGING);
    build(new Stack(app, 'Stack'), { file: '../common.Dockerfile' });
    const found = onlyBuild(app)!;
    expect(sourcePath(found)).toBe('common.Dockerfile');
    expect(dockerfileIn(found)).toBe('FROM scratch\n');
  });

  test('a far folder by its absolute path', () => {
    process.chdir('/');
    try {
      const app = testApp({}, { outdir: join(project, 'far.out') });
      build(new Stack(app, 'Stack'), {}, join(project, 'api'));
      expect(sourcePath(onlyBuild(app)!)).toBe(join(project, 'api/Dockerfile').slice(1));
      mkdirSync(join(project, 'a/b/c/d/e/f/g/h/i'), { recursive: true });
      process.chdir(join(project, 'a/b/c/d/e/f/g/h/i'));
      const other = testApp({}, { outdir: join(project, 'farther.out') });
      const outside = realpathSync(mkdtempSync(join(tmpdir(), 'outside-')));
      writeFileSync(join(outside, 'Dockerfile'), 'FROM scratch\n');
      build(new Stack(other, 'Stack'), {}, outside);
      expect(sourcePath(onlyBuild(other)!)).toBe(join(outside, 'Dockerfile'));
    } finally {
      process.chdir(project);
    }
  });

  test('no path where nothing says what was copied', () => {
    const app = testApp();
    const stack = new Stack(app, 'Stack');
    mkdirSync(join(app.outdir, 'made'), { recursive: true });
    writeFileSync(join(app.outdir, 'made/Dockerfile'), 'FROM busybox\n');
    run(stack, 'Made', stack.synthesizer.addDockerImageAsset({ sourceHash: 'abc', directoryName: 'made' }).imageUri);
    const found = onlyBuild(app)!;
    expect(found.source).toBeUndefined();
    expect(dockerfileIn(found)).toBe('FROM busybox\n');
    expect(sourcePath(found)).toBe('Dockerfile');
  });
});

test('what a program makes, or a tarball holds, is an asset without a Dockerfile', () => {
  const app = testApp();
  const stack = new Stack(app, 'Program');
  run(stack, 'Program', stack.synthesizer.addDockerImageAsset({ sourceHash: 'abc', executable: ['make-image'] }).imageUri);
  const tarball = new Stack(app, 'Tarball');
  run(tarball, 'Tarball', new TarballImageAsset(tarball, 'Image', { tarballFile: 'image.tar' }).imageUri);
  expect(builtFrom(assemblyOf(app))).toEqual({ Program: { build: undefined }, Tarball: { build: undefined } });
});

describe('an image of somewhere else is not taken for one of the app', () => {
  const HASH = 'a'.repeat(64);
  const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
  const assets = () => {
    const app = testApp();
    const stack = new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ imageAssetsRepositoryName: 'images' }) });
    stack.synthesizer.addDockerImageAsset({ sourceHash: HASH, executable: ['make-image'] });
    stack.synthesizer.addDockerImageAsset({ sourceHash: 'release', executable: ['make-image'] });
    return assemblyOf(app).assets;
  };
  test.each<[string, string, boolean]>([
    ['the same repository and tag', `${OWN}/images:${HASH}`, true],
    ['a short tag', `${OWN}/images:release`, true],
    ['a content hash in a repository that CloudFormation names', `\${Repo.RepositoryUri}:${HASH}`, true],
    ['the same of a host that CloudFormation knows', `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/images:${HASH}`, true],
    ['a short tag in a repository that CloudFormation names', '${Repo.RepositoryUri}:release', false],
    ['another repository', `${OWN}/others:${HASH}`, false],
    ['another tag', `${OWN}/images:v1`, false],
    ['no tag', `${OWN}/images`, false],
    ['a digest', `${OWN}/images:${HASH}@sha256:${HASH}`, false],
    ['a tag that CloudFormation knows', `${OWN}/images:\${Tag}`, false],
    ['Docker Hub', `images:${HASH}`, false],
    ['another registry', `ghcr.io/images:${HASH}`, false],
  ])('%s', (_, image, expected) => {
    expect(assets().builtFrom(parseImageReference(image)!) !== undefined).toBe(expected);
  });
});

describe('a manifest that nobody wrote on purpose says nothing', () => {
  const HASH = 'b'.repeat(64);
  const image = parseImageReference(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/images:${HASH}`)!;
  const destinations = { here: { repositoryName: 'images', imageTag: HASH } };
  const source = { directory: 'asset' };
  const manifest = { artifacts: { 'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } } } };
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const found = (assembly: unknown, assets: unknown) => {
    const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    writeFileSync(join(folder, 'manifest.json'), text(assembly));
    writeFileSync(join(folder, 'Stack.assets.json'), text(assets));
    const stack = { stackConstructPath: 'Nowhere', templatePath: join(folder, 'Stack.template.json'), accountId: undefined, region: undefined };
    return synthesizedAssembly(new App({ treeMetadata: false }), [stack]).assets.builtFrom(image);
  };

  test('but a good one does', () => {
    expect(found(manifest, { dockerImages: { a: { source, destinations } } })?.build).toMatchObject({ directory: join(folder, 'asset'), file: 'Dockerfile' });
  });

  test.each<[string, unknown, unknown]>([
    ['no JSON', '{', '{'],
    ['null', 'null', 'null'],
    ['no JSON of assets', manifest, '{'],
    ['artifacts that are a list', { artifacts: [] }, {}],
    ['artifacts of other types', { artifacts: { a: null, b: 'text', c: { type: 'cdk:tree', properties: { file: 'Stack.assets.json' } } } }, { dockerImages: { a: { source, destinations } } }],
    ['a file that is not there', { artifacts: { a: { type: 'cdk:asset-manifest', properties: { file: 'nowhere.json' } } } }, {}],
    ['a file that is no name', { artifacts: { a: { type: 'cdk:asset-manifest', properties: { file: 7 } } } }, {}],
    ['images that are a list', manifest, { dockerImages: [{ source, destinations }] }],
    ['an image that is null', manifest, { dockerImages: { a: null, b: 7 } }],
    ['no source', manifest, { dockerImages: { a: { destinations } } }],
    ['no destinations', manifest, { dockerImages: { a: { source } } }],
    ['a destination that is null', manifest, { dockerImages: { a: { source, destinations: { here: null } } } }],
    ['a tag that is a number', manifest, { dockerImages: { a: { source, destinations: { here: { repositoryName: 'images', imageTag: 7 } } } } }],
  ])('%s', (_, assembly, assets) => {
    expect(found(assembly, assets)).toBeUndefined();
  });

  test('wrong types in a build are absent', () => {
    const odd = { directory: 'asset', dockerFile: 7, dockerBuildTarget: null, dockerBuildArgs: { A: 1, B: '2' }, dockerBuildSecrets: 'all', dockerBuildContexts: [], platform: {} };
    expect(found(manifest, { dockerImages: { a: { source: odd, destinations } } })?.build)
      .toMatchObject({ file: 'Dockerfile', target: undefined, buildArgs: { B: '2' }, buildContexts: {}, buildSecrets: [], platform: undefined });
    expect(found(manifest, { dockerImages: { a: { source: { directory: 7 }, destinations } } })).toEqual({ build: undefined });
  });

  test('metadata of a stack that is none of an image', () => {
    const app = testApp();
    const stack = new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() });
    ['text', null, { packaging: 'zip' }, { packaging: 'container-image' }].forEach((data) => stack.node.addMetadata('aws:cdk:asset', data));
    expect(assemblyOf(app).assets.builtFrom(image)).toBeUndefined();
  });
});

describe('the files of a build are those that docker build gets', () => {
  beforeAll(() => {
    file('web/Dockerfile');
    file('web/start.sh', 'exec node server.js');
    file('web/.git/config', 'remote');
    file('all/Dockerfile');
    file('all/docker/Dockerfile.dev', 'FROM scratch AS dev\n');
    file('all/start.sh', 'exec node server.js');
    file('all/.dockerignore', '*\n');
  });
  const context = (directory: string, options: DockerImageAssetOptions, settings = {}) => {
    const app = testApp(settings);
    build(new Stack(app, 'Stack'), options, directory);
    const found = onlyBuild(app)!;
    return new BuildContext(found.directory, found.file);
  };

  test('what the CDK excludes is not copied, and is there where nothing is copied', () => {
    expect(context('web', { exclude: ['.git'] }).list()).toEqual(['Dockerfile', 'start.sh']);
    expect(context('web', {}).list()).toEqual(['.git', 'Dockerfile', 'start.sh']);
    expect(context('web', { exclude: ['.git'] }, DISABLE_STAGING).list()).toEqual(['.git', 'Dockerfile', 'start.sh']);
  });

  test('Dockerfile and .dockerignore are copied even where they are ignored', () => {
    for (const settings of [{}, DISABLE_STAGING]) {
      const all = context('all', {}, settings);
      expect([all.dockerfile.text, all.hasIgnoreFile, all.read('start.sh').unread, all.read('Dockerfile').unread]).toEqual(['FROM scratch\n', true, 'ignored', 'ignored']);
    }
  });

  test('an ignored Dockerfile in a folder is not copied, and docker build will miss it', () => {
    expect(context('all', { file: 'docker/Dockerfile.dev' }).dockerfile.unread).toBe('missing');
    expect(context('all', { file: 'docker/Dockerfile.dev' }, DISABLE_STAGING).dockerfile.text).toBe('FROM scratch AS dev\n');
  });
});

test('no manifest is read for an app without images in ECR', () => {
  const stack = { stackConstructPath: 'Stack', templatePath: join(project, 'nowhere/Stack.template.json'), accountId: undefined, region: undefined };
  const { assets } = synthesizedAssembly(new App({ treeMetadata: false }), [stack]);
  const read = jest.spyOn(fs, 'readFileSync');
  const reads = (image: string) => {
    read.mockClear();
    assets.builtFrom(parseImageReference(image)!);
    return read.mock.calls.map(([path]) => path);
  };
  const manifest = join(project, 'nowhere/manifest.json');
  expect(['nginx:1.27.3', 'public.ecr.aws/nginx/nginx:1.27.3', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api'].map(reads)).toEqual([[], [], []]);
  expect(reads('111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v1')).toEqual([manifest]);
  expect(reads('111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v2')).toEqual([]);
});

test('an app that is not synthesized does not say what its images are built from', () => {
  const stack = build(new Stack(testApp(), 'Stack'));
  expect(builtFrom(renderedAssembly(stack))).toEqual({ Stack: undefined });
});

/** Pushes each image to a repository of its own, as the staging synthesizers do. */
class StagingRepositories extends StackSynthesizer {
  protected readonly assets = new AssetManifestBuilder();

  public addFileAsset(): never {
    throw new Error('no files');
  }

  public addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    const location = this.assets.defaultAddDockerImageAsset(this.boundStack, asset, { repositoryName: 'app/api', dockerTagPrefix: 'deploy-' });
    return this.cloudFormationLocationFromDockerImageAsset(location);
  }

  public synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session, { additionalDependencies: [this.assets.emitManifest(this.boundStack, session)] });
  }
}

/** Pushes to a repository of the same stack. */
class OwnRepository extends StagingRepositories {
  public override addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    const { repositoryName, imageTag } = super.addDockerImageAsset(asset);
    const repository = this.boundStack.node.tryFindChild('Images') as Repository | undefined ?? new Repository(this.boundStack, 'Images', { repositoryName });
    (repository.node.defaultChild as CfnResource).overrideLogicalId('Images');
    return { repositoryName, imageTag, imageUri: repository.repositoryUriForTag(imageTag) };
  }
}
