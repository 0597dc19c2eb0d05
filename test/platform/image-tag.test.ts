import { floatingReason, isAssetRepository, isLatest } from '../../src/platform/image-tag';

test.each(['latest', 'LATEST', 'latest-arm64', 'prod-latest', 'latest_debug'])('%s is latest', (tag) => {
  expect(isLatest(tag)).toBe(true);
});

test.each(['1.0.0', 'greatest', 'latestage', 'latest-3f2c1ab', 'latest-20261124', ''])('"%s" is not', (tag) => {
  expect(isLatest(tag)).toBe(false);
});

test.each([
  ['main', 'names a branch, a stage or a channel'],
  ['stable-alpine', 'names a branch, a stage or a channel'],
  ['prod_arm64', 'names a branch, a stage or a channel'],
  ['v2', 'reads like part of a version'],
  ['v2.1', 'reads like part of a version'],
  ['20-bookworm-slim', 'reads like part of a version'],
  ['24.04', 'reads like part of a version'],
  ['3.x', 'reads like part of a version'],
  ['1.0.0-SNAPSHOT', 'names a branch, a stage or a channel'],
  ['fpm', 'names only a variant'],
  ['alpine3.22', 'names only a variant'],
])('%s %s', (tag, reason) => {
  expect(floatingReason(tag)).toBe(reason);
});

test.each([
  '1.2.3', 'v1.2.3', '1.2.3-alpine', '3f2c1ab', '20261124', '2026.10', '2026-11-24', 'main-3f2c1ab', 'prod-42', 'feature-login', 'build-1742', '1742', '8.2.1-bookworm',
  '1.2.3.4', 'sha-3f2c1ab', 'r2026a', 'PR-17', '',
])('nothing says that "%s" moves', (tag) => {
  expect(floatingReason(tag)).toBeUndefined();
});

test('the bootstrap repository of the CDK is recognized by every qualifier', () => {
  expect(isAssetRepository('cdk-hnb659fds-container-assets-111122223333-eu-west-1')).toBe(true);
  expect(isAssetRepository('cdk-team-container-assets-${AWS::AccountId}-${AWS::Region}')).toBe(true);
  expect(isAssetRepository('shop/api')).toBe(false);
});
