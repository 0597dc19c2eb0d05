import rule from '../../../src/rules/repository/no-scan-on-push';
import { Case, testRule } from '../rule-tester';

/** A repository that says nothing of scans, in an app with registries that do. */
function registry(name: unknown, ...configurations: object[]): Case {
  return {
    properties: { ImageScanningConfiguration: undefined, RepositoryName: name },
    Resources: Object.fromEntries(configurations.map((properties, index) => [
      `Registry${index}`, { Type: 'AWS::ECR::RegistryScanningConfiguration', Properties: properties },
    ])),
  };
}

const rules = (ScanFrequency: unknown, ...filters: unknown[]) => (
  [{ ScanFrequency, RepositoryFilters: filters.map((filter) => ({ Filter: filter, FilterType: 'WILDCARD' })) }]);
const onPush = (...filters: unknown[]) => ({ ScanType: 'BASIC', Rules: rules('SCAN_ON_PUSH', ...filters) });
const UNKNOWN = { 'Fn::ImportValue': 'Elsewhere' };

const finding = (name: string, state = 'ScanOnPush is not set') =>
  `repository "${name}" does not scan images on push: ${state}, and no registry scan of this app selects it.`;

testRule(rule, {
  good: {
    'an enhanced scan of everything, which needs no rules': registry('shop/api', { ScanType: 'ENHANCED' }),
    'a registry that scans every push': registry('shop/api', onPush('*')),
    'a registry that scans every push, of repositories that CloudFormation names, too': registry(undefined, onPush('*')),
    'a continuous scan, which begins with the push': registry('shop/api', { ScanType: 'ENHANCED', Rules: rules('CONTINUOUS_SCAN', '*') }),
    'a filter with a star': registry('shop/api', onPush('shop/*')),
    'a filter without a star, which selects what contains it': registry('shop/prod-api', onPush('prod')),
    'one filter of several': registry('shop/api', onPush('web', '*api')),
    'one rule of several': registry('shop/api', { ScanType: 'ENHANCED', Rules: [...rules('CONTINUOUS_SCAN', 'web'), ...rules('SCAN_ON_PUSH', 'shop')] }),
    'one registry of several, as of other regions': registry('shop/api', { ScanType: 'BASIC', Rules: [] }, onPush('shop/*')),
    'a filter for some names, and a name that CloudFormation makes': registry(undefined, onPush('prod-*')),
    'a filter for some names, and a name of which a part is unknown': registry({ 'Fn::Sub': '${AWS::StackName}-api' }, onPush('shop-*')),
    'a filter that only CloudFormation knows': registry('shop/api', onPush(UNKNOWN)),
    'filters that only CloudFormation knows': registry('shop/api', { ScanType: 'BASIC', Rules: [{ ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: UNKNOWN }] }),
    'rules that only CloudFormation knows': registry('shop/api', { ScanType: 'BASIC', Rules: UNKNOWN }),
    'a frequency that only CloudFormation knows': registry('shop/api', { ScanType: 'BASIC', Rules: rules(UNKNOWN, '*') }),
    'a scan type that only CloudFormation knows': registry('shop/api', { ScanType: UNKNOWN }),
    'an unknown value': { ImageScanningConfiguration: { ScanOnPush: { 'Fn::ImportValue': 'Scan' } } },
    'true as a text': { ImageScanningConfiguration: { ScanOnPush: 'true' } },
  },
  bad: {
    'nothing said': [{ ImageScanningConfiguration: undefined }, finding('Subject')],
    'false as a text': [{ ImageScanningConfiguration: { ScanOnPush: 'false' } }, finding('Subject', 'ScanOnPush is false')],
    'a basic scan without rules, which is one on demand': [registry('shop/api', { ScanType: 'BASIC' }), finding('shop/api')],
    'a basic scan with an empty list of rules': [registry(undefined, { ScanType: 'BASIC', Rules: [] }), finding('Subject')],
    'a registry that scans on demand': [registry('shop/api', { ScanType: 'BASIC', Rules: rules('MANUAL', '*') }), finding('shop/api')],
    'a filter with a star for other names': [registry('shop/api', onPush('api*')), finding('shop/api')],
    'a filter without a star for other names': [registry('shop/api', onPush('prod')), finding('shop/api')],
    'an enhanced scan of others': [registry('shop/api', { ScanType: 'ENHANCED', Rules: rules('CONTINUOUS_SCAN', 'prod*') }), finding('shop/api')],
  },
});
