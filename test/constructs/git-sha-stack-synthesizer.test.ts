import { readFileSync } from 'fs';
import { isAbsolute, join } from 'path';
import {
  App, AppProps, Aws, BootstraplessSynthesizer, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, DockerImageAssetLocation, FileAssetLocation,
  FileAssetSource, IStackSynthesizer, ISynthesisSession, LegacyStackSynthesizer, NestedStack, Stack, StackSynthesizer, Stage,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { DockerCacheOption, DockerImageAsset, DockerImageAssetOptions, NetworkMode, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3assets from 'aws-cdk-lib/aws-s3-assets';
import { ContextProvider } from 'aws-cdk-lib/cloud-assembly-schema';
import { DockerBuildSecret } from 'aws-cdk-lib/core';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { Construct, IConstruct } from 'constructs';
import { checkout, newFolder, onDevelopersMachine, write } from './checkout';
import { IRELAND, SHA, built, imagesOf, policiesOf, publishingApp, repositoryIn, run, source, synthesized } from './published';
import { GitShaStackSynthesizer, ImmutableRepository } from '../../src';

onDevelopersMachine();

const ROLE = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-image-publishing-role-${AWS::AccountId}-${AWS::Region}';
const URI_PREFIX = [{ Ref: 'AWS::AccountId' }, '.dkr.ecr.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }];
const SERVICE = ['Repositories', 'Service.assets', 'Service.images.assets'];

/** An app with one image of a stack "Service", in a repository of a stack "Repositories". */
function minimal(props: AppProps = {}) {
  const app = publishingApp(props);
  const repository = repositoryIn(app);
  const service = new Stack(app, 'Service');
  const image = built(repository);
  run(service, image);
  return { app, repository, service, image };
}

describe('an image goes to its repository:', () => {
  test('by the SHA, with the role of the bootstrap, after the stack of the repository and before that of the service', () => {
    const { images, destinations, dependencies } = synthesized(minimal().app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, assumeRoleArn: ROLE }]);
    expect(Object.keys(images('Service')!)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(dependencies('Service').sort()).toEqual(SERVICE);
    expect(dependencies('Service.images.assets')).toEqual(['Repositories']);
    expect(images('Repositories')).toBeUndefined();
  });

  test('the container names it as it was published, and may pull it', () => {
    const { template } = synthesized(minimal().app);
    expect(imagesOf(template('Service'))).toEqual([{ 'Fn::Join': ['', [...URI_PREFIX, `/api:${SHA}`]] }]);
    template('Service').hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
            Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':repository/api']] },
          },
          { Action: 'ecr:GetAuthorizationToken' },
        ],
      },
    });
    expect(JSON.stringify(template('Service').toJSON())).not.toContain('ImportValue');
  });

  test('the manifest of the synthesizer still holds templates, files and other images', () => {
    const { app, service } = minimal();
    new s3assets.Asset(service, 'File', { path: write(newFolder(), { 'a.txt': 'a' }) });
    const other = new DockerImageAsset(service, 'Other', { directory: source('FROM scratch\nLABEL other=true\n') });
    const { assets, images } = synthesized(app);
    expect(Object.values(assets('Service').files).map(({ source: { path } }) => path).sort()).toEqual(['Service.template.json', expect.stringMatching(/^asset\./)]);
    expect(Object.keys(assets('Service').dockerImages)).toEqual([other.assetHash]);
    expect(Object.keys(images('Service')!)).toHaveLength(1);
  });

  test('without an image of ours, all is as the other synthesizer writes it', () => {
    const app = publishingApp();
    new ImmutableRepository(new Stack(app, 'Service'), 'Repo');
    const { images, dependencies } = synthesized(app);
    expect([images('Service'), dependencies('Service')]).toEqual([undefined, ['Service.assets']]);
  });

  /** Everything that can be said of a build, and is written into a manifest. */
  const EVERYTHING: DockerImageAssetOptions = {
    assetName: 'named',
    buildArgs: { A: '1' },
    buildContexts: { base: 'docker-image://alpine:3.22' },
    buildSecrets: { token: DockerBuildSecret.fromSrc('token.txt') },
    buildSsh: 'default',
    cacheDisabled: true,
    cacheFrom: [{ type: 'registry', params: { ref: 'cache' } }],
    cacheTo: { type: 'gha', params: { mode: 'max' } } satisfies DockerCacheOption,
    exclude: ['left-out'],
    extraHash: 'extra',
    file: 'docker/Dockerfile',
    networkMode: NetworkMode.HOST,
    outputs: ['type=image'],
    platform: Platform.LINUX_ARM64,
    target: 'final',
    displayName: 'The API',
  };

  test.each<[string, boolean]>([['staged', false], ['where assets are not staged', true]])('an image %s is built as the CDK builds the same asset', (_, off) => {
    const directory = checkout({ 'docker/Dockerfile': 'FROM scratch AS final\n', 'left-out': '1', 'kept': '1' });
    const app = publishingApp({ context: { 'aws:cdk:disable-asset-staging': off } });
    const repository = repositoryIn(app);
    const service = new Stack(app, 'Service');
    const asset = new DockerImageAsset(service, 'Asset', { directory, ...EVERYTHING });
    run(service, built(repository, { directory, ...EVERYTHING }));
    const { assets, images } = synthesized(app);
    const { [`named-${asset.assetHash}`]: ours } = images('Service')!;
    const { [`named-${asset.assetHash}`]: theirs } = assets('Service').dockerImages;
    // The same folder, but not the same build.
    expect(ours.source).toEqual({ ...theirs.source, directory: `${theirs.source.directory}/.` });
    expect(ours.displayName).toBe('The API');
    expect(isAbsolute(String(ours.source.directory))).toBe(off);
    expect(Object.keys(ours.source).sort()).toEqual([
      'cacheDisabled', 'cacheFrom', 'cacheTo', 'directory', 'dockerBuildArgs', 'dockerBuildContexts', 'dockerBuildSecrets', 'dockerBuildSsh', 'dockerBuildTarget',
      'dockerFile', 'dockerOutputs', 'networkMode', 'platform',
    ]);
  });

  test('the same content in a second repository is an asset of its own', () => {
    const app = publishingApp();
    const directory = source();
    const service = new Stack(app, 'Service');
    ['api', 'web'].forEach((name) => run(service, built(repositoryIn(app, name), { directory }), name));
    const { images, destinations } = synthesized(app);
    const [first, second, ...others] = Object.keys(images('Service')!);
    expect(others).toEqual([]);
    expect(second).toMatch(new RegExp(`^${first}-[0-9a-f]{8}$`));
    expect(destinations('Service').map(({ repositoryName, imageTag }) => `${repositoryName}:${imageTag}`)).toEqual([`api:${SHA}`, `web:${SHA}`]);
  });

  test('a build context begins at the directory, and its content is part of the hash, wherever it is', () => {
    const assetOf = (text: string) => {
      const folder = checkout({ 'api/Dockerfile': 'FROM scratch\n', 'lib/lib.ts': text });
      const app = publishingApp();
      run(new Stack(app, 'Service'), built(repositoryIn(app), { directory: join(folder, 'api'), buildContexts: { lib: '../lib', base: 'docker-image://alpine' } }));
      const [[id, { source: { dockerBuildContexts } }]] = Object.entries(synthesized(app).images('Service')!);
      expect(dockerBuildContexts).toEqual({ lib: join(folder, 'lib'), base: 'docker-image://alpine' });
      return id;
    };
    expect(assetOf('1')).toBe(assetOf('1'));
    expect(assetOf('1')).not.toBe(assetOf('2'));
  });

  test('an asset without a display name is called after its container', () => {
    expect(Object.values(synthesized(minimal().app).images('Service')!)[0].displayName).toBe('Task/app/AssetImage');
  });
});

