import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Aws, CfnParameter, DefaultStackSynthesizer, Fn, NestedStack, PhysicalName, Stack, StackProps, Stage } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Size } from 'aws-cdk-lib/core';
import { Files, checkout, clone, commit, git, newFolder, onDevelopersMachine, write } from './checkout';
import { IRELAND, SHA, built, imagesOf, publishingApp, repositoryIn, run, source, synthesized } from './published';
import { GitRevisionSource, GitShaImage, GitShaImageFromDirectoryOptions, ImmutableRepository, SafeFargateService } from '../../src';
import { judgedApp, synthReports } from '../pack/synthesis';

onDevelopersMachine();

const DIRTY = /^([0-9a-f]{40})-dirty-([0-9a-f]{8})$/;
const CONTEXT = { 'cdk-safe-containers:gitSha': SHA };

function clusterIn(stack: Stack): ecs.ICluster {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  return ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc });
}

describe('an image that CI pushed:', () => {
  test.each<[string, (repository: ecr.IRepository) => GitShaImage, object, GitRevisionSource]>([
    ['sha', (repository) => GitShaImage.fromRepository(repository, { sha: SHA.toUpperCase() }), {}, GitRevisionSource.EXPLICIT],
    ['the context', (repository) => GitShaImage.fromRepository(repository), CONTEXT, GitRevisionSource.CONTEXT],
  ])('%s says its tag', (_, image, context, origin) => {
    const stack = new Stack(new App({ context }), 'Stack');
    const { tag, revision } = image(new ImmutableRepository(stack, 'Repo'));
    expect([tag, revision.sha, revision.source]).toEqual([SHA, SHA, origin]);
  });

  test('its tag is HEAD, or the last commit of its directory', () => {
    const folder = checkout({ 'api/Dockerfile': 'FROM scratch\n' });
    const [first, head] = [git(folder, 'rev-parse', 'HEAD').trim(), commit(folder, { 'web/Dockerfile': 'FROM scratch\n' })];
    const repository = new ImmutableRepository(new Stack(new App(), 'Stack'), 'Repo');
    const directory = join(folder, 'api');
    expect(GitShaImage.fromRepository(repository, { directory }).tag).toBe(first);
    expect(GitShaImage.fromRepository(repository, { directory, head: true }).tag).toBe(head);
    const here = process.cwd();
    try {
      process.chdir(directory);
      expect(GitShaImage.fromRepository(repository).tag).toBe(head);
    } finally {
      process.chdir(here);
    }
  });

  test('uncommitted code has no part in it', () => {
    const folder = checkout({ Dockerfile: 'FROM scratch\n' });
    write(folder, { Dockerfile: 'FROM alpine\n' });
    const repository = new ImmutableRepository(new Stack(new App(), 'Stack'), 'Repo');
    expect(GitShaImage.fromRepository(repository, { directory: folder }).tag).toBe(git(folder, 'rev-parse', 'HEAD').trim());
  });

  test('a container runs it, whose task may pull it, in a stack with any synthesizer', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    run(stack, GitShaImage.fromRepository(new ImmutableRepository(stack, 'Repo'), { sha: SHA }));
    const { template } = synthesized(app);
    expect(JSON.stringify(imagesOf(template('Stack')))).toMatch(new RegExp(`"/",\\{"Ref":"Repo\\w+"\\},":${SHA}"`));
    template('Stack').hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: Match.arrayWith(['ecr:BatchGetImage']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Repo'), 'Arn'] } }, Match.anyValue()] },
    });
  });

  test('a repository of another stack is called by its name, if it has one, and is deployed first', () => {
    const app = new App();
    const service = new Stack(app, 'Service');
    run(service, GitShaImage.fromRepository(repositoryIn(app), { sha: SHA }));
    const { template, dependencies } = synthesized(app);
    expect(JSON.stringify(imagesOf(template('Service')))).toContain(`/api:${SHA}"`);
    expect(JSON.stringify(template('Service').toJSON())).not.toContain('ImportValue');
    expect(template('Repositories').toJSON().Outputs).toBeUndefined();
    expect(dependencies('Service')).toContain('Repositories');
  });

  test('a repository of another stage is called by its name, and was deployed before CI pushed to it', () => {
    const app = new App();
    const stage = new Stage(app, 'Prod');
    run(new Stack(stage, 'Service'), GitShaImage.fromRepository(repositoryIn(app), { sha: SHA }));
    const [{ template, dependencies }] = app.synth().getNestedAssembly('assembly-Prod').stacks;
    expect(JSON.stringify(template)).toContain(`/api:${SHA}"`);
    expect(dependencies.map(({ id }) => id)).not.toContain('Repositories');
  });

  test('a repository of another stage without a name is refused', () => {
    const app = new App();
    const image = GitShaImage.fromRepository(new ImmutableRepository(new Stack(app, 'Repositories'), 'Repo'), { sha: SHA });
    expect(() => run(new Stack(new Stage(app, 'Prod'), 'Service'), image)).toThrow(
      'Prod/Service/Task/app: repository "Repositories/Repo" is in another stage than stack "Prod/Service", which can only know it by a name that cdk synth knows: '
      + "give the repository a name of its own, as in repositoryName: 'api'",
    );
  });

  test.each<[string, (app: App) => ecr.IRepository, StackProps]>([
    ['without a name', (app) => new ImmutableRepository(new Stack(app, 'Repositories'), 'Repo'), {}],
    ['in another region', (app) => repositoryIn(app, 'api', 'Repositories', { env: { ...IRELAND, region: 'eu-west-3' } }), { env: IRELAND }],
  ])('a repository %s is referred to as the CDK does', (_, repositoryOf, props) => {
    const app = new App();
    const repository = repositoryOf(app);
    const service = new Stack(app, 'Service', props);
    const uri = GitShaImage.fromRepository(repository, { sha: SHA }).publishWith(service);
    expect(service.resolve(uri)).toEqual(service.resolve(repository.repositoryUriForTag(SHA)));
    expect(service.node.children).toEqual([]);
  });

  test('SafeFargateService takes its repository', () => {
    const app = new App({ context: CONTEXT });
    const stack = new Stack(app, 'Stack');
    new SafeFargateService(stack, 'Service', { cluster: clusterIn(stack), repository: new ImmutableRepository(stack, 'Repo') });
    expect(JSON.stringify(imagesOf(synthesized(app).template('Stack')))).toContain(`:${SHA}"`);
  });

  test('publishWith has nothing to publish', () => {
    const stack = new Stack(new App(), 'Stack');
    const image = GitShaImage.fromRepository(ecr.Repository.fromRepositoryName(stack, 'Repo', 'api'), { sha: SHA });
    expect(JSON.stringify(stack.resolve(image.publishWith(stack)))).toContain(`/api:${SHA}`);
    expect(stack.node.children.map(({ node }) => node.id)).toEqual(['Repo']);
  });
});

