import { resolve } from 'path';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, DockerImageAssetOptions } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ciSystem } from './git/ci-systems';
import { existing } from './git/inputs';
import { isIn } from './git/place';
import { GitRevision, GitRevisionOptions } from './git-revision';
import { GitShaStackSynthesizer } from './git-sha-stack-synthesizer';
import { isElsewhere } from './platform/build-contexts';
import { fault } from './platform/fault';
import { contentHash, inputsHash } from './publishing/content-hash';
import { deployedStack, literalNameElsewhere, resourceOf } from './publishing/destination';

/**
 * Which image of a repository a `GitShaImage` is.
 */
export interface GitShaImageFromRepositoryOptions extends GitRevisionOptions {
  /**
   * The directory that the image is built from. Its last commit is the tag, so that an image is needed, and deployed, only when its code changes.
   * CI tags the image with what `git log -1 --format=%H -- <directory>` prints.
   *
   * @default - the tag is HEAD of the checkout in which the CDK app runs, as in a CI system that builds an image of each commit that it deploys
   */
  readonly directory?: string;
}

/**
 * How a `GitShaImage` is built and where it goes: every option of `DockerImageAsset`, and these.
 */
export interface GitShaImageFromDirectoryOptions extends DockerImageAssetOptions, GitRevisionOptions {
  /**
   * Where the image goes: a repository for this image alone, which a stack makes that is deployed before, or that was made elsewhere.
   * Its name must be known to `cdk synth`, as in `repositoryName: 'orders'`.
   */
  readonly repository: ecr.IRepository;

  /**
   * Whether code may be built that no commit has. Its tag is then `<sha>-dirty-<content hash>`, and the rule ImageUncommittedBuild warns.
   *
   * @default - true on a developer's machine, false in a CI system, whose images others rely on
   */
  readonly allowUncommitted?: boolean;
}

/**
 * An image whose tag is the git SHA of the code in it.
 *
 * It goes wherever an `ecs.ContainerImage` goes; for AWS Lambda, AWS Batch and others `repository` and `tag` name it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html
 *
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const repository: ImmutableRepository;
 *
 * new SafeFargateService(this, 'Orders', {
 *   cluster,
 *   image: GitShaImage.fromDirectory('services/orders', { repository }),
 * });
 */
export class GitShaImage extends ecs.ContainerImage {
  /**
   * An image that CI pushed to a repository, tagged with the full SHA of the commit. The recommended way in pipelines.
   *
   * @throws if the commit is not known
   */
  public static fromRepository(repository: ecr.IRepository, options: GitShaImageFromRepositoryOptions = {}): GitShaImage {
    const { directory } = options;
    const revision = GitRevision.fromDirectory(repository, directory ?? '.', { ...options, head: options.head ?? directory === undefined });
    return new GitShaImage(repository, revision.sha, revision);
  }

  /**
   * An image that `cdk deploy` builds from a directory and pushes to a repository. The stacks that run it need a `GitShaStackSynthesizer`.
   *
   * The tag is the last commit that touched the directory, a Dockerfile elsewhere, a local build context or one of the `additionalInputs`.
   * An image that has its tag in the repository is neither built nor pushed again: where the code of the CDK app decides on what is built, by build arguments
   * for instance, name that file in `additionalInputs`.
   *
   * @throws if the commit is not known, or code that is not committed may not be built
   */
  public static fromDirectory(directory: string, options: GitShaImageFromDirectoryOptions): GitShaImage {
    const { repository, sha, head, additionalInputs = [], allowUncommitted, ...build } = options;
    const contexts = localContexts(repository, directory, build);
    const inputs = [
      ...additionalInputs.map((input) => existing(repository, 'additionalInputs', directory, input)),
      ...Object.values(contexts),
      ...dockerfileElsewhere(repository, directory, build),
    ];
    const revision = GitRevision.fromDirectory(repository, directory, { sha, head, additionalInputs: inputs });
    const uncommitted = revision.hasUncommittedChanges;
    if (uncommitted) {
      refuseUncommitted(repository, directory, allowUncommitted);
    }
    const hashOfInputs = inputsHash(repository, inputs, build);
    const tag = uncommitted ? `${revision.sha}-dirty-${contentHash(repository, directory, hashOfInputs, build).slice(0, 8)}` : revision.sha;
    return new GitShaImage(repository, tag, revision, {
      directory,
      ...build,
      ...inputs.length > 0 && {
        buildContexts: build.buildContexts && { ...build.buildContexts, ...contexts },
        // An engine keeps images by the hash of their content, and would take an old one for the new tag. Where the inputs are differs between machines.
        extraHash: JSON.stringify([build.extraHash, hashOfInputs]),
        invalidation: { ...build.invalidation, extraHash: true, buildContexts: false },
      },
    });
  }

  /**
   * The repository of the image.
   */
  public readonly repository: ecr.IRepository;

  /**
   * The tag: the SHA, and for uncommitted code `<sha>-dirty-<content hash>`.
   */
  public readonly tag: string;

  /**
   * The commit of the code in the image.
   */
  public readonly revision: GitRevision;

  private readonly build?: Build;
  private readonly assets = new Map<Construct, DockerImageAsset>();
  private readonly named = new Map<Construct, ecr.IRepository>();

