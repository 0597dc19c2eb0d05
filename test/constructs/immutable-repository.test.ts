import { App, Duration, Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImmutableRepository, ImmutableRepositoryProps } from '../../src';

const { wildcard } = ecr.ImageTagMutabilityExclusionFilter;

function templateOf(props?: ImmutableRepositoryProps): Template {
  const stack = new Stack(new App(), 'Stack');
  new ImmutableRepository(stack, 'Repo', props);
  return Template.fromStack(stack);
}

function lifecycleOf(props?: ImmutableRepositoryProps): { selection: object; rulePriority: number }[] {
  const [{ Properties }] = Object.values(templateOf(props).findResources('AWS::ECR::Repository'));
  return JSON.parse(Properties.LifecyclePolicy.LifecyclePolicyText).rules;
}

test('its defaults are immutable tags, a scan on push and a repository that outlives its stack', () => {
  templateOf().hasResource('AWS::ECR::Repository', {
    Properties: {
      ImageTagMutability: 'IMMUTABLE',
      ImageTagMutabilityExclusionFilters: Match.absent(),
      ImageScanningConfiguration: { ScanOnPush: true },
      EncryptionConfiguration: Match.absent(),
    },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('untagged images expire after 14 days, and no others', () => {
  expect(lifecycleOf()).toEqual([{
    rulePriority: 1,
    description: 'Images without a tag cannot be deployed by name',
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' },
    action: { type: 'expire' },
  }]);
});

test('untaggedImageAge says how long they are kept', () => {
  expect(lifecycleOf({ untaggedImageAge: Duration.days(3) })[0].selection).toMatchObject({ countNumber: 3 });
});

test('a rule of the user for untagged images replaces ours, other rules stand beside it', () => {
  const untagged = { tagStatus: ecr.TagStatus.UNTAGGED, maxImageCount: 5 };
  expect(lifecycleOf({ lifecycleRules: [untagged] }).map(({ selection }) => selection)).toEqual([
    { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 5 },
  ]);
  expect(lifecycleOf({ lifecycleRules: [{ tagPrefixList: ['pr-'], maxImageAge: Duration.days(7) }] })).toHaveLength(2);
});

test('a rule with a priority for all images replaces ours, which the CDK would refuse beside it', () => {
  expect(lifecycleOf({ lifecycleRules: [{ rulePriority: 1, tagStatus: ecr.TagStatus.ANY, maxImageCount: 100 }] })).toHaveLength(1);
  expect(lifecycleOf({ lifecycleRules: [{ maxImageCount: 100 }] })).toHaveLength(2);
});

test('every knob of ecr.Repository stays, and explicit undefined is unset', () => {
  templateOf({
    repositoryName: 'shop/api',
    encryption: ecr.RepositoryEncryption.KMS,
    emptyOnDelete: true,
    removalPolicy: RemovalPolicy.DESTROY,
    imageScanOnPush: undefined,
    imageTagMutability: undefined,
    untaggedImageAge: undefined,
  }).hasResource('AWS::ECR::Repository', {
    Properties: {
      RepositoryName: 'shop/api',
      EncryptionConfiguration: { EncryptionType: 'KMS' },
      EmptyOnDelete: true,
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    },
    DeletionPolicy: 'Delete',
  });
});

test.each<[string, ImmutableRepositoryProps, boolean]>([
  ['left to ECR is acknowledged', {}, true],
  ['that the user asks for is the user\'s to acknowledge', { encryption: ecr.RepositoryEncryption.AES_256 }, false],
  ['by KMS needs no word', { encryption: ecr.RepositoryEncryption.KMS }, false],
])('encryption %s', (_, props, acknowledged) => {
  const { node } = new ImmutableRepository(new Stack(new App(), 'Stack'), 'Repo', props);
  const ids = node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).flatMap(({ data }) => Object.keys(data));
  expect(ids.some((id) => id.endsWith('SafeContainers-RepositoryWithoutKms'))).toBe(acknowledged);
});

test('a key of one\'s own needs no word about encryption', () => {
  const stack = new Stack(new App(), 'Stack');
  new ImmutableRepository(stack, 'Repo', { encryptionKey: new kms.Key(stack, 'Key') });
  Template.fromStack(stack).hasResourceProperties('AWS::ECR::Repository', {
    EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } },
  });
});

test('a scan on push can be left to the registry', () => {
  templateOf({ imageScanOnPush: false }).hasResourceProperties('AWS::ECR::Repository', { ImageScanningConfiguration: { ScanOnPush: false } });
});

test('an exclusion of tags that no deployment names is accepted, with or without saying so twice', () => {
  const expected = {
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' }],
  };
  const imageTagMutabilityExclusionFilters = [wildcard('latest')];
  templateOf({ imageTagMutabilityExclusionFilters }).hasResourceProperties('AWS::ECR::Repository', expected);
  templateOf({ imageTagMutabilityExclusionFilters, imageTagMutability: ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION })
    .hasResourceProperties('AWS::ECR::Repository', expected);
});

test.each([
  [ecr.TagMutability.MUTABLE, []],
  [ecr.TagMutability.MUTABLE_WITH_EXCLUSION, [wildcard('v*')]],
])('%s is an error that says why', (imageTagMutability, filters) => {
  expect(() => templateOf({ imageTagMutability, imageTagMutabilityExclusionFilters: filters.length ? filters : undefined })).toThrow(
    `Stack/Repo: imageTagMutability is ${imageTagMutability}, but tags of an ImmutableRepository never move: leave it out, or use ecr.Repository where a tag has to`,
  );
});

test.each([
  ['v*', 'a version tag'], ['*', 'a commit SHA'], ['*.*.*', 'a version tag'], ['release-*', 'a release tag'], ['f*', 'a commit SHA'],
])('the exclusion filter %s is an error, because it can match %s', (filter, what) => {
  expect(() => templateOf({ imageTagMutabilityExclusionFilters: [wildcard('latest'), wildcard(filter)] }))
    .toThrow(`Stack/Repo: imageTagMutabilityExclusionFilters has "${filter}", which can match ${what}: exclude only tags that no deployment names`);
});

test.each([[Duration.hours(12), 0.5], [Duration.days(0), 0]])('untaggedImageAge of %s is an error', (untaggedImageAge, days) => {
  expect(() => templateOf({ untaggedImageAge }))
    .toThrow(new Error(`Stack/Repo: untaggedImageAge is ${days} days, but ECR counts whole days, and at least 1: as in Duration.days(14)`));
});

test('mutable tags that an injector of the app asks for are an error too', () => {
  const app = new App({
    propertyInjectors: [{
      constructUniqueId: ecr.Repository.PROPERTY_INJECTION_ID,
      inject: (props) => ({ ...props, imageTagMutability: ecr.TagMutability.MUTABLE }),
    }],
  });
  expect(() => new ImmutableRepository(new Stack(app, 'Stack'), 'Repo')).toThrow('Stack/Repo: imageTagMutability is MUTABLE');
});

test('tokens pass', () => {
  templateOf({ imageTagMutability: Lazy.string({ produce: () => 'IMMUTABLE' }) as ecr.TagMutability })
    .hasResourceProperties('AWS::ECR::Repository', { ImageTagMutability: 'IMMUTABLE' });
});
