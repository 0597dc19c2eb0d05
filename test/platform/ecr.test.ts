import { reopenedBy } from '../../src/platform/ecr';

test.each([
  ['*', 'a commit SHA'],
  ['**', 'a commit SHA'],
  ['0*', 'a commit SHA'],
  ['*f', 'a commit SHA'],
  ['deadbee*', 'a commit SHA'],
  ['deadbee', 'a commit SHA'],
  ['v*', 'a version tag'],
  ['*.*', 'a version tag'],
  ['v1.2.3', 'a version tag'],
  ['1.*.3', 'a version tag'],
  ['release*', 'a release tag'],
  ['rel-*', 'a release tag'],
  ['*-1.0', 'a release tag'],
])('%s can match %s', (filter, what) => {
  expect(reopenedBy(filter)).toBe(what);
});

test.each(['latest', 'latest*', '*latest', 'pr-*', 'dev*-branch', 'feature-*', '*-snapshot', 'buildcache', 'staging', 'x*'])('%s can match none of them', (filter) => {
  expect(reopenedBy(filter)).toBeUndefined();
});

test('a filter as long as ECR allows, full of wildcards, is read at once', () => {
  expect(reopenedBy('*x'.repeat(64))).toBeUndefined();
});
