import { floatingReason, isAssetRepository, isLatest, isUncommitted, namesCommit } from '../../src/platform/image-tag';

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

test.each([
  '3f2c1ab', '3F2C1AB9', '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192', 'v1.2.3-4-g3f2c1ab', '1.4.2-3f2c1ab9', 'main-3f2c1ab', 'sha-3f2c1ab', 'sha3f2c1ab', 'git_3f2c1ab', '20261124.3f2c1ab',
  'prod-3f2c1ab-arm64', 'commit-3f2c1ab', '1234567', '0a'.repeat(32), '3f2c1ab-dirty',
])('%s names what it was built from', (tag) => {
  expect(namesCommit(tag)).toBe(true);
});

test.each([
  '1.4.2', 'v1', '1742', 'blue', 'main', '20261124', '202611241015', '20261124101500', '1795513200', '1795513200123', 'build-1742', 'abcdef', '2026-11-24.7', 'deadbeefs', 'g', '',
])('"%s" does not', (tag) => {
  expect(namesCommit(tag)).toBe(false);
});

test.each([
  'dirty', '3f2c1ab-dirty', 'v1.2.3-4-g3f2c1ab-dirty', '3f2c1ab.dirty', '3f2c1ab_DIRTY', '3f2c1ab-dirty-arm64', 'dirty-3f2c1ab', '3f2c1ab-uncommitted', '3f2c1ab-modified', '1.4.2-dirty',
])('%s says that it was built from uncommitted code', (tag) => {
  expect(isUncommitted(tag)).toBe(true);
});

test.each(['3f2c1ab', 'dirtyharry', 'quickanddirty', 'modified', 'last-modified', '1.0.0-SNAPSHOT', 'wip', ''])('"%s" does not say so', (tag) => {
  expect(isUncommitted(tag)).toBe(false);
});
