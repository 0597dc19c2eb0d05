import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { selectsRepository } from '../platform/ecr';

/** Says whether an `AWS::ECR::RegistryScanningConfiguration` scans what is pushed to a repository, by its name. One that CloudFormation makes is not known. */
export type RegistryScan = (repositoryName: Known<string>) => boolean | typeof UNRESOLVED;

export function readRegistryScan(properties: Properties): RegistryScan {
  const rules = properties.objects('Rules');
  if (rules === UNRESOLVED) {
    return () => UNRESOLVED;
  }
  if (rules === undefined || rules.length === 0) {
    // Without rules, enhanced scanning is continuous for each repository, and basic scanning waits to be asked.
    const basic = properties.text('ScanType') === 'BASIC';
    return () => (basic ? false : UNRESOLVED);
  }
  const scans = rules.map(readRule);
  return (name) => anyTrue(...scans.map((scan) => scan(name)));
}

function readRule(rule: Properties): RegistryScan {
  const filters = rule.objects('RepositoryFilters');
  if (rule.text('ScanFrequency') === 'MANUAL') {
    return () => false;
  }
  if (filters === undefined || filters === UNRESOLVED || filters.length === 0) {
    return () => UNRESOLVED;
  }
  const texts = filters.map((filter) => filter.text('Filter'));
  return (name) => (typeof name === 'string' ? anyTrue(...texts.map((filter) => mapKnown(filter, (text) => selectsRepository(text, name)))) : UNRESOLVED);
}