  private constructor(repository: ecr.IRepository, tag: string, revision: GitRevision, build?: Build) {
    super();
    this.repository = repository;
    this.tag = tag;
    this.revision = revision;
    this.build = build;
    if (build) {
      repository.node.addValidation({ validate: () => this.warnIfForgotten(build) });
    }
  }

  /**
   * Gives the image to a container, whose task may pull it. The container calls it.
   *
   * @throws if the image is built, and cannot be published before the stack of the container is deployed
   */
  public bind(scope: Construct, containerDefinition: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    const imageName = this.publishWith(scope);
    this.repositoryIn(scope).grantPull(containerDefinition.taskDefinition.obtainExecutionRole());
    return { imageName };
  }

  /**
   * Publishes the image before the stack of a construct is deployed, and returns its URI. Containers do this themselves; what takes a repository
   * and a tag, or a URI, such as a function of AWS Lambda, does not. An image that CI pushed is there already.
   *
   * @throws if the stack has no `GitShaStackSynthesizer`, or the repository is not there before it is needed
   */
  public publishWith(scope: Construct): string {
    return this.build === undefined ? this.repositoryIn(scope).repositoryUriForTag(this.tag) : this.assetIn(scope, this.build).imageUri;
  }

  /** The repository as a stack names it that does not make it. That of another account has to let the stack in, and one that the app does not make has a name. */
  private repositoryIn(scope: Construct): ecr.IRepository {
    return this.build === undefined ? this.pushedIn(scope) : this.publishedIn(scope);
  }

  /** Another stack's repository by its name, where it has one: so the stacks share no export, which would keep either from changing. */
  private pushedIn(scope: Construct): ecr.IRepository {
    const name = literalNameElsewhere(scope, this.repository);
    if (name === undefined) {
      return this.repository;
    }
    const named = this.named.get(scope) ?? ecr.Repository.fromRepositoryName(scope, freeId(scope, 'ImageRepository'), name);
    this.named.set(scope, named);
    return named;
  }

  private publishedIn(scope: Construct): ecr.IRepository {
    const asset = this.assets.get(scope);
    const { account, region } = this.repository.env;
    const stack = Stack.of(scope);
    if (asset === undefined || resourceOf(this.repository) === undefined || account !== stack.account) {
      return this.repository;
    }
    if (region === stack.region) {
      return asset.repository;
    }
    const { repositoryName } = asset.repository;
    return ecr.Repository.fromRepositoryAttributes(asset, 'Elsewhere', {
      repositoryName,
      repositoryArn: stack.formatArn({ service: 'ecr', account, region, resource: 'repository', resourceName: repositoryName }),
    });
  }

  /** A validation is the last moment at which the app can tell. */
  private warnIfForgotten({ directory }: Build): string[] {
    if (this.assets.size === 0) {
      Annotations.of(this.repository).addWarningV2('cdk-safe-containers:unpublishedImage', `The image of "${directory}" is built and published by nobody: `
        + 'give it to a container, or call publishWith(this) where something else names its repository and tag.');
    }
    return [];
  }

  private assetIn(scope: Construct, build: Build): DockerImageAsset {
    const present = this.assets.get(scope);
    if (present) {
      return present;
    }
    const { synthesizer, node: { path } } = deployedStack(scope);
    if (!(synthesizer instanceof GitShaStackSynthesizer)) {
      throw fault(scope, `stack "${path}" publishes images to the repository of cdk bootstrap only: `
        + 'give it synthesizer: new GitShaStackSynthesizer(), or all stacks defaultStackSynthesizer: new GitShaStackSynthesizer() of the app');
    }
    const { repository, tag } = this;
    const asset = synthesizer._publish({ scope, repository, tag }, () => new DockerImageAsset(scope, freeId(scope, 'AssetImage'), build));
    this.assets.set(scope, asset);
    return asset;
  }
}

function refuseUncommitted(scope: Construct, directory: string, allowed: boolean | undefined): void {
  const ci = ciSystem(process.env);
  if (!(allowed ?? ci === undefined)) {
    throw fault(scope, `"${directory}" has changes that no commit has, and ${allowed === false ? 'allowUncommitted is false' : `${ci?.name} builds it`}: `
      + `commit what git status "${directory}" shows, let .gitignore name what the build writes, or say allowUncommitted: true for a tag with -dirty`);
  }
}

type Build = DockerImageAssetOptions & { readonly directory: string };

/** The further contexts that are directories too, by absolute paths: relative ones would begin in the copy that the CDK builds from. */
function localContexts(scope: Construct, directory: string, { buildContexts = {} }: DockerImageAssetOptions): Record<string, string> {
  return Object.fromEntries(Object.entries(buildContexts)
    .filter(([, context]) => !isElsewhere(context))
    .map(([name, context]) => [name, existing(scope, 'buildContexts', directory, context)]));
}

function dockerfileElsewhere(scope: Construct, directory: string, { file = 'Dockerfile' }: DockerImageAssetOptions): string[] {
  return isIn(resolve(directory, file), resolve(directory)) ? [] : [existing(scope, 'file', directory, file)];
}

/** A construct may have several images. */
function freeId(scope: Construct, name: string, count = 1): string {
  const id = count === 1 ? name : `${name}${count}`;
  return scope.node.tryFindChild(id) === undefined ? id : freeId(scope, name, count + 1);
}