describe('what else runs it:', () => {
  test.each<[string, (repository: ecr.IRepository) => GitShaImage]>([
    ['that CI pushed', (repository) => GitShaImage.fromRepository(repository, { sha: SHA })],
    ['that is built', (repository) => built(repository)],
  ])('a function of AWS Lambda, an image %s', (_, imageOf) => {
    const app = publishingApp();
    const image = imageOf(repositoryIn(app));
    const service = new Stack(app, 'Service');
    image.publishWith(service);
    new lambda.DockerImageFunction(service, 'Function', { code: lambda.DockerImageCode.fromEcr(image.repository, { tagOrDigest: image.tag }) });
    const { template } = synthesized(app);
    const [{ Properties }] = Object.values(template('Service').findResources('AWS::Lambda::Function'));
    expect(JSON.stringify(Properties.Code.ImageUri)).toContain(`:${SHA}"`);
  });

  test('a job of AWS Batch', () => {
    const app = publishingApp();
    const image = built(repositoryIn(app));
    const service = new Stack(app, 'Service');
    new batch.EcsJobDefinition(service, 'Job', {
      container: new batch.EcsFargateContainerDefinition(service, 'Container', { image, cpu: 1, memory: Size.mebibytes(2048) }),
    });
    const { template, destinations, dependencies } = synthesized(app);
    const [{ Properties }] = Object.values(template('Service').findResources('AWS::Batch::JobDefinition'));
    expect(JSON.stringify(Properties.ContainerProperties.Image)).toContain(`/api:${SHA}"`);
    expect(destinations('Service')).toHaveLength(1);
    expect(dependencies('Service').sort()).toEqual(['Repositories', 'Service.assets', 'Service.images.assets']);
    template('Service').hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecr:GetDownloadUrlForLayer']) })]) },
    });
  });
});

