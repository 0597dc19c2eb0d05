import rule from '../../../src/rules/image/version-consistency-disabled';
import { testRule } from '../rule-tester';

const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api';
const finding = (image: string) => `container "app" has version consistency disabled, so that its tasks run whatever image "${image}" means when each of them starts.`;
const disabled = (image: string) => ({ Image: image, VersionConsistency: 'disabled' });
const repository = (ImageTagMutability: string) => ({ Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop', ImageTagMutability } } });
const inRepository = (tag: string) => ({ Image: { 'Fn::Sub': `\${Repo.RepositoryUri}:${tag}` }, VersionConsistency: 'disabled' });

testRule(rule, {
  good: {
    'nothing said about it': { Image: `${OWN}:latest` },
    'a commit': disabled(`${OWN}:3f2c1ab9`),
    'a full version': disabled(`${OWN}:1.4.2`),
    'a digest beside latest': disabled(`${OWN}:latest@sha256:${'0a'.repeat(32)}`),
    'the asset of a CDK app': disabled(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets-111122223333-eu-west-1:${'0a'.repeat(32)}`),
    'a tag that only CloudFormation knows': {
      properties: { Image: { 'Fn::Sub': `${OWN}:\${Tag}` }, VersionConsistency: 'disabled' }, Parameters: { Tag: { Type: 'String' } },
    },
    'a setting that only CloudFormation knows': {
      properties: { Image: `${OWN}:latest`, VersionConsistency: { Ref: 'Consistency' } }, Parameters: { Consistency: { Type: 'String' } },
    },
    'a repository whose tags cannot move': { properties: inRepository('v1'), Resources: repository('IMMUTABLE') },
    'latest in a repository whose tags cannot move': { properties: inRepository('latest'), Resources: repository('IMMUTABLE') },
  },
  bad: {
    'a branch': [disabled(`${OWN}:main`), finding(`${OWN}:main`)],
    'latest': [disabled(`${OWN}:latest`), finding(`${OWN}:latest`)],
    'no tag': [disabled(OWN), finding(OWN)],
    'the agent of somebody else, which may be meant to follow its vendor, as a hint': [
      disabled('public.ecr.aws/datadog/agent:latest'), `info: ${finding('public.ecr.aws/datadog/agent:latest')}`,
    ],
    'part of the version of somebody else, as a hint': [disabled('datadog/agent:7'), `info: ${finding('datadog/agent:7')}`],
    'a repository whose tags can move': [{ properties: inRepository('v1'), Resources: repository('MUTABLE') }, finding('shop:v1')],
    'the default of a parameter': [
      { properties: { Image: `${OWN}:main`, VersionConsistency: { Ref: 'Consistency' } }, Parameters: { Consistency: { Type: 'String', Default: 'disabled' } } },
      finding(`${OWN}:main`),
    ],
  },
});
