import rule from '../../../src/rules/repository/reopened-tags';
import { testRule } from '../rule-tester';

const excluding = (...filters: unknown[]) => ({
  ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
  ImageTagMutabilityExclusionFilters: filters.map((filter) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: filter,
  })),
});

const finding = (filter: string, reopened: string) =>
  `repository "Subject" makes tags mutable again that releases rely on: the exclusion filter "${filter}" can match ${reopened}.`;

testRule(rule, {
  good: {
    'latest alone': excluding('latest'),
    'tags of branches and pull requests': excluding('pr-*', 'dev-*', 'feature-*', '*-snapshot'),
    'a cache': excluding('buildcache', 'cache-*'),
    'a filter that only CloudFormation knows': excluding({ 'Fn::ImportValue': 'Filter' }),
    'filters of a repository that is mutable anyway': { ...excluding('*'), ImageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
  },
  bad: {
    'commits with a prefix': [excluding('sha-*'), finding('sha-*', 'a commit SHA')],
    'one filter beside another that only CloudFormation knows': [excluding({ 'Fn::ImportValue': 'Filter' }, 'v*'), finding('v*', 'a version tag')],
    'everything': [excluding('*'), finding('*', 'a commit SHA')],
    'versions': [excluding('v*'), finding('v*', 'a version tag')],
    'versions by their dots': [excluding('*.*'), finding('*.*', 'a version tag')],
    'releases': [excluding('release*'), finding('release*', 'a release tag')],
    'commits that begin with a': [excluding('a*'), finding('a*', 'a commit SHA')],
    'one filter of several': [excluding('latest', '1.*'), finding('1.*', 'a version tag')],
  },
});
