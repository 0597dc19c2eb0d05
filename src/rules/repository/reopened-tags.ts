import { reopenedBy } from '../../platform/ecr';
import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryReopenedTags',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Exclusions from immutability leave commit SHAs and versions alone',
  why: 'An exclusion filter that matches release tags makes them mutable again, in a repository that says it is immutable.',
  fix: "exclude only tags that no deployment names, as in ecr.ImageTagMutabilityExclusionFilter.wildcard('latest'); ImmutableRepository accepts no other filter",
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  peers: [],
  examples: {
    bad: { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: [exclude('v*')] },
    good: { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: [exclude('latest')] },
  },
  *check({ name, tagMutability, exclusionFilters }) {
    if (tagMutability !== 'IMMUTABLE_WITH_EXCLUSION' || !Array.isArray(exclusionFilters)) {
      return;
    }
    for (const filter of exclusionFilters as readonly string[]) {
      const reopened = reopenedBy(filter);
      if (reopened !== undefined) {
        yield {
          property: 'ImageTagMutabilityExclusionFilters',
          message: `repository "${name}" makes tags mutable again that releases rely on: the exclusion filter "${filter}" can match ${reopened}.`,
        };
      }
    }
  },
});

function exclude(filter: string) {
  return { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: filter };
}