describe('several images:', () => {
  test.each([1, 2, 3])('%i of them, each with a repository', (count) => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    const names = ['one', 'two', 'three'].slice(0, count);
    names.forEach((name) => run(service, built(repositoryIn(app, name), { directory: source(`FROM scratch\nLABEL name=${name}\n`) }), name));
    const { destinations, dependencies, template } = synthesized(app);
    expect(destinations('Service').map(({ repositoryName }) => repositoryName)).toEqual(names);
    expect(dependencies('Service.images.assets')).toEqual(['Repositories']);
    expect(imagesOf(template('Service')).map((image) => JSON.stringify(image).match(/\/(\w+):/)![1])).toEqual(names);
  });

  test('repositories in several stacks are all deployed before', () => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    run(service, built(repositoryIn(app, 'one', 'First')), 'One');
    run(service, built(repositoryIn(app, 'two', 'Second')), 'Two');
    const { dependencies } = synthesized(app);
    expect(dependencies('Service.images.assets')).toEqual(['First', 'Second']);
    expect(dependencies('Service').sort()).toEqual(['First', 'Second', 'Service.assets', 'Service.images.assets']);
  });

  test('one directory in two repositories is two assets, so that the CLI builds both: it finds a build that is shared by its tag alone', () => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    const directory = source();
    run(service, built(repositoryIn(app, 'one'), { directory }), 'One');
    run(service, built(repositoryIn(app, 'two'), { directory }), 'Two');
    const assets = Object.entries(synthesized(app).images('Service')!);
    expect(assets.map(([, { destinations }]) => Object.keys(destinations).length)).toEqual([1, 1]);
    expect(new Set(assets.map(([id]) => id.split('-')[0])).size).toBe(1);
  });

  test('one image in two regions is two assets', () => {
    const app = publishingApp();
    const directory = source();
    const ids = ['eu-west-1', 'us-east-1'].map((region) => {
      const env = { account: '111122223333', region };
      run(new Stack(app, `Service-${region}`, { env }), built(repositoryIn(app, 'api', `Repositories-${region}`, { env }), { directory }));
      return `Service-${region}`;
    });
    const { images, destinations } = synthesized(app);
    expect(new Set(ids.flatMap((id) => Object.keys(images(id)!))).size).toBe(2);
    expect(ids.map((id) => destinations(id)[0].region)).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('two containers with one image publish it once', () => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    const image = built(repositoryIn(app));
    const again = built(image.repository, { directory: source() });
    [image, image, again].forEach((each, index) => run(service, each, `Task${index}`));
    const { destinations, template } = synthesized(app);
    expect(destinations('Service')).toHaveLength(1);
    expect(new Set(imagesOf(template('Service')).map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test('one image in two stacks is one asset, whichever of them publishes it', () => {
    const { app, image } = minimal();
    run(new Stack(app, 'Worker'), image);
    const { images, dependencies } = synthesized(app);
    expect(images('Worker')).toEqual({ [Object.keys(images('Service')!)[0]]: expect.objectContaining({ destinations: Object.values(images('Service')!)[0].destinations }) });
    expect(dependencies('Worker').sort()).toEqual(['Repositories', 'Worker.assets', 'Worker.images.assets']);
    expect(dependencies('Worker.images.assets')).toEqual(['Repositories']);
  });

  test('one construct publishes several', () => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    const uris = ['one', 'two'].map((name) => built(repositoryIn(app, name)).publishWith(service));
    expect(service.node.children.map(({ node }) => node.id)).toEqual(['AssetImage', 'AssetImage2']);
    expect(service.resolve(uris[1])).toEqual({ 'Fn::Join': ['', [...URI_PREFIX, `/two:${SHA}`]] });
  });
});

describe('nested stacks and stages:', () => {
  test('the image of a nested stack is published by the stack that is deployed', () => {
    const app = publishingApp();
    const repository = repositoryIn(app);
    const service = new Stack(app, 'Service');
    run(new NestedStack(new NestedStack(service, 'Outer'), 'Inner'), built(repository));
    const { destinations, dependencies } = synthesized(app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, assumeRoleArn: ROLE }]);
    expect(dependencies('Service').sort()).toEqual(SERVICE);
  });

  test('the repository of a nested stack is deployed with the stack around it', () => {
    const app = publishingApp();
    const repository = new ImmutableRepository(new NestedStack(new Stack(app, 'Repositories'), 'Nested'), 'Repo', { repositoryName: 'api' });
    run(new Stack(app, 'Service'), built(repository));
    const { dependencies } = synthesized(app);
    expect(dependencies('Service.images.assets')).toEqual(['Repositories']);
  });

  test.each(['Prod', 'Prod/EuWest1'])('in stage %s', (path) => {
    const app = publishingApp();
    const stage = path.split('/').reduce<Construct>((scope, id) => new Stage(scope, id), app) as Stage;
    const repository = repositoryIn(stage);
    const service = new Stack(stage, 'Service');
    run(service, built(repository));
    app.synth();
    const { artifacts } = stage.synth().manifest;
    const [ours, theirs] = [service.artifactId, Stack.of(repository).artifactId];
    expect(artifacts![`${ours}.images.assets`].dependencies).toEqual([theirs]);
    expect(artifacts![ours].dependencies!.sort()).toEqual([theirs, `${ours}.assets`, `${ours}.images.assets`].sort());
  });

  test('one image in two stages goes to the repository of each', () => {
    const app = publishingApp();
    const directory = source();
    const stages = ['Dev', 'Prod'].map((id) => {
      const stage = new Stage(app, id);
      run(new Stack(stage, 'Service'), built(repositoryIn(stage), { directory }));
      return `assembly-${id}`;
    });
    const assembly = app.synth();
    expect(stages.map((id) => assembly.getNestedAssembly(id).artifacts.filter((each) => each.id.endsWith('.images.assets')).length)).toEqual([1, 1]);
  });
});

