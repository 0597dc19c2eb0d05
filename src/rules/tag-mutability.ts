import type { TagSettings } from '../facts/tag-settings';
import { matchesDeployed, reopenedBy } from '../platform/ecr';

/** Why tags that releases rely on can be pushed again, such as `ImageTagMutability is MUTABLE`. Undefined where they cannot, or nobody knows. */
export function mutableBecause({ tagMutability, exclusionFilters }: TagSettings): string | undefined {
  switch (tagMutability) {
    case undefined: return 'ImageTagMutability is not set';
    case 'MUTABLE': return 'ImageTagMutability is MUTABLE';
    case 'MUTABLE_WITH_EXCLUSION': return closesNone(exclusionFilters ?? [])
      ? 'ImageTagMutability is MUTABLE_WITH_EXCLUSION, and no filter excludes the tags of releases'
      : undefined;
    default: return undefined;
  }
}

/** In a mutable repository the filters say which tags are immutable, and those of releases may be all of them. */
function closesNone(filters: unknown): boolean {
  return Array.isArray(filters) && filters.every((filter) => typeof filter === 'string' && !matchesDeployed(filter));
}

/** The filters that take immutability away from tags that releases rely on, and which those are. */
export function reopeningFilters({ tagMutability, exclusionFilters }: TagSettings): ReadonlyMap<string, string> {
  const filters: readonly unknown[] = tagMutability === 'IMMUTABLE_WITH_EXCLUSION' && Array.isArray(exclusionFilters) ? exclusionFilters : [];
  return new Map(filters.filter((filter) => typeof filter === 'string').flatMap((filter): [string, string][] => {
    const reopened = reopenedBy(filter);
    return reopened === undefined ? [] : [[filter, reopened]];
  }));
}

/** An exclusion filter as an example writes it. */
export function exclude(filter: string) {
  return { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: filter };
}
