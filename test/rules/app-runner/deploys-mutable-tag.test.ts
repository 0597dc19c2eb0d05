import rule from '../../../src/rules/app-runner/deploys-mutable-tag';
import { testRule } from '../rule-tester';

const OTHER = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const HERE = '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com';
const finding = (image: string) => `App Runner service "Subject" deploys every push to "${image}" by itself.`;
const source = (identifier: unknown, AutoDeploymentsEnabled?: unknown, type: unknown = 'ECR') => ({
  SourceConfiguration: { AutoDeploymentsEnabled, ImageRepository: { ImageRepositoryType: type, ImageIdentifier: identifier } },
});
const here = (image: string) => ({ 'Fn::Sub': `${HERE}/${image}` });
const repository = (ImageTagMutability: string) => ({ Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop', ImageTagMutability } } });
const UNKNOWN = { Parameters: { Unknown: { Type: 'String' } } };

testRule(rule, {
  good: {
    'automatic deployments switched off': source(here('api:latest'), false),
    'a commit, to which nobody pushes twice': source(here('api:3f2c1ab9'), true),
    'a full version': source(here('api:1.4.2'), true),
    'a digest': source(`${OTHER}/api@sha256:${'0a'.repeat(32)}`, true),
    'an asset of the CDK': source(`${OTHER}/cdk-hnb659fds-container-assets-111122223333-eu-west-1:${'0a'.repeat(32)}`, true),
    'a public image and no word of deployments, which means none': source('public.ecr.aws/aws-containers/hello-app-runner:latest', undefined, 'ECR_PUBLIC'),
    'a public image, for which App Runner has none': source('public.ecr.aws/aws-containers/hello-app-runner:latest', true, 'ECR_PUBLIC'),
    'a public repository of the app': {
      properties: source({ 'Fn::Sub': 'public.ecr.aws/a1b2c3d4/${Gallery}:main' }, true, 'ECR_PUBLIC'), Resources: { Gallery: { Type: 'AWS::ECR::PublicRepository', Properties: {} } },
    },
    'a repository of an account that may be another, and no word of deployments': source(`${OTHER}/api:latest`),
    'a tag that only CloudFormation knows': { properties: source({ 'Fn::Sub': `${HERE}/api:\${Unknown}` }, true), ...UNKNOWN },
    'deployments of which only CloudFormation knows': { properties: source(here('api:latest'), { Ref: 'Unknown' }), ...UNKNOWN },
    'a repository whose tags cannot move': { properties: source({ 'Fn::Sub': '${Repo.RepositoryUri}:v1' }, true), Resources: repository('IMMUTABLE') },
    'latest in a repository whose tags cannot move': { properties: source({ 'Fn::Sub': '${Repo.RepositoryUri}:latest' }, true), Resources: repository('IMMUTABLE') },
    'a service that is built from code': { SourceConfiguration: { AutoDeploymentsEnabled: true, CodeRepository: { RepositoryUrl: 'https://github.com/team/api' } } },
  },
  bad: {
    'latest': [source(`${OTHER}/api:latest`, true), finding(`${OTHER}/api:latest`)],
    'latest, with a text for the switch': [source(`${OTHER}/api:latest`, 'true'), finding(`${OTHER}/api:latest`)],
    'no tag': [source(`${OTHER}/api`, true), finding(`${OTHER}/api`)],
    'a branch': [source(`${OTHER}/api:main`, true), finding(`${OTHER}/api:main`)],
    'a private repository of this account, where deployments are automatic by default': [source(here('api:latest')), finding(`${HERE}/api:latest`)],
    'a kind of repository that only CloudFormation knows, with an address of this account': [
      { properties: source(here('api:latest'), undefined, { Ref: 'Unknown' }), ...UNKNOWN }, finding(`${HERE}/api:latest`),
    ],
    'a repository of the app, without a word of deployments': [
      { properties: source({ 'Fn::Sub': '${Repo.RepositoryUri}:v1' }), Resources: repository('MUTABLE') }, finding('shop:v1'),
    ],
    'one branch of a condition': [
      {
        properties: source({ 'Fn::If': ['IsProd', `${OTHER}/api:1.4.2`, `${OTHER}/api:main`] }, true),
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      finding(`${OTHER}/api:main`).replace(/\.$/, ', where IsProd is false.'),
    ],
  },
  fixes: {
    latest: [
      source(`${OTHER}/api:latest`, true),
      'set sourceConfiguration: { autoDeploymentsEnabled: false, imageRepository: { imageIdentifier: repository.repositoryUriForTagOrDigest(gitSha), … } }',
    ],
  },
});