test('an image that is published by nobody is warned of, once it is certain', () => {
  const app = publishingApp();
  const directory = source();
  const warningsOf = ({ node }: ecr.IRepository) => node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data);
  const [forgotten, used] = [repositoryIn(app, 'forgotten'), repositoryIn(app, 'used')];
  built(forgotten, { directory });
  const image = built(used, { directory });
  run(new Stack(app, 'Service'), image);
  const { directory: assembly } = app.synth();
  expect(warningsOf(forgotten)).toEqual([`The image of "${directory}" is built and published by nobody: `
    + 'give it to a container, or call publishWith(this) where something else names its repository and tag. [ack: cdk-safe-containers:unpublishedImage]']);
  expect(warningsOf(used)).toEqual([]);
  expect(readFileSync(join(assembly, 'Repositories.metadata.json'), 'utf-8')).toContain('published by nobody');
});

describe('uncommitted code:', () => {
  const FILES: Files = { 'api/Dockerfile': 'FROM scratch\nCOPY . .\n', 'api/main.ts': '1', 'lib/lib.ts': '1' };

  /** The tag that a change of a checkout gets, with options. */
  function tagOf(folder: string, options: Partial<GitShaImageFromDirectoryOptions> = {}, app = publishingApp()): string {
    return GitShaImage.fromDirectory(join(folder, 'api'), { repository: repositoryIn(app), ...options }).tag;
  }

  function hashOf(...args: Parameters<typeof tagOf>): string {
    return DIRTY.exec(tagOf(...args))![2];
  }

  /** Writes into a checkout, and returns it. */
  function changed(files: Files = { 'api/main.ts': '2' }, base = FILES): string {
    return write(checkout(base), files);
  }

  test('the tag is the SHA, and with a change <sha>-dirty-<hash>', () => {
    const folder = checkout(FILES);
    const sha = git(folder, 'rev-parse', 'HEAD').trim();
    expect(tagOf(folder)).toBe(sha);
    expect(DIRTY.exec(tagOf(write(folder, { 'api/main.ts': '2' })))![1]).toBe(sha);
    expect(tagOf(folder, { sha: SHA })).toBe(SHA);
  });

  test('a change elsewhere has no part in it', () => {
    expect(tagOf(changed({ 'web/main.ts': '1' }))).toMatch(/^[0-9a-f]{40}$/);
  });

  const BASE = { buildArgs: { A: '1' }, buildContexts: { base: 'docker-image://alpine:3.21' } };
  test.each<[string, Files, Partial<GitShaImageFromDirectoryOptions>]>([
    ['the changed file', { 'api/main.ts': '3' }, BASE],
    ['a new file', { 'api/new.ts': '' }, BASE],
    ['the Dockerfile', { 'api/Dockerfile': 'FROM alpine\n' }, BASE],
    ['a build argument', {}, { ...BASE, buildArgs: { A: '2' } }],
    ['the target', {}, { ...BASE, target: 'build' }],
    ['the platform', {}, { ...BASE, platform: Platform.LINUX_ARM64 }],
    ['the image that is a build context', {}, { ...BASE, buildContexts: { base: 'docker-image://alpine:3.22' } }],
    ['extraHash', {}, { ...BASE, extraHash: 'x' }],
    ['the outputs', {}, { ...BASE, outputs: ['type=docker'] }],
  ])('its hash changes with %s', (_, files, options) => {
    const folder = changed();
    const before = hashOf(folder, BASE);
    expect(hashOf(write(folder, files), options)).not.toBe(before);
  });

  test.each<[string, Partial<GitShaImageFromDirectoryOptions>]>([
    ['a build context outside of the directory', { buildContexts: { lib: '../lib' } }],
    ['an additional input', { additionalInputs: ['../lib'] }],
    ['a file that is an additional input', { additionalInputs: ['../lib/lib.ts'] }],
    ['a Dockerfile outside of the directory', { file: '../lib/lib.ts' }],
  ])('its hash changes with %s', (_, options) => {
    const folder = changed({ 'lib/lib.ts': '2' });
    const before = hashOf(folder, options);
    expect(hashOf(write(folder, { 'lib/lib.ts': '3' }), options)).not.toBe(before);
  });

  test.each<[string, string]>([['all', '*\n!main.ts\n'], ['the Dockerfile', 'Dockerfile\n']])('its hash changes with the Dockerfile, where .dockerignore names %s', (_, ignored) => {
    const folder = changed({ 'api/Dockerfile': 'FROM alpine:3.21\n' }, { ...FILES, 'api/.dockerignore': ignored });
    const before = hashOf(folder);
    expect(hashOf(write(folder, { 'api/Dockerfile': 'FROM alpine:3.22\n' }))).not.toBe(before);
  });

  test.each<[string, Files, Partial<GitShaImageFromDirectoryOptions>]>([
    ['.dockerignore', { 'api/.dockerignore': 'notes\n' }, {}],
    ['exclude', {}, { exclude: ['notes'] }],
  ])('its hash does not change with what %s leaves out', (_, files, options) => {
    const folder = changed({ ...files, 'api/main.ts': '2', 'api/notes': '1' });
    const before = hashOf(folder, options);
    expect(hashOf(write(folder, { 'api/notes': '2' }), options)).toBe(before);
  });

  test('its hash is the same in two clones with the same change', () => {
    const folder = checkout(FILES);
    const tags = [folder, clone(folder)].map((each) => {
      write(each, { 'api/main.ts': '2', 'lib/lib.ts': '2' });
      return tagOf(each, { buildContexts: { lib: join(each, 'lib') }, file: 'Dockerfile', additionalInputs: [join(each, 'lib')] });
    });
    expect(tags[0]).toMatch(DIRTY);
    expect(tags[1]).toBe(tags[0]);
  });

  test.each<[string, Partial<GitShaImageFromDirectoryOptions>, string]>([
    ['the directory', {}, 'api/cdk.out'],
    ['a build context', { buildContexts: { root: '..' } }, 'cdk.out'],
  ])('what the CDK wrote into %s has no part in it', (_, options, outdir) => {
    const folder = changed();
    const tag = () => {
      const app = publishingApp({ outdir: join(folder, outdir) });
      const { tag: result } = GitShaImage.fromDirectory(join(folder, 'api'), { repository: repositoryIn(new Stage(app, 'Prod')), ...options });
      app.synth();
      return result;
    };
    const before = tag();
    expect(existsSync(join(folder, outdir, 'manifest.json'))).toBe(true);
    write(folder, { [`${outdir}/more`]: '1', [`${outdir}/assembly-Prod/more`]: '1' });
    expect(tag()).toBe(before);
  });

  test('allowUncommitted: false refuses it', () => {
    const folder = changed();
    const directory = join(folder, 'api');
    expect(() => tagOf(folder, { allowUncommitted: false })).toThrow(
      `Repositories/api: "${directory}" has changes that no commit has, and allowUncommitted is false: `
      + `commit what git status "${directory}" shows, let .gitignore name what the build writes, or say allowUncommitted: true for a tag with -dirty`);
  });

  test('a CI system refuses it, unless it is allowed', () => {
    process.env.GITHUB_ACTIONS = 'true';
    const folder = changed();
    const directory = join(folder, 'api');
    expect(() => tagOf(folder)).toThrow(
      `Repositories/api: "${directory}" has changes that no commit has, and GitHub Actions builds it: `
      + `commit what git status "${directory}" shows, let .gitignore name what the build writes, or say allowUncommitted: true for a tag with -dirty`);
    expect(tagOf(folder, { allowUncommitted: true })).toMatch(DIRTY);
    expect(tagOf(checkout(FILES), { allowUncommitted: false })).toMatch(/^[0-9a-f]{40}$/);
  });

  test('the pack warns of it, and finds the Dockerfile of the image', () => {
    const folder = changed({ 'api/Dockerfile': 'FROM alpine:latest\nUSER app\nCMD ["a"]\n' });
    const app = judgedApp(publishingApp({ context: { '@aws-cdk/core:failSynthOnValidationErrors': false } }));
    const image = GitShaImage.fromDirectory(join(folder, 'api'), { repository: repositoryIn(app) });
    run(new Stack(app, 'Service'), image);
    const found = synthReports(app).flatMap(({ violations }) => violations).map(({ ruleName, description }) => [ruleName, description]);
    expect(found).toContainEqual([expect.stringContaining('ImageUncommittedBuild'), expect.stringContaining(`its tag "${image.tag}" says that it was built from code that no commit has.`)]);
    expect(found.filter(([, description]) => description.includes('Dockerfile:1 '))).not.toEqual([]);
  });
});

