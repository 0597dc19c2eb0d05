import { Known, mapKnown } from './known';
import { Properties } from './properties';
import { Repository } from './subjects';

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
