import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryNoScanOnPush',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Images are scanned for vulnerabilities when they are pushed',
  why: 'What nobody scans is deployed with vulnerabilities that are known.',
  fix: 'set imageScanOnPush: true, as ImmutableRepository does, or let a filter of an ecr.CfnRegistryScanningConfiguration select the repository',
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
  peers: ['CKV_AWS_163', 'AWS-0030', '9025b2b3-e554-4842-ba87-db7aeec36d35', 'ECR.1', 'CT.ECR.PR.2', 'ecr_registry_scan_images_on_push_enabled', 'ecr_repositories_scan_images_on_push_enabled'],
  examples: {
    bad: { ImageScanningConfiguration: { ScanOnPush: false } },
    good: { ImageScanningConfiguration: { ScanOnPush: true } },
  },
  *check({ name, scanOnPush, scannedByRegistry }) {
    if (scannedByRegistry === false && (scanOnPush === undefined || scanOnPush === false)) {
      const state = scanOnPush === undefined ? 'ScanOnPush is not set' : 'ScanOnPush is false';
      yield { property: 'ImageScanningConfiguration', message: `repository "${name}" does not scan images on push: ${state}, and no registry scan of this app selects it.` };
    }
  },
});