describe('an image is refused', () => {
  const USE = "give the repository a name of its own, as in repositoryName: 'api'";

  test.each<[string, (app: App) => void, string]>([
    ['where its own stack makes the repository', (app) => {
      const stack = new Stack(app, 'Service');
      run(stack, built(new ImmutableRepository(stack, 'Repo', { repositoryName: 'api' })));
    }, 'Service/Task/app: its image is published before stack "Service" is deployed, but that stack makes the repository "Service/Repo": '
    + "move the repository to a stack of its own, as in new ImmutableRepository(new Stack(app, 'Repositories'), 'Api', { repositoryName: 'api' })"],
    ['where a nested stack of it makes the repository', (app) => {
      const stack = new Stack(app, 'Service');
      run(stack, built(new ImmutableRepository(new NestedStack(stack, 'Nested'), 'Repo', { repositoryName: 'api' })));
    }, 'Service/Task/app: its image is published before stack "Service" is deployed, but that stack makes the repository "Service/Nested/Repo": '
    + "move the repository to a stack of its own, as in new ImmutableRepository(new Stack(app, 'Repositories'), 'Api', { repositoryName: 'api' })"],
    ['in a nested stack of the stack that makes the repository', (app) => {
      const stack = new Stack(app, 'Service');
      run(new NestedStack(stack, 'Nested'), built(new ImmutableRepository(stack, 'Repo', { repositoryName: 'api' })));
    }, 'Service/Nested/Task/app: its image is published before stack "Service" is deployed, but that stack makes the repository "Service/Repo": '
    + "move the repository to a stack of its own, as in new ImmutableRepository(new Stack(app, 'Repositories'), 'Api', { repositoryName: 'api' })"],
    ...(['nothing', 'a parameter', 'the CDK', 'an import'] as const).map((name): [string, (app: App) => void, string] => [
      `where ${name} names the repository`, (app) => {
        const stack = new Stack(app, 'Repositories');
        const repositoryName = {
          'nothing': () => undefined,
          'a parameter': () => new CfnParameter(stack, 'Name').valueAsString,
          'the CDK': () => PhysicalName.GENERATE_IF_NEEDED,
          'an import': () => Fn.importValue('name'),
        }[name]();
        run(new Stack(app, 'Service'), built(name === 'an import'
          ? ecr.Repository.fromRepositoryName(stack, 'Repo', repositoryName!) : new ImmutableRepository(stack, 'Repo', { repositoryName })));
      }, `Service/Task/app: repository "Repositories/Repo" gets its name when it is deployed, but an image is published to a name that cdk synth knows: ${USE}`,
    ]),
    ['where another stage makes the repository', (app) => {
      run(new Stack(new Stage(app, 'Prod'), 'Service'), built(repositoryIn(new Stage(app, 'Base'))));
    }, 'Prod/Service/Task/app: repository "Base/Repositories/api" is in another stage, and nothing says that it is deployed before stack "Prod/Service": '
    + 'make it in the same stage, or deploy it first and import it with ecr.Repository.fromRepositoryName'],
    ['where the app around its stage makes the repository', (app) => {
      run(new Stack(new Stage(app, 'Prod'), 'Service'), built(repositoryIn(app)));
    }, 'Prod/Service/Task/app: repository "Repositories/api" is in another stage, and nothing says that it is deployed before stack "Prod/Service": '
    + 'make it in the same stage, or deploy it first and import it with ecr.Repository.fromRepositoryName'],
    ['where only the repository has an environment', (app) => {
      run(new Stack(app, 'Service'), built(repositoryIn(app, 'api', 'Repositories', { env: IRELAND })));
    }, 'Service/Task/app: repository "Repositories/api" is in account 111122223333, but the account of stack "Service" is not known: '
    + "give the stack an environment, as in new Stack(app, 'Service', { env: { account: '111122223333', region: 'eu-west-1' } })"],
    ['where only the repository has a region', (app) => {
      run(new Stack(app, 'Service'), built(repositoryIn(app, 'api', 'Repositories', { env: { region: 'eu-west-1' } })));
    }, 'Service/Task/app: repository "Repositories/api" is in region eu-west-1, but the region of stack "Service" is not known: '
    + "give the stack an environment, as in new Stack(app, 'Service', { env: { account: '111122223333', region: 'eu-west-1' } })"],
    ['where only its stack has an environment', (app) => {
      run(new Stack(app, 'Service', { env: IRELAND }), built(repositoryIn(app)));
    }, 'Service/Task/app: the account of repository "Repositories/api" is not known, so that its image cannot be published: '
    + 'give its stack an environment, as stack "Service" has one, or import it by an ARN that says it'],
    ['where only its stack has a region', (app) => {
      run(new Stack(app, 'Service', { env: { region: 'eu-west-1' } }), built(repositoryIn(app)));
    }, 'Service/Task/app: the region of repository "Repositories/api" is not known, so that its image cannot be published: '
    + 'give its stack an environment, as stack "Service" has one, or import it by an ARN that says it'],
    ...([{}, { env: IRELAND }]).map((props): [string, (app: App) => void, string] => [
      `where only the deployment knows the ARN of the repository${'env' in props ? ', in an environment' : ''}`, (app) => {
        const stack = new Stack(app, 'Service', props);
        run(stack, built(ecr.Repository.fromRepositoryAttributes(stack, 'Repo', { repositoryName: 'api', repositoryArn: Fn.importValue('arn') })));
      }, 'Service/Task/app: the account of repository "Service/Repo" is not known, so that its image cannot be published: '
      + 'import it by an ARN that says it, or with ecr.Repository.fromRepositoryName where it is in the environment of stack "Service"',
    ]),
    ['in a stack whose synthesizer is not ours', (app) => {
      run(new Stack(app, 'Service', { synthesizer: new DefaultStackSynthesizer() }), built(repositoryIn(app)));
    }, 'Service/Task/app: stack "Service" publishes images to the repository of cdk bootstrap only: '
    + 'give it synthesizer: new GitShaStackSynthesizer(), or all stacks defaultStackSynthesizer: new GitShaStackSynthesizer() of the app'],
    ['where another has its tag in its repository', (app) => {
      const repository = repositoryIn(app);
      run(new Stack(app, 'Service'), built(repository));
      run(new Stack(app, 'Worker'), built(repository, { directory: source('FROM alpine\n') }));
    }, `Worker/Task/app: its image is another one than that of "Service/Task/app", but both would be api:${SHA}: give each its own repository`],
    ['where another has its tag in its repository, by another build argument', (app) => {
      const repository = repositoryIn(app);
      const directory = source();
      ['One', 'Two'].forEach((id) => run(new Stack(app, id), built(repository, { directory, buildArgs: { ID: id } })));
    }, `Two/Task/app: its image is another one than that of "One/Task/app", but both would be api:${SHA}: give each its own repository`],
  ])('%s', (_, make, message) => {
    const app = publishingApp();
    expect(messageOf(() => make(app))).toBe(message);
  });

  test('where there is no directory', () => {
    const repository = repositoryIn(publishingApp());
    const directory = join(newFolder(), 'none');
    expect(messageOf(() => GitShaImage.fromDirectory(directory, { repository }))).toBe(`Repositories/api: "${directory}" is no directory: name the one that the image is built from`);
  });

  test('where there is no build context', () => {
    const app = publishingApp();
    const directory = source();
    expect(messageOf(() => built(repositoryIn(app), { directory, buildContexts: { lib: '../lib' } })))
      .toBe(`Repositories/api: buildContexts has "../lib", which does not exist at "${join(directory, '../lib')}"`);
  });

  test('by the CDK, where there is no Dockerfile', () => {
    const app = publishingApp();
    const directory = join(checkout({ 'api/main.ts': '' }), 'api');
    expect(messageOf(() => run(new Stack(app, 'Service'), GitShaImage.fromDirectory(directory, { repository: repositoryIn(app) }))))
      .toContain(`Cannot find file at ${join(directory, 'Dockerfile')}`);
  });

  test('where there is no Dockerfile elsewhere', () => {
    const directory = join(checkout({ 'api/main.ts': '' }), 'api');
    expect(messageOf(() => GitShaImage.fromDirectory(directory, { repository: repositoryIn(publishingApp()), file: '../Dockerfile' })))
      .toBe(`Repositories/api: file has "../Dockerfile", which does not exist at "${join(directory, '../Dockerfile')}"`);
  });

  test('by the CDK, where a build argument is known to the deployment alone', () => {
    const app = publishingApp();
    expect(messageOf(() => run(new Stack(app, 'Service'), built(repositoryIn(app), { buildArgs: { REGION: Aws.REGION } })))).toContain('Cannot use tokens in keys or values of "buildArgs"');
  });

  /** What fails leaves nothing behind: an image that is tried again is refused again, or published. */
  test('an image of the CDK in the same stack goes where it always goes, after one of ours was refused', () => {
    const app = publishingApp();
    const stack = new Stack(app, 'Service');
    expect(() => run(stack, built(new ImmutableRepository(stack, 'Repo')), 'Refused')).toThrow('its image is published before');
    run(stack, ecs.ContainerImage.fromAsset(source()));
    const { images, assets } = synthesized(app);
    expect([images('Service'), Object.keys(assets('Service').dockerImages).length]).toEqual([undefined, 1]);
  });

  function messageOf(act: () => unknown): string {
    try {
      act();
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing was refused';
  }
});
