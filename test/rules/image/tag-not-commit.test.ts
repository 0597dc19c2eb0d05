import rule from '../../../src/rules/image/tag-not-commit';
import { testRule } from '../rule-tester';

const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const finding = (image: string, tag: string) => `container "app" runs image "${image}:${tag}": the tag "${tag}" does not say from which commit it was built.`;
const own = (tag: string, repository = 'api') => ({ Image: `${OWN}/${repository}:${tag}` });
const foundOwn = (tag: string, repository = 'api'): [{ Image: string }, string] => [own(tag, repository), finding(`${OWN}/${repository}`, tag)];
const repository = (ImageTagMutability: string) => ({ Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop', ImageTagMutability } } });

testRule(rule, {
  good: {
    'a commit': own('3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192'),
    'a short commit': own('3f2c1ab'),
    'a version with the commit': own('v1.2.3-3f2c1ab'),
    'what git describe says': own('v1.2.3-14-g3f2c1ab'),
    'a branch with the commit': own('main-3f2c1ab'),
    'the hash of a function\'s content, as SAM adds it': own('apifunction-e1d2c3f4a5b6-v1'),
    'a digest': { Image: `${OWN}/api:1.4.2@sha256:${'0a'.repeat(32)}` },
    'the asset of a CDK app': { Image: `${OWN}/cdk-hnb659fds-container-assets-111122223333-eu-west-1:${'0a'.repeat(32)}` },
    'the asset of a CDK app under a name of its own': { Image: `${OWN}/cdk-hnb659fds-container-assets-111122223333-eu-west-1:api` },
    'somebody else\'s image': { Image: 'nginx:1.29.1' },
    'somebody else\'s image in a public gallery': { Image: 'public.ecr.aws/nginx/nginx:1.29.1' },
    'a registry that is not known': { properties: { Image: { 'Fn::Sub': '${Registry}/api:1.4.2' } }, Parameters: { Registry: { Type: 'String' } } },
    'a tag that is not known': { properties: { Image: { 'Fn::Sub': `${OWN}/api:\${Tag}` } }, Parameters: { Tag: { Type: 'String' } } },
    'a tag of which a part is not known': { properties: { Image: { 'Fn::Sub': `${OWN}/api:1.4.2-\${Sha}` } }, Parameters: { Sha: { Type: 'String' } } },
    'a pull-through cache': own('1.29.1', 'ecr-public/nginx/nginx'),
    'a copy of an official image': own('17.2', 'library/postgres'),
    'a copy of somebody\'s proxy': own('1.29.1', 'nginx'),
    'a copy of somebody\'s agent': own('v7.61.0', 'monitoring/datadog-agent'),
    'an image of AWS': { Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' },
    'an image in an account of AWS': { Image: '763104351884.dkr.ecr.us-east-1.amazonaws.com/sklearn-inference:1.2-1-cpu-py3' },
    'an image of AWS in a region that is not known': {
      properties: { Image: { 'Fn::Sub': '840364872350.dkr.ecr.${AWS::Region}.amazonaws.com/aws-appmesh-envoy:v1.29.6.0-prod' } },
    },
    'latest, which has a rule of its own': own('latest'),
    'a branch, which has a rule of its own': own('main'),
    'part of a version, which has a rule of its own': own('1.4'),
    'a build of uncommitted code, which has a rule of its own': own('1.4.2-dirty'),
  },
  bad: {
    'a full version': foundOwn('1.4.2'),
    'a version with v and a suffix': foundOwn('v1.4.2-rc.1'),
    'a date with a build number': foundOwn('2026-11-24.7'),
    'a date in digits': foundOwn('20261124'),
    'a timestamp': foundOwn('20261124101500'),
    'a build number': foundOwn('1742'),
    'a build of one\'s own agent': foundOwn('build-1', 'host-agent'),
    'a name that nothing is known about': foundOwn('blue'),
    'a pull request': foundOwn('PR-17'),
    'the default of a parameter': [
      { properties: { Image: { 'Fn::Sub': `${OWN}/api:\${Tag}` } }, Parameters: { Tag: { Type: 'String', Default: '1.4.2' } } }, finding(`${OWN}/api`, '1.4.2'),
    ],
    'a name that AWS uses too, in the account itself': [
      { Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/xgboost:1.4.2' } },
      finding('${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/xgboost', '1.4.2'),
    ],
    'a version in a repository whose tags cannot move': [
      { properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:1.4.2' } }, Resources: repository('IMMUTABLE') }, finding('shop', '1.4.2'),
    ],
    'a branch in a repository whose tags cannot move': [
      { properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:main' } }, Resources: repository('IMMUTABLE') }, finding('shop', 'main'),
    ],
  },
});
