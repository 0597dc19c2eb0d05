import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { matchesWildcard } from '../platform/ecr';

/** Which tags of a repository can be pushed again. */
export interface TagSettings {
  readonly tagMutability: Known<string>;
  /** Filters of the tags for which the opposite holds. */
  readonly exclusionFilters: Known<readonly Known<string>[]>;
}

export function readTagSettings(properties: Properties): TagSettings {
  return {
    tagMutability: properties.text('ImageTagMutability'),
    exclusionFilters: mapKnown(properties.objects('ImageTagMutabilityExclusionFilters'), (filters) =>
      filters.map((filter) => filter.text('ImageTagMutabilityExclusionFilterValue'))),
  };
}

/** Whether a tag that was pushed stays what it is. */
export function isImmutable({ tagMutability, exclusionFilters }: TagSettings, tag: Known<string>): Known<boolean> {
  return mapKnown(tagMutability, (setting) => {
    const immutable = setting.startsWith('IMMUTABLE');
    return setting.endsWith('_WITH_EXCLUSION') ? mapKnown(isExcluded(exclusionFilters, tag), (excluded) => excluded !== immutable) : immutable;
  });
}

function isExcluded(filters: TagSettings['exclusionFilters'], tag: Known<string>): boolean | typeof UNRESOLVED {
  if (filters === undefined || filters === UNRESOLVED || typeof tag !== 'string') {
    return UNRESOLVED;
  }
  return anyTrue(...filters.map((filter) => mapKnown(filter, (text) => matchesWildcard(text, tag))));
}
