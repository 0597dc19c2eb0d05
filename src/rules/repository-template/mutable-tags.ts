import { repositoryTemplateRule } from '../rule';
import { exclude, mutableBecause, reopeningFilters } from '../tag-mutability';

export default repositoryTemplateRule({
  id: 'RepositoryTemplateMutableTags',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Tags are immutable in repositories that ECR creates by a template',
  why: 'Nobody looks at the settings of a repository that a push or a pull made, and a tag in it that can be pushed again names no version.',
  fix: "set imageTagMutability: 'IMMUTABLE', without filters, or 'IMMUTABLE_WITH_EXCLUSION' with filters for tags that no deployment names",
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html',
  peers: [],
  examples: {
    bad: { AppliedFor: ['CREATE_ON_PUSH'], ImageTagMutability: 'MUTABLE' },
    good: { AppliedFor: ['CREATE_ON_PUSH'], ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: [exclude('latest')] },
  },
  *check(template) {
    const { title, cachesOnly } = template;
    const milder = cachesOnly === true ? { severity: 'info', fix: CACHE } as const : {};
    const reason = mutableBecause(template);
    if (reason !== undefined) {
      yield { property: 'ImageTagMutability', message: `${title} makes repositories with mutable tags: ${reason}.`, ...milder };
    }
    for (const [filter, reopened] of reopeningFilters(template)) {
      yield {
        property: 'ImageTagMutabilityExclusionFilters',
        message: `${title} makes repositories in which tags are mutable that releases rely on: the exclusion filter "${filter}" can match ${reopened}.`,
        ...milder,
      };
    }
  },
});

const CACHE = "set imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', and exclude the tags that move upstream, such as latest: ECR cannot refresh an immutable one";
