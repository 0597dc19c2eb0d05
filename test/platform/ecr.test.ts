import { isMirror, matchesDeployed, matchesWildcard, reopenedBy, selectsRepository } from '../../src/platform/ecr';

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
  ['sha-*', 'a commit SHA'],
  ['git-*', 'a commit SHA'],
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

test.each(['prod', 'prod*', 'prod-*', 'production', '*', 'p*', 'live-*', 'main', 'main-*', 'master*', '*-7', 'stable', 'v*', 'sha-*'])('%s can match what a deployment names', (pattern) => {
  expect(matchesDeployed(pattern)).toBe(true);
});

test.each(['pr-*', 'preprod-*', 'dev*', 'staging', 'latest', 'product-*', 'maintenance', 'cache'])('%s can not', (pattern) => {
  expect(matchesDeployed(pattern)).toBe(false);
});

test.each<[string, string, boolean]>([
  ['*', '', true], ['*', 'a', true], ['a*', 'a', true], ['a*c', 'abbc', true], ['a*c', 'abcd', false], ['*a*', 'bab', true], ['a', 'ab', false], ['.', 'a', false],
  ['a*a', 'a', false], ['a**b', 'ab', true], ['*ab*ab*', 'abab', true], ['*ab*ab*', 'abxa', false], ['ab*b', 'ab', false],
])('%s matches %s: %s', (filter, text, matches) => {
  expect(matchesWildcard(filter, text)).toBe(matches);
});

/** The table of https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html */
test.each<[string, string[]]>([
  ['prod', ['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo']],
  ['*prod', ['prod', 'repo-prod']],
  ['prod*', ['prod', 'prod-repo', 'prodrepo']],
  ['*prod*', ['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo']],
  ['prod*repo', ['prod-repo', 'prodrepo']],
])('a scan filter %s selects %s', (filter, selected) => {
  expect(['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo'].filter((name) => selectsRepository(filter, name))).toEqual(selected);
});

test.each([
  ['ecr-public/nginx/nginx', true], ['docker-hub/grafana/grafana', true], ['quay/prometheus/node-exporter', true], ['mirror/library/redis', true], ['library/redis', true],
  ['shop/api', false], ['quay', false], ['shop/quay/api', false], ['my-library/api', false],
])('%s holds copies: %s', (path, expected) => {
  expect(isMirror(path)).toBe(expected);
});
