import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryNoLifecycle',
  guideline: 'immutability',
  severity: 'info',
  title: 'Untagged images expire',
  why: 'An image without a tag cannot be deployed by name, and is stored, paid for and scanned all the same.',
  fix: 'add lifecycleRules: [{ tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(14) }], as ImmutableRepository does',
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  peers: ['ECR.3', 'CT.ECR.PR.1', 'ecr_repositories_lifecycle_policy_enabled'],
  examples: {
    bad: { LifecyclePolicy: undefined },
    good: {
      LifecyclePolicy: {
        LifecyclePolicyText: JSON.stringify({
          rules: [{
            rulePriority: 1,
            selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
            action: { type: 'expire' },
          }],
        }),
      },
    },
  },
  *check({ name, lifecycle }) {
    const property = 'LifecyclePolicy';
    if (lifecycle === undefined) {
      yield { property, message: `repository "${name}" keeps untagged images for ever: it has no lifecycle policy.` };
    } else if (Array.isArray(lifecycle) && lifecycle.every(({ tagStatus }) => tagStatus === 'tagged')) {
      yield { property, message: `repository "${name}" keeps untagged images for ever: no rule of its lifecycle policy selects them.` };
    }
  },
});
