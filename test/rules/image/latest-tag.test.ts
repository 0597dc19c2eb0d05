import rule from '../../../src/rules/image/latest-tag';
import { testRule } from '../rule-tester';

const REPOSITORY = { Repo: { Type: 'AWS::ECR::Repository', Properties: {} } };
const tagged = (image: string, tag = 'latest') => `container "app" runs image "${image}": the tag "${tag}" means another image after every push.`;
const untagged = (image: string) => `container "app" runs image "${image}" without a tag, which means latest.`;

testRule(rule, {
  good: {
    'a version': { Image: 'nginx:1.29.1-alpine' },
    'a digest, whatever the tag': { Image: `nginx:latest@sha256:${'0a'.repeat(32)}` },
    'a registry with a port and a tag': { Image: 'registry:5000/app:1.0.0' },
    'a CDK asset': { Image: { 'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}:${'0a'.repeat(32)}` } },
    'a tag that only CloudFormation knows': { properties: { Image: { 'Fn::Sub': 'app:${Tag}' } }, Parameters: { Tag: { Type: 'String' } } },
    'an image that only CloudFormation knows': { properties: { Image: { Ref: 'Image' } }, Parameters: { Image: { Type: 'String' } } },
    'a name whose end may hide a tag': { properties: { Image: { 'Fn::Sub': 'registry.example.com/${Image}' } }, Parameters: { Image: { Type: 'String' } } },
    'a secret default, which is nobody\'s business': {
      properties: { Image: { Ref: 'Image' } }, Parameters: { Image: { Type: 'String', NoEcho: true, Default: 'app:latest' } },
    },
    'what cannot be an image at all': { Image: 'Not An Image' },
  },
  bad: {
    'no tag': [{ Image: 'nginx' }, untagged('nginx')],
    'a registry with a port and no tag': [{ Image: 'registry:5000/app' }, untagged('registry:5000/app')],
    'latest': [{ Image: 'public.ecr.aws/nginx/nginx:latest' }, tagged('public.ecr.aws/nginx/nginx:latest')],
    'latest of an architecture': [{ Image: 'nginx:latest-arm64' }, tagged('nginx:latest-arm64', 'latest-arm64')],
    'a parameter whose default is latest': [
      { properties: { Image: { 'Fn::Sub': 'app:${Tag}' } }, Parameters: { Tag: { Type: 'String', Default: 'latest' } } }, tagged('app:latest'),
    ],
    'a join of registry, repository and latest': [
      {
        properties: { Image: { 'Fn::Join': ['', [{ Ref: 'AWS::AccountId' }, '.dkr.ecr.', { Ref: 'AWS::Region' }, '.amazonaws.com/', { Ref: 'Repo' }, ':latest']] } },
        Resources: REPOSITORY,
      },
      tagged('Repo:latest'),
    ],
    'the URI of a repository of the app, without a tag': [
      { properties: { Image: { 'Fn::GetAtt': ['Repo', 'RepositoryUri'] } }, Resources: REPOSITORY }, untagged('Repo'),
    ],
    'latest in a repository whose tags cannot move': [
      {
        properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:latest' } },
        Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: { ImageTagMutability: 'IMMUTABLE' } } },
      },
      'container "app" runs image "Repo:latest": the tag "latest" does not say which build it is.',
    ],
    'the name of a repository of the app at the end of Fn::Sub': [
      {
        properties: { Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Repo}' } },
        Resources: REPOSITORY,
      },
      untagged('Repo'),
    ],
    'an unknown registry before a known tag': [
      { properties: { Image: { 'Fn::Sub': '${Registry}/app:latest' } }, Parameters: { Registry: { Type: 'String' } } }, tagged('${Registry}/app:latest'),
    ],
    'one branch of a condition': [
      {
        properties: { Image: { 'Fn::If': ['IsProd', 'app:1.0.0', 'app:latest'] } },
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      tagged('app:latest').replace(/\.$/, ', where IsProd is false.'),
    ],
    'a mapping with literal keys': [
      { properties: { Image: { 'Fn::FindInMap': ['Images', 'app', 'uri'] } }, Mappings: { Images: { app: { uri: 'app:latest' } } } }, tagged('app:latest'),
    ],
  },
});
