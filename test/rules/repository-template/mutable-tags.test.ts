import rule from '../../../src/rules/repository-template/mutable-tags';
import { testRule } from '../rule-tester';

const filters = (ImageTagMutability: string, ...values: unknown[]) => ({
  ImageTagMutability,
  ImageTagMutabilityExclusionFilters: values.map((value) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: value,
  })),
});

const finding = (reason: string, prefix = 'app') => `repository creation template "${prefix}" makes repositories with mutable tags: ${reason}.`;
const NOT_SET = finding('ImageTagMutability is not set');
const MUTABLE = finding('ImageTagMutability is MUTABLE');
const REOPENED = 'repository creation template "app" makes repositories in which tags are mutable that releases rely on: '
  + 'the exclusion filter "v*" can match a version tag.';

const FIX = "set imageTagMutability: 'IMMUTABLE', without filters, or 'IMMUTABLE_WITH_EXCLUSION' with filters for tags that no deployment names";

testRule(rule, {
  good: {
    'immutable': { ImageTagMutability: 'IMMUTABLE' },
    'immutable but for tags that no deployment names': filters('IMMUTABLE_WITH_EXCLUSION', 'latest', 'cache-*'),
    'mutable but for everything': filters('MUTABLE_WITH_EXCLUSION', '*'),
    'a value that only CloudFormation knows': { ImageTagMutability: { 'Fn::ImportValue': 'Mutability' } },
    'a filter that only CloudFormation knows': filters('IMMUTABLE_WITH_EXCLUSION', { 'Fn::ImportValue': 'Filter' }),
  },
  bad: {
    'nothing said': [{ ImageTagMutability: undefined }, NOT_SET],
    'mutable': [{ ImageTagMutability: 'MUTABLE' }, MUTABLE],
    'mutable but for a tag that no deployment names': [
      filters('MUTABLE_WITH_EXCLUSION', 'latest'),
      finding('ImageTagMutability is MUTABLE_WITH_EXCLUSION, and no filter excludes the tags of releases'),
    ],
    'immutable but for versions': [filters('IMMUTABLE_WITH_EXCLUSION', 'latest', 'v*'), REOPENED],
    'copies of repositories elsewhere': [{ AppliedFor: ['REPLICATION'], ImageTagMutability: 'MUTABLE' }, MUTABLE],
    'a cache, whose tags are chosen upstream, as a hint': [{ AppliedFor: ['PULL_THROUGH_CACHE'], ImageTagMutability: undefined }, `info: ${NOT_SET}`],
    'an exclusion for a cache, as a hint': [{ AppliedFor: ['PULL_THROUGH_CACHE'], ...filters('IMMUTABLE_WITH_EXCLUSION', 'v*') }, `info: ${REOPENED}`],
    'a cache and more': [{ AppliedFor: ['PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'], ImageTagMutability: 'MUTABLE' }, MUTABLE],
    'a purpose that only CloudFormation knows': [{ AppliedFor: { 'Fn::ImportValue': 'Purpose' }, ImageTagMutability: 'MUTABLE' }, MUTABLE],
    'all repositories without a template of their own': [{ Prefix: 'ROOT', ImageTagMutability: 'MUTABLE' }, finding('ImageTagMutability is MUTABLE', 'ROOT')],
    'a prefix of which a part is unknown': [
      { Prefix: { 'Fn::Sub': '${AWS::StackName}/api' }, ImageTagMutability: 'MUTABLE' }, finding('ImageTagMutability is MUTABLE', '${AWS::StackName}/api'),
    ],
  },
  fixes: {
    'mutable': [{ ImageTagMutability: 'MUTABLE' }, FIX],
    'immutable but for versions': [filters('IMMUTABLE_WITH_EXCLUSION', 'v*'), FIX],
  },
});
