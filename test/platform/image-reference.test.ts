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
  ['[2001:db8::1]/app', { registry: '[2001:db8::1]', path: 'app' }],
  ['LOCALREGISTRY/app:1', { registry: 'LOCALREGISTRY', path: 'app', tag: '1' }],
  ['registry.example.com:${Port}/app:1', { registry: 'registry.example.com:${Port}', path: 'app', tag: '1' }],
  ['a__b/c--d/e.f:_x', { path: 'a__b/c--d/e.f', tag: '_x' }],
  ['{{resolve:ssm:/registry/host}}/app:latest', { path: '{{resolve:ssm:/registry/host}}/app', tag: 'latest' }],
  ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:{{resolve:ssm:/app/tag:3}}', {
    registry: '111122223333.dkr.ecr.eu-west-1.amazonaws.com', path: 'app', tag: '{{resolve:ssm:/app/tag:3}}',
  }],
  ['app:1.0.0@${Digest}', { path: 'app', tag: '1.0.0', digest: '${Digest}' }],
  ['app@sha512+b64u:' + '0a'.repeat(32), { path: 'app', digest: 'sha512+b64u:' + '0a'.repeat(32) }],
  ['app@${Digest}', { path: 'app', digest: '${Digest}' }],
])('%s is read', (text, expected) => {
  expect(parseImageReference(text)).toEqual({ registry: undefined, tag: undefined, digest: undefined, ...expected });
});

test.each(['registry:port/app', 'registry:/app', 'registry.example.com/', '/app', 'a___b', 'a..b', 'a.-b', 'app_', 'app:.1', 'app:-1', 'app@sha256', '[::1', 'app:1@', 'a/B',
  '.example.com/app', '-host.example.com/app', ':service.label.1', '', 'App', 'app:', ':1.0', 'app:1 0', 'app@sha256:short', 'a//b', 'http://host/app', `app:${'x'.repeat(129)}`, '-app', 'app@'])('"%s" is no image', (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});

test.each([
  ['{{resolve:ssm:/image}}', true], ['registry/{{resolve:ssm:/image}}', true], ['{{resolve:ssm:/registry}}/app', false],
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