describe('the synthesizer that it wraps:', () => {
  /** A synthesizer as a company may have one: it is bound once, and deploys what it likes. */
  class OnceOnly extends StackSynthesizer {
    public addFileAsset(_: FileAssetSource): FileAssetLocation {
      throw new Error('no files');
    }

    public addDockerImageAsset(): DockerImageAssetLocation {
      throw new Error('no images');
    }

    public synthesize(session: ISynthesisSession): void {
      this.synthesizeTemplate(session);
      this.emitArtifact(session);
    }
  }

  test.each<[string, () => IStackSynthesizer, { role?: string; dependencies: string[] }]>([
    ['DefaultStackSynthesizer with a qualifier', () => new DefaultStackSynthesizer({ qualifier: 'shop' }), {
      role: ROLE.replace('hnb659fds', 'shop'), dependencies: SERVICE,
    }],
    ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer(), { dependencies: SERVICE }],
    ['BootstraplessSynthesizer', () => new BootstraplessSynthesizer(), { role: ROLE, dependencies: ['Repositories', 'Service.images.assets'] }],
    ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer(), { dependencies: ['Repositories', 'Service.images.assets'] }],
    ['one that is bound once', () => new OnceOnly(), { dependencies: ['Repositories', 'Service.images.assets'] }],
  ])('%s', (_, synthesizer, { role, dependencies }) => {
    const app = publishingApp();
    const repository = repositoryIn(app);
    run(new Stack(app, 'Service', { synthesizer: new GitShaStackSynthesizer({ synthesizer: synthesizer() }) }), built(repository));
    const assembly = synthesized(app);
    expect(assembly.destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, ...role === undefined ? {} : { assumeRoleArn: role } }]);
    expect(assembly.dependencies('Service').sort()).toEqual(dependencies);
    expect(policiesOf(assembly.template('Repositories')).map(({ Principal }) => Principal)).toEqual(role === undefined ? [] : [{ AWS: { 'Fn::Sub': role } }]);
  });

  test.each<[string, () => IStackSynthesizer]>([
    ['the default', () => new DefaultStackSynthesizer()],
    ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer()],
    ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer()],
  ])('%s publishes files and other images as it always does, for several stacks of an app', (_, synthesizer) => {
    const directory = source();
    const assemblies = [synthesizer(), new GitShaStackSynthesizer({ synthesizer: synthesizer() })].map((defaultStackSynthesizer) => {
      const app = publishingApp({ defaultStackSynthesizer: defaultStackSynthesizer as DefaultStackSynthesizer });
      for (const id of ['One', 'Two']) {
        const stack = new Stack(app, id);
        new s3assets.Asset(stack, 'File', { path: join(directory, 'Dockerfile') });
        new DockerImageAsset(stack, 'Image', { directory });
      }
      const { manifest, directory: folder } = app.synth();
      const manifests = ['One', 'Two'].flatMap((id) => manifest.artifacts![`${id}.assets`] ?? []).map(({ properties }) => (properties as { file: string }).file);
      return [manifest.artifacts, ...manifests.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf-8')))];
    });
    expect(assemblies[1]).toEqual(assemblies[0]);
  });

  test('by default each stack has a manifest of its own, as without a synthesizer of ours', () => {
    const [ours, theirs] = [publishingApp(), publishingApp({ defaultStackSynthesizer: undefined })].map((app) => {
      ['One', 'Two'].forEach((id) => new Stack(app, id));
      const { assets } = synthesized(app);
      return ['One', 'Two'].map((id) => assets(id));
    });
    expect(ours).toEqual(theirs);
  });

  test('its qualifier and roles are those of the stack', () => {
    const synthesizer = new GitShaStackSynthesizer({ synthesizer: new DefaultStackSynthesizer({ qualifier: 'shop' }) });
    const stack = new Stack(publishingApp(), 'Stack', { synthesizer, env: IRELAND });
    const { bootstrapQualifier, lookupRole, cloudFormationExecutionRole } = stack.synthesizer as GitShaStackSynthesizer;
    expect([bootstrapQualifier, lookupRole, cloudFormationExecutionRole]).toEqual([
      'shop', 'arn:${AWS::Partition}:iam::111122223333:role/cdk-shop-lookup-role-111122223333-eu-west-1',
      'arn:${AWS::Partition}:iam::111122223333:role/cdk-shop-cfn-exec-role-111122223333-eu-west-1',
    ]);
  });

  test('what a subclass overrides holds for each stack', () => {
    class Tagging extends GitShaStackSynthesizer {
      public override addFileAsset(asset: FileAssetSource): FileAssetLocation {
        return super.addFileAsset({ ...asset, displayName: 'ours' });
      }
    }
    const app = publishingApp({ defaultStackSynthesizer: new Tagging() });
    const stack = new Stack(app, 'Service');
    new s3assets.Asset(stack, 'File', { path: join(source(), 'Dockerfile') });
    const { assets } = synthesized(app);
    expect(Object.values(assets('Service').files).map((file) => (file as { displayName?: string }).displayName)).toContain('ours');
  });

  test('one that can be bound once serves one stack, which the CDK says', () => {
    const app = publishingApp({ defaultStackSynthesizer: new GitShaStackSynthesizer({ synthesizer: new OnceOnly() }) });
    new Stack(app, 'One');
    expect(() => new Stack(app, 'Two')).toThrow('A StackSynthesizer can only be used for one Stack: create a new instance to use with a different Stack');
  });

  test('all that a cloud assembly can be asked for, it can be asked for through ours', () => {
    const asked: unknown[] = [];
    class Asking extends OnceOnly {
      public override synthesize(session: ISynthesisSession): void {
        const { assembly } = session;
        assembly.addMissing({ key: 'k', provider: ContextProvider.VPC_PROVIDER, props: { account: '1', region: 'r', filter: {} } });
        asked.push(assembly.outdir, assembly.assetOutdir);
        super.synthesize(session);
      }
    }
    const app = publishingApp();
    run(new Stack(app, 'Service', { synthesizer: new GitShaStackSynthesizer({ synthesizer: new Asking() }) }), built(repositoryIn(app)));
    const { manifest, directory } = app.synth();
    expect(asked).toEqual([directory, directory]);
    expect(manifest.missing!.map(({ key }) => key)).toEqual(['k']);
  });
});

