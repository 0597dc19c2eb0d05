import { isPrivateEcrHost, mayHideTag, parseImageReference } from '../../src/platform/image-reference';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

test.each([
  ['nginx', { path: 'nginx' }],
  ['nginx:1.29.1', { path: 'nginx', tag: '1.29.1' }],
  ['library/nginx:1.29.1', { path: 'library/nginx', tag: '1.29.1' }],
  ['localhost/app:1', { registry: 'localhost', path: 'app', tag: '1' }],
  ['registry:5000/app', { registry: 'registry:5000', path: 'app' }],
  ['registry:5000/team/app:1.0', { registry: 'registry:5000', path: 'team/app', tag: '1.0' }],
  ['public.ecr.aws/nginx/nginx:1.29.1', { registry: 'public.ecr.aws', path: 'nginx/nginx', tag: '1.29.1' }],
  [`app@${DIGEST}`, { path: 'app', digest: DIGEST }],
  [`registry:5000/app:1.0@${DIGEST}`, { registry: 'registry:5000', path: 'app', tag: '1.0', digest: DIGEST }],
  ['[::1]:5000/app:1', { registry: '[::1]:5000', path: 'app', tag: '1' }],
  ['${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:${Tag}', {
    registry: '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com', path: 'app', tag: '${Tag}',
  }],
  ['${Registry}/app:latest', { path: '${Registry}/app', tag: 'latest' }],
  ['${Image}', { path: '${Image}' }],
  ['app@${Digest}', { path: 'app', digest: '${Digest}' }],
])('%s is read', (text, expected) => {
  expect(parseImageReference(text)).toEqual({ registry: undefined, tag: undefined, digest: undefined, ...expected });
});

test.each(['', 'App', 'app:', ':1.0', 'app:1 0', 'app@sha256:short', 'a//b', 'http://host/app', `app:${'x'.repeat(129)}`, '-app', 'app@'])('"%s" is no image', (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});

test.each([
  ['${Image}', true], ['registry/${Image}', true], ['app-${Suffix}', true],
  ['${Registry}/app', false], ['app-${AWS::Region}', false], ['${Image}:1.0', false], ['app', false],
])('a tag may hide in %s: %s', (text, expected) => {
  expect(mayHideTag(parseImageReference(text)!)).toBe(expected);
});

test.each([
  ['111122223333.dkr.ecr.eu-west-1.amazonaws.com', true],
  ['111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com', true],
  ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', true],
  ['111122223333.dkr-ecr.eu-west-1.on.aws', true],
  ['${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}', true],
  ['public.ecr.aws', false],
  ['registry.example.com', false],
])('%s is a private registry of ECR: %s', (host, expected) => {
  expect(isPrivateEcrHost(host)).toBe(expected);
});
