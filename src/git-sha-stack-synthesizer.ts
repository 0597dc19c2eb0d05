import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import type { ArtifactManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import {
  AssetManifestBuilder, DefaultStackSynthesizer, DockerImageAssetLocation, DockerImageAssetSource, FileAssetLocation, FileAssetSource,
  IBoundStackSynthesizer, IReusableStackSynthesizer, IStackSynthesizer, ISynthesisSession, Stack, StackSynthesizer, Token, isReusableStackSynthesizer,
} from 'aws-cdk-lib/core';
import { faultOf } from './platform/fault';
import { Destination, destinationOf } from './publishing/destination';
import { ImageToPublish, claim, sourceOf } from './publishing/image-to-publish';
import { BOOTSTRAP_ROLE, PUBLISHING_ACTIONS, inTemplate, roleIn } from './publishing/publishing-role';

/**
 * Properties of a `GitShaStackSynthesizer`.
 */
export interface GitShaStackSynthesizerProps {
  /**
   * The synthesizer that does all the rest: templates, files, and the images that no `GitShaImage` names.
   *
   * @default - a new `DefaultStackSynthesizer`
   */
  readonly synthesizer?: IStackSynthesizer;

  /**
   * The role that pushes images. `${Qualifier}`, `${AWS::Partition}`, `${AWS::AccountId}` and `${AWS::Region}` stand for those of the repository.
   *
   * @default - the role of `cdk bootstrap` for images; whoever deploys, where the other synthesizer deploys with no role of its own either
   */
  readonly imagePublishingRoleArn?: string;

  /**
   * The external ID with which the role is assumed.
   *
   * @default - none
   */
  readonly imagePublishingExternalId?: string;
}

/**
 * Publishes the images of `GitShaImage.fromDirectory` straight into their own repositories, and leaves everything else to the synthesizer that it wraps.
 *
 * Such an image is built and pushed after the stack of its repository is deployed, and before the stack that runs it. The repository lets the role push
 * that publishes images. What is in the repository already is neither built nor pushed.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/customize-synth.html
 *
 * @example
 * new App({ defaultStackSynthesizer: new GitShaStackSynthesizer() });
 */
export class GitShaStackSynthesizer extends StackSynthesizer implements IReusableStackSynthesizer {
  private readonly props: GitShaStackSynthesizerProps;
  private readonly wrapped: IStackSynthesizer;
  private readonly images = new AssetManifestBuilder();
  private readonly before = new Set<Stack>();
  private current?: ImageToPublish;

  /**
   * @throws if the ARN of the role has a token
   */
  public constructor(props: GitShaStackSynthesizerProps = {}) {
    super();
    if (Token.isUnresolved(props.imagePublishingRoleArn)) {
      throw faultOf(GitShaStackSynthesizer as unknown as () => unknown, 'GitShaStackSynthesizer', 'imagePublishingRoleArn has a token, '
        + 'but cdk deploy assumes the role before anything is deployed: write ${AWS::Partition}, ${AWS::AccountId} or ${AWS::Region} for what differs between environments');
    }
    this.props = props;
    this.wrapped = props.synthesizer ?? new DefaultStackSynthesizer();
  }

  /**
   * The qualifier of the synthesizer that it wraps.
   */
  public get bootstrapQualifier(): string | undefined {
    return this.wrapped.bootstrapQualifier;
  }

  /**
   * The lookup role of the synthesizer that it wraps.
   */
  public get lookupRole(): string | undefined {
    return this.wrapped.lookupRole;
  }

  /**
   * The role of CloudFormation of the synthesizer that it wraps.
   */
  public get cloudFormationExecutionRole(): string | undefined {
    return this.wrapped.cloudFormationExecutionRole;
  }

  /**
   * A synthesizer for one more stack.
   */
  public reusableBind(stack: Stack): IBoundStackSynthesizer {
    const bound: GitShaStackSynthesizer = Object.create(this, {
      wrapped: { value: this.wrappedFor(stack) },
      images: { value: new AssetManifestBuilder() },
      before: { value: new Set() },
    });
    bound.bindSelf(stack);
    return bound;
  }

  /**
   * Makes it the synthesizer of a stack. The stack calls it.
   */
  public bind(stack: Stack): void {
    this.bindSelf(stack);
    this.wrapped.bind(stack);
  }

  /**
   * Leaves a file to the synthesizer that it wraps.
   */
  public addFileAsset(asset: FileAssetSource): FileAssetLocation {
    return this.wrapped.addFileAsset(asset);
  }

  /**
   * Sends the image of a `GitShaImage` to its repository, and leaves any other to the synthesizer that it wraps.
   */
  public addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    return this.current ? this.route(asset, this.current) : this.wrapped.addDockerImageAsset(asset);
  }

  /**
   * Writes the manifest of the images beside what the synthesizer writes that it wraps.
   */
  public synthesize(session: ISynthesisSession): void {
    if (!this.images.hasAssets) {
      return this.wrapped.synthesize(session);
    }
    const stack = this.boundStack;
    const { artifactId } = stack;
    // The builder calls a manifest after its stack, and the stack has one already.
    const called: Stack = Object.create(stack, { artifactId: { value: `${artifactId}.images` } });
    const manifest = this.images.emitManifest(called, session, {}, [...this.before].map((each) => each.artifactId));
    this.wrapped.synthesize({ ...session, assembly: withDependency(session.assembly, artifactId, manifest) });
  }

  /**
   * Adds an image asset that goes to a repository of the user's.
   *
   * @internal
   */
  public _publish<T>(image: ImageToPublish, add: () => T): T {
    this.current = image;
    try {
      return add();
    } finally {
      this.current = undefined;
    }
  }

  /** The CDK's own synthesizers share one manifest among the stacks that share them, so that by default each stack has one. */
  private wrappedFor(stack: Stack): IStackSynthesizer {
    const { synthesizer = new DefaultStackSynthesizer() } = this.props;
    return isReusableStackSynthesizer(synthesizer) ? synthesizer.reusableBind(stack) : bindTo(stack, synthesizer);
  }

  private bindSelf(stack: Stack): void {
    super.bind(stack);
  }

  private route(asset: DockerImageAssetSource, image: ImageToPublish): DockerImageAssetLocation {
    const { scope, repository, tag } = image;
    const stack = this.boundStack;
    const destination = destinationOf(scope, repository);
    const { repositoryName, account, region, madeBy } = destination;
    const role = this.publishingRole(destination);
    this.images.addDockerImageAsset(stack, claim(image, destination, asset), sourceOf(asset), {
      repositoryName,
      imageTag: tag,
      region: Token.isUnresolved(region) ? undefined : region,
      assumeRoleArn: role,
      assumeRoleExternalId: role && this.props.imagePublishingExternalId,
    }, { displayName: asset.displayName });
    if (role !== undefined) {
      // Where the app does not make the repository, this does nothing.
      repository.grant(new ArnPrincipal(inTemplate(role)), ...PUBLISHING_ACTIONS);
    }
    if (madeBy) {
      this.before.add(madeBy);
      stack.addStackDependency(madeBy, `its image is published to ${repositoryName}`);
    }
    return { repositoryName, imageTag: tag, imageUri: `${account}.dkr.ecr.${region}.${stack.urlSuffix}/${repositoryName}:${tag}` };
  }

  private publishingRole(destination: Destination): string | undefined {
    const arn = this.props.imagePublishingRoleArn ?? (this.cloudFormationExecutionRole === undefined ? undefined : BOOTSTRAP_ROLE);
    return arn === undefined ? undefined : roleIn(destination, arn, this.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER);
  }
}

/** The synthesizer, bound. */
function bindTo(stack: Stack, synthesizer: IStackSynthesizer): IStackSynthesizer {
  synthesizer.bind(stack);
  return synthesizer;
}

/** An assembly in which an artifact waits for one more. */
function withDependency(assembly: ISynthesisSession['assembly'], artifactId: string, dependency: string): ISynthesisSession['assembly'] {
  return Object.create(assembly, {
    addArtifact: {
      value: (id: string, artifact: ArtifactManifest) => assembly.addArtifact(id, id === artifactId
        ? { ...artifact, dependencies: [...artifact.dependencies ?? [], dependency] }
        : artifact),
    },
  });
}
