import { repositoryRule } from '../rule';
import { exclude, reopeningFilters } from '../tag-mutability';

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
  *check(repository) {
    for (const [filter, reopened] of reopeningFilters(repository)) {
      yield {
        property: 'ImageTagMutabilityExclusionFilters',
        message: `repository "${repository.name}" makes tags mutable again that releases rely on: the exclusion filter "${filter}" can match ${reopened}.`,
      };
    }
  },
});
