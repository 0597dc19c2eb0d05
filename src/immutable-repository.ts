import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DefaultStackSynthesizer, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeRepositoryEncryption } from './acknowledge/repository-encryption';
import { MUTABLE_SETTINGS, reopenedBy } from './platform/ecr';
import { fault } from './platform/fault';
import { BOOTSTRAP_ROLE, PUBLISHING_ACTIONS, inTemplate, roleIn } from './publishing/publishing-role';

/**
 * Properties of an `ImmutableRepository`: every one of `ecr.Repository`, with the defaults that the class names.
 */
export interface ImmutableRepositoryProps extends ecr.RepositoryProps {
  /**
   * How long an image is kept after it lost its last tag, in whole days.
   *
   * Ignored where `lifecycleRules` has a rule of its own for untagged images, or one with a priority for all images.
   *
   * @default Duration.days(14) - long enough to roll back and to look into an incident, and what has no tag cannot be deployed by name anyway
   */
  readonly untaggedImageAge?: Duration;
}

/**
 * An ECR repository in which a tag means the same image for ever.
 *
 * Tags are immutable, images are scanned when they are pushed, untagged images expire and tagged ones never do,
 * and the repository outlives its stack. All else is as in `ecr.Repository`.
 *
 * How images are encrypted stays what ECR does by default, with keys that it manages (AES-256): CloudFormation replaces a repository whose encryption
 * changes by an empty one, and this construct may take the place of an `ecr.Repository` that is deployed. In a new repository,
 * `encryption: ecr.RepositoryEncryption.KMS` lets CloudTrail record each use of the key.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 *
 * @example
 * const repository = new ImmutableRepository(this, 'Api');
 * const image = GitShaImage.fromRepository(repository);
 */
export class ImmutableRepository extends ecr.Repository {
  /**
   * @throws if mutable tags are asked for, or an exclusion filter would make commit SHAs, version or release tags mutable again
   */
  public constructor(scope: Construct, id: string, props: ImmutableRepositoryProps = {}) {
    super(scope, id, {
      ...props,
      imageTagMutability: props.imageTagMutability ?? (props.imageTagMutabilityExclusionFilters?.length
        ? ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION
        : ecr.TagMutability.IMMUTABLE),
      imageScanOnPush: props.imageScanOnPush ?? true,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    refuseMutableTags(this, (this.node.defaultChild as ecr.CfnRepository).imageTagMutability);
    refuseReopenedTags(this, props);
    refusePartOfDay(this, props);
    if (props.encryption === undefined && props.encryptionKey === undefined) {
      acknowledgeRepositoryEncryption(this);
    }

    if (!props.lifecycleRules?.some(expiresUntagged)) {
      this.addLifecycleRule({
        description: 'Images without a tag cannot be deployed by name',
        tagStatus: ecr.TagStatus.UNTAGGED,
        maxImageAge: props.untaggedImageAge ?? Duration.days(14),
      });
    }
  }

  /**
   * Lets a role push images and see which tags there are, and nothing more. For the images that name this construct a `GitShaStackSynthesizer` does it;
   * call it where another app publishes to this repository, or a stack imports it.
   *
   * @param grantee by default, the role with which `cdk bootstrap` lets images be published in the environment of the repository
   */
  public grantPublish(grantee?: iam.IGrantable): iam.Grant {
    const { account, region } = this.env;
    const bootstrapped = () => new iam.ArnPrincipal(inTemplate(roleIn({ account, region }, BOOTSTRAP_ROLE, qualifierOf(this))));
    return this.grant(grantee ?? bootstrapped(), ...PUBLISHING_ACTIONS);
  }
}

function qualifierOf(scope: Construct): string {
  return Stack.of(scope).synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
}

/** A rule for untagged images, or one for all images with a priority of its own, beside which the CDK allows no rule without one. */
function expiresUntagged({ tagStatus, tagPrefixList, tagPatternList, rulePriority }: ecr.LifecycleRule): boolean {
  const any = tagStatus === ecr.TagStatus.ANY || (tagStatus === undefined && tagPrefixList === undefined && tagPatternList === undefined);
  return tagStatus === ecr.TagStatus.UNTAGGED || (any && rulePriority !== undefined);
}

function refuseMutableTags(scope: Construct, imageTagMutability: string | undefined): void {
  if (imageTagMutability !== undefined && MUTABLE_SETTINGS.includes(imageTagMutability)) {
    throw fault(scope, `imageTagMutability is ${imageTagMutability}, but tags of an ImmutableRepository never move: `
      + 'leave it out, or use ecr.Repository where a tag has to');
  }
}

function refusePartOfDay(scope: Construct, { untaggedImageAge: age }: ImmutableRepositoryProps): void {
  const days = age === undefined || age.isUnresolved() ? 1 : age.toDays({ integral: false });
  if (!Number.isInteger(days) || days < 1) {
    throw fault(scope, `untaggedImageAge is ${days} days, but ECR counts whole days, and at least 1: as in Duration.days(14)`);
  }
}

function refuseReopenedTags(scope: Construct, { imageTagMutabilityExclusionFilters: filters = [] }: ImmutableRepositoryProps): void {
  const rendered = filters.map((filter) => Stack.of(scope).resolve(filter._render()).imageTagMutabilityExclusionFilterValue);
  for (const filter of rendered.filter((value) => typeof value === 'string')) {
    const reopened = reopenedBy(filter);
    if (reopened !== undefined) {
      throw fault(scope, `imageTagMutabilityExclusionFilters has "${filter}", which can match ${reopened}: `
        + "exclude only tags that no deployment names, as in ecr.ImageTagMutabilityExclusionFilter.wildcard('latest')");
    }
  }
}
