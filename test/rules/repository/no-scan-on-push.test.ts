import rule from '../../../src/rules/repository/no-scan-on-push';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'a registry of the app scans': {
      properties: { ImageScanningConfiguration: undefined },
      Resources: { Registry: { Type: 'AWS::ECR::RegistryScanningConfiguration', Properties: { ScanType: 'ENHANCED' } } },
    },
    'an unknown value': { ImageScanningConfiguration: { ScanOnPush: { 'Fn::ImportValue': 'Scan' } } },
    'true as a text': { ImageScanningConfiguration: { ScanOnPush: 'true' } },
  },
  bad: {
    'nothing said': [
      { ImageScanningConfiguration: undefined },
      'repository "Subject" does not scan images on push: ScanOnPush is not set, and no registry scan is configured in this app.',
    ],
    'false as a text': [
      { ImageScanningConfiguration: { ScanOnPush: 'false' } },
      'repository "Subject" does not scan images on push: ScanOnPush is false, and no registry scan is configured in this app.',
    ],
  },
});