describe('environments:', () => {
  const FRANKFURT = { ...IRELAND, region: 'eu-central-1' };
  const OTHER = { account: '444455556666', region: 'eu-west-1' };
  const roleOf = ({ account, region }: typeof IRELAND) => `arn:\${AWS::Partition}:iam::${account}:role/cdk-hnb659fds-image-publishing-role-${account}-${region}`;

  test.each<[string, typeof IRELAND]>([['the same', IRELAND], ['another region', FRANKFURT], ['another account', OTHER]])('a repository in %s as its service', (_, env) => {
    const app = publishingApp();
    run(new Stack(app, 'Service', { env: IRELAND }), built(repositoryIn(app, 'api', 'Repositories', { env })));
    const { destinations, template } = synthesized(app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, region: env.region, assumeRoleArn: roleOf(env) }]);
    expect(imagesOf(template('Service'))).toEqual([
      { 'Fn::Join': ['', [`${env.account}.dkr.ecr.${env.region}.`, { Ref: 'AWS::URLSuffix' }, `/api:${SHA}`]] },
    ]);
    expect(pullableIn(template('Service'))).toEqual([
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ecr:${env.region}:${env.account}:repository/api`]] },
    ]);
    const principals = policiesOf(template('Repositories')).map(({ Principal }) => Principal);
    expect(principals).toContainEqual({ AWS: { 'Fn::Sub': roleOf(env) } });
    expect(JSON.stringify([template('Service').toJSON(), template('Repositories').toJSON()])).not.toMatch(/ImportValue|"Export"|CrossRegion/);
  });

  test('the repository of another account lets the task of the service pull', () => {
    const app = publishingApp();
    run(new Stack(app, 'Service', { env: IRELAND }), built(repositoryIn(app, 'api', 'Repositories', { env: OTHER })));
    const pulling = policiesOf(synthesized(app).template('Repositories')).filter(({ Action }) => (Action as string[]).includes('ecr:GetDownloadUrlForLayer'));
    expect(pulling).toEqual([expect.objectContaining({
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
      Condition: { StringEquals: { 'aws:PrincipalTag/aws-cdk:id': expect.any(String) } },
    })]);
  });

  test('regions may refer to each other', () => {
    const app = publishingApp();
    const repository = repositoryIn(app, 'api', 'Repositories', { env: FRANKFURT, crossRegionReferences: true });
    run(new Stack(app, 'Service', { env: IRELAND, crossRegionReferences: true }), built(repository));
    expect(JSON.stringify(synthesized(app).template('Repositories').toJSON())).not.toContain('CrossRegion');
  });

  test.each<[string, (stack: Stack) => ecr.IRepository, typeof IRELAND]>([
    ['by its name', (stack) => ecr.Repository.fromRepositoryName(stack, 'Imported', 'api'), IRELAND],
    ['by an ARN', (stack) => ecr.Repository.fromRepositoryArn(stack, 'Imported', 'arn:aws:ecr:eu-west-1:444455556666:repository/api'), OTHER],
    ['by an ARN beside its name', (stack) => ecr.Repository.fromRepositoryAttributes(stack, 'Imported', {
      repositoryName: 'api', repositoryArn: 'arn:aws:ecr:eu-west-1:444455556666:repository/api',
    }), OTHER],
  ])('a repository that is imported %s is published to where it is, waits for nothing and grants nothing', (_, imported, env) => {
    const app = publishingApp();
    const service = new Stack(app, 'Service', { env: IRELAND });
    const repository = imported(service);
    run(service, built(repository));
    const { destinations, template, dependencies } = synthesized(app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, region: env.region, assumeRoleArn: roleOf(env) }]);
    expect(JSON.stringify(imagesOf(template('Service')))).toContain(`${env.account}.dkr.ecr.${env.region}.`);
    expect(JSON.stringify(pullableIn(template('Service')))).toContain(`:ecr:${env.region}:${env.account}:repository/api`);
    expect([dependencies('Service'), dependencies('Service.images.assets')]).toEqual([['Service.assets', 'Service.images.assets'], []]);
    template('Service').resourceCountIs('AWS::ECR::RepositoryPolicy', 0);
    expect(service.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:warning'))).toEqual([]);
  });

  test('one that is imported into a stack that is deployed anywhere', () => {
    const app = publishingApp();
    const service = new Stack(app, 'Service');
    run(service, built(ecr.Repository.fromRepositoryName(service, 'Imported', 'api')));
    const { destinations, template } = synthesized(app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, assumeRoleArn: ROLE }]);
    expect(imagesOf(template('Service'))).toEqual([{ 'Fn::Join': ['', [...URI_PREFIX, `/api:${SHA}`]] }]);
  });

  test('accounts whose images are published without a role have assets of their own', () => {
    const app = publishingApp({ defaultStackSynthesizer: new GitShaStackSynthesizer({ synthesizer: new CliCredentialsStackSynthesizer() }) });
    const directory = source();
    const ids = [IRELAND, OTHER].map((env) => {
      const service = new Stack(app, `Service${env.account}`, { env });
      run(service, built(ecr.Repository.fromRepositoryName(service, 'Imported', 'api'), { directory }));
      return service.artifactId;
    });
    const { images } = synthesized(app);
    expect(new Set(ids.flatMap((id) => Object.keys(images(id)!))).size).toBe(2);
  });

  function pullableIn(template: Template): unknown[] {
    return Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action.includes('ecr:GetDownloadUrlForLayer')).map(({ Resource }) => Resource);
  }
});

describe('the repository lets the role publish:', () => {
  const ACTIONS = [
    'ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage',
  ];

  test('by one statement, however many images there are', () => {
    const { app, repository } = minimal();
    const more = new Stack(app, 'More');
    [SHA, SHA.replace('3', '4'), SHA.replace('3', '5')].forEach((sha) => run(more, built(repository, { sha }), sha));
    expect(policiesOf(synthesized(app).template('Repositories'))).toEqual([{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': ROLE } }, Action: ACTIONS }]);
  });

  test.each<[string, object, string]>([
    ['a role of the user\'s', { imagePublishingRoleArn: 'arn:aws:iam::111122223333:role/pusher' }, 'arn:aws:iam::111122223333:role/pusher'],
    ['placeholders', { imagePublishingRoleArn: 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/\${Qualifier}-\${AWS::Region}' }, 'arn:\${AWS::Partition}:iam::111122223333:role/hnb659fds-eu-west-1'],
  ])('%s', (_, props, role) => {
    const app = publishingApp({ defaultStackSynthesizer: new GitShaStackSynthesizer({ ...props, imagePublishingExternalId: 'id' }) });
    run(new Stack(app, 'Service', { env: IRELAND }), built(repositoryIn(app, 'api', 'Repositories', { env: IRELAND })));
    const { destinations, template } = synthesized(app);
    expect(destinations('Service')).toEqual([{ repositoryName: 'api', imageTag: SHA, region: 'eu-west-1', assumeRoleArn: role, assumeRoleExternalId: 'id' }]);
    expect(policiesOf(template('Repositories')).map(({ Principal }) => Principal)).toEqual([{ AWS: role.includes('$') ? { 'Fn::Sub': role } : role }]);
  });

  test('a role whose name only the deployment knows is refused', () => {
    expect(() => new GitShaStackSynthesizer({ imagePublishingRoleArn: `arn:${Aws.PARTITION}:iam::111122223333:role/pusher` })).toThrow(
      'GitShaStackSynthesizer: imagePublishingRoleArn has a token, but cdk deploy assumes the role before anything is deployed: '
      + 'write ${AWS::Partition}, ${AWS::AccountId} or ${AWS::Region} for what differs between environments');
  });

  test.each<[string, object, string]>([
    ['anywhere', {}, ROLE],
    ['in an environment', { env: IRELAND }, ROLE.replace(/\$\{AWS::AccountId\}/g, IRELAND.account).replace('${AWS::Region}', IRELAND.region)],
    ['with a qualifier', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'shop' }) }, ROLE.replace('hnb659fds', 'shop')],
  ])('grantPublish() of a repository %s', (_, props, role) => {
    const app = publishingApp();
    const grant = repositoryIn(app, 'api', 'Repositories', props).grantPublish();
    expect(grant.success).toBe(true);
    expect(policiesOf(synthesized(app).template('Repositories'))).toEqual([{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': role } }, Action: ACTIONS }]);
  });

  test('grantPublish(role) gives the same to a role', () => {
    const app = publishingApp();
    const repository = repositoryIn(app);
    repository.grantPublish(new iam.Role(Stack.of(repository), 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    const template = synthesized(app).template('Repositories');
    expect(policiesOf(template)).toEqual([]);
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ACTIONS, Resource: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } }] } });
  });
});

describe('CDK Pipelines:', () => {
  function pipelineWith(stage: (scope: Construct) => Stage): { stack: Stack; stage: Stage; app: App } {
    const app = publishingApp();
    const stack = new Stack(app, 'Pipeline', { env: IRELAND });
    const input = pipelines.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:aws:codestar-connections:eu-west-1:111122223333:connection/c' });
    const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { synth: new pipelines.ShellStep('Synth', { input, commands: ['npx cdk synth'] }) });
    const made = stage(stack);
    pipeline.addStage(made);
    return { stack, stage: made, app };
  }

  const warnings = (scope: IConstruct) => scope.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => `${node.path}: ${data}`));

  test('a stage that makes the repository is published by the stage Assets, and a warning says that this comes first', () => {
    const { app, stack, stage } = pipelineWith((scope) => {
      const each = new Stage(scope, 'Prod', { env: IRELAND });
      run(new Stack(each, 'Service'), built(repositoryIn(each)));
      return each;
    });
    const projects = JSON.stringify(Object.values(synthesized(app).template('Pipeline').findResources('AWS::CodeBuild::Project')));
    expect(projects).toMatch(/cdk-assets --path [^ ]*\.images\.assets\.json[^ ]* --verbose publish /);
    expect(warnings(stage)).toEqual([expect.stringContaining('Pipeline/Prod/Service/Task/app: CDK Pipelines publishes all images of a stage before it deploys a stack, '
      + 'so that the first run finds no repository "Pipeline/Prod/Repositories/api": deploy its stack once before, or keep the repository outside of the pipeline '
      + 'and import it with ecr.Repository.fromRepositoryName. [ack: cdk-safe-containers:pipelinePublishesFirst]')]);
    expect(warnings(stack).filter((warning) => warning.includes('pipelinePublishesFirst'))).toHaveLength(1);
  });

  test('a stage that imports it has no warning', () => {
    const { app, stage } = pipelineWith((scope) => {
      const each = new Stage(scope, 'Prod', { env: IRELAND });
      const service = new Stack(each, 'Service');
      run(service, built(ecr.Repository.fromRepositoryName(service, 'Imported', 'api')));
      return each;
    });
    app.synth();
    expect(warnings(stage)).toEqual([]);
  });

  test('a stage of an app has none either', () => {
    const app = publishingApp();
    const stage = new Stage(app, 'Prod');
    run(new Stack(stage, 'Service'), built(repositoryIn(stage)));
    expect(warnings(app)).toEqual([]);
  });
});
