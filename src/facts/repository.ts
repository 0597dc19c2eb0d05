import { Known, mapKnown } from './known';
import { Properties } from './properties';

/** An `AWS::ECR::Repository`. */
export interface Repository {
  /** How a message calls it: its repository name, else its path in the stack. */
  readonly name: string;
  readonly tagMutability: Known<string>;
  /** Filters of tags that stay movable in spite of immutability. */
  readonly exclusionFilters: Known<readonly string[]>;
  readonly scanOnPush: Known<boolean>;
  /** Whether a registry of this app scans its repositories, whatever they say themselves. */
  readonly scannedByRegistry: Known<boolean>;
}

export function readRepository(properties: Properties, pathOf: () => string, scannedByRegistry: Known<boolean>): Repository {
  const name = properties.partialText('RepositoryName');
  return {
    get name() { return typeof name === 'string' ? name : pathOf(); },
    tagMutability: properties.text('ImageTagMutability'),
    exclusionFilters: readFilters(properties),
    scanOnPush: properties.child('ImageScanningConfiguration').flag('ScanOnPush'),
    scannedByRegistry,
  };
}

function readFilters(properties: Properties): Known<readonly string[]> {
  return mapKnown(properties.objects('ImageTagMutabilityExclusionFilters'), (filters) => {
    const values = filters.map((filter) => filter.text('ImageTagMutabilityExclusionFilterValue'));
    return values.filter((value): value is string => typeof value === 'string');
  });
}
