import { repositoryRule } from '../rule';
import { mutableBecause } from '../tag-mutability';

export default repositoryRule({
  id: 'RepositoryMutableTags',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Tags of a repository are immutable',
  why: 'A tag that can be pushed again makes a running version impossible to name, and a rollback starts other code than before.',
  fix: 'set imageTagMutability: ecr.TagMutability.IMMUTABLE, or use ImmutableRepository',
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  peers: ['CKV_AWS_51', 'AWS-0031', '33f41d31-86b1-46a4-81f7-9c9a671f59ac', 'ECR.2', 'CT.ECR.PR.3', 'ecr_repositories_tag_immutability'],
  examples: {
    bad: { ImageTagMutability: 'MUTABLE' },
    good: { ImageTagMutability: 'IMMUTABLE' },
  },
  *check(repository) {
    const { name, tagMutability, exclusionFilters } = repository;
    const reason = mutableBecause(repository);
    if (reason !== undefined) {
      const state = tagMutability === undefined ? 'leaves its tags mutable' : 'has mutable tags';
      const fix = Array.isArray(exclusionFilters) && exclusionFilters.length > 0 ? WITHOUT_FILTERS : undefined;
      yield { property: 'ImageTagMutability', message: `repository "${name}" ${state}: ${reason}.`, fix };
    }
  },
});

/** The CDK takes filters beside a setting with exclusions alone. */
const WITHOUT_FILTERS = 'set imageTagMutability: ecr.TagMutability.IMMUTABLE and remove imageTagMutabilityExclusionFilters, or use ImmutableRepository without them';
