import rule from '../../../src/rules/repository/mutable-tags';
import { testRule } from '../rule-tester';

const MUTABLE = 'repository "Subject" has mutable tags: ImageTagMutability is MUTABLE.';

const mutableBut = (...filters: unknown[]) => ({
  ImageTagMutability: 'MUTABLE_WITH_EXCLUSION',
  ImageTagMutabilityExclusionFilters: filters.map((filter) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: filter,
  })),
});

testRule(rule, {
  good: {
    'mutable but for all tags': mutableBut('*'),
    'mutable but for versions': mutableBut('latest', 'v*'),
    'mutable but for what production runs': mutableBut('prod-*'),
    'mutable but for tags that only CloudFormation knows': mutableBut('latest', { 'Fn::ImportValue': 'Filter' }),
    'mutable but for a list that only CloudFormation knows': { ...mutableBut(), ImageTagMutabilityExclusionFilters: { 'Fn::ImportValue': 'Filters' } },
    'immutable with exclusions, which have a rule of their own': { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' },
    'a parameter without default': { properties: { ImageTagMutability: { Ref: 'Mutability' } }, Parameters: { Mutability: { Type: 'String' } } },
    'a parameter whose default is immutable': {
      properties: { ImageTagMutability: { Ref: 'Mutability' } }, Parameters: { Mutability: { Type: 'String', Default: 'IMMUTABLE' } },
    },
    'properties that are an unknown macro': { 'Fn::Transform': { Name: 'Repository' } },
  },
  bad: {
    'nothing said, as in most templates': [{ ImageTagMutability: undefined }, 'repository "Subject" leaves its tags mutable: ImageTagMutability is not set.'],
    'mutable by name': [{ ImageTagMutability: 'MUTABLE' }, MUTABLE],
    'mutable with exclusions': [
      { ImageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
      `${MUTABLE.replace(/\.$/, '_WITH_EXCLUSION')}, and no filter excludes the tags of releases.`,
    ],
    'mutable but for tags that no deployment names': [
      mutableBut('latest', 'cache-*'),
      `${MUTABLE.replace(/\.$/, '_WITH_EXCLUSION')}, and no filter excludes the tags of releases.`,
    ],
    'a lower-case key of a raw template': [{ ImageTagMutability: undefined, imageTagMutability: 'MUTABLE' }, MUTABLE],
    'removed by NoValue': [
      { ImageTagMutability: { Ref: 'AWS::NoValue' } },
      'repository "Subject" leaves its tags mutable: ImageTagMutability is not set.',
    ],
    'a repository with a name': [
      { RepositoryName: 'shop/api', ImageTagMutability: 'MUTABLE' },
      'repository "shop/api" has mutable tags: ImageTagMutability is MUTABLE.',
    ],
    'the branch of a condition': [
      {
        properties: { ImageTagMutability: { 'Fn::If': ['IsProd', 'IMMUTABLE', 'MUTABLE'] } },
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      'repository "Subject" has mutable tags: ImageTagMutability is MUTABLE, where IsProd is false.',
    ],
    'a parameter whose default is mutable': [
      { properties: { ImageTagMutability: { Ref: 'Mutability' } }, Parameters: { Mutability: { Type: 'String', Default: 'MUTABLE' } } }, MUTABLE,
    ],
  },
  fixes: {
    'mutable': [{ ImageTagMutability: 'MUTABLE' }, 'set imageTagMutability: ecr.TagMutability.IMMUTABLE, or use ImmutableRepository'],
    'mutable with exclusions, of which there are none': [mutableBut(), 'set imageTagMutability: ecr.TagMutability.IMMUTABLE, or use ImmutableRepository'],
    'filters, which the CDK takes beside exclusions alone': [
      mutableBut('latest'),
      'set imageTagMutability: ecr.TagMutability.IMMUTABLE and remove imageTagMutabilityExclusionFilters, or use ImmutableRepository without them',
    ],
  },
});
