import type { LifecycleRule, Reach } from '../../facts/lifecycle';
import { KEEPS_EVERYTHING, matchesDeployed, reopenedBy } from '../../platform/ecr';
import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryExpiresTaggedImages',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Lifecycle rules delete no image that a deployment names',
  why: 'ECR counts and dates images and does not know which of them run: a task that is replaced or added cannot start from an image that is gone.',
  fix: "let rules with an age or a count select tagStatus: ecr.TagStatus.UNTAGGED, as ImmutableRepository does, or tags that no deployment names, as in tagStatus: ecr.TagStatus.TAGGED, tagPatternList: ['pr-*']",
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  peers: [],
  examples: {
    bad: { LifecyclePolicy: expiring({ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 }) },
    good: { LifecyclePolicy: expiring({ tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 }) },
  },
  *check({ name, lifecycle }) {
    for (const rule of Array.isArray(lifecycle) ? lifecycle as readonly LifecycleRule[] : []) {
      const limit = limitOf(rule);
      const named = typeof rule.reach === 'object' ? namedWithin(rule.reach) : undefined;
      if (limit !== undefined && named !== undefined) {
        const { images, probable } = named;
        const message = `repository "${name}" deletes images that may be in use: ${rule.title} expires ${images} ${limit}.`;
        yield { property: 'LifecyclePolicy', message, ...probable ? { severity: 'info' } : {} };
      }
    }
  },
});

/** Beyond which count or age a rule deletes. Archived images were out of use when they were archived. */
function limitOf({ action, countType, countNumber }: LifecycleRule): string | undefined {
  if (action !== 'expire' || typeof countNumber !== 'number' || countNumber >= KEEPS_EVERYTHING) {
    return undefined;
  }
  switch (countType) {
    case 'imageCountMoreThan': return `but the newest ${countNumber}`;
    case 'sinceImagePushed': return `${inDays(countNumber)} after the push`;
    case 'sinceImagePulled': return `${inDays(countNumber)} after the last pull`;
    default: return undefined;
  }
}

/** Whether production is meant, or where a rule before this one keeps it, is a guess by the names of tags. */
function namedWithin({ patterns, patternsBefore }: Reach): { readonly images: string; readonly probable: boolean } | undefined {
  const spared = patternsBefore.some(matchesDeployed);
  if (patterns.length === 0) {
    return { images: spared ? 'all images that no rule before it selects' : 'all images', probable: spared };
  }
  const tagged = `images tagged ${patterns.map((pattern) => `"${pattern}"`).join(' and ')}`;
  const released = patterns.map(reopenedBy).find((what) => what !== undefined);
  if (released !== undefined) {
    return { images: `${tagged}, as ${released} can be,`, probable: spared };
  }
  return patterns.some(matchesDeployed) ? { images: tagged, probable: true } : undefined;
}

function inDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function expiring(selection: object) {
  return { LifecyclePolicyText: JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] }) };
}
