import rule from '../../../src/rules/image/untrusted-registry';
import { testRule } from '../rule-tester';

const asset = 'cdk-hnb659fds-container-assets-444455556666-eu-west-1';

testRule(rule, {
  good: {
    'Docker Hub by no name': { Image: 'nginx:1.29.1' },
    'Docker Hub by another of its names': { Image: 'index.docker.io/library/nginx:1.29.1' },
    'a registry with a wildcard': { Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/app:3f2c1ab9' },
    'a path below a trusted one': { Image: 'ghcr.io/acme/tools/app:1.0.0' },
    'the account that it runs in': { Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:1.0.0' } },
    'a repository of the app': {
      properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:1.0.0' } }, Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: {} } },
    },
    'an asset of the CDK': { Image: `444455556666.dkr.ecr.eu-west-1.amazonaws.com/${asset}:${'0123456789abcdef'.repeat(4)}` },
    'a registry that only CloudFormation knows': { Image: { 'Fn::Sub': ['${Registry}/app:1.0.0', { Registry: { 'Fn::ImportValue': 'Registry' } }] } },
    'an image that only CloudFormation knows': { Image: { 'Fn::ImportValue': 'Image' } },
  },
  bad: {
    'another registry': [
      { Image: 'quay.io/prometheus/node-exporter:v1.9.1' },
      'container "app" runs image "quay.io/prometheus/node-exporter:v1.9.1" from quay.io, which is none of the trusted registries.',
    ],
    'a path that only begins alike': [
      { Image: 'ghcr.io/acme-evil/app:1.0.0' }, 'container "app" runs image "ghcr.io/acme-evil/app:1.0.0" from ghcr.io, which is none of the trusted registries.',
    ],
    'another account': [
      { Image: '999988887777.dkr.ecr.eu-west-1.amazonaws.com/app:3f2c1ab9' },
      'container "app" runs image "999988887777.dkr.ecr.eu-west-1.amazonaws.com/app:3f2c1ab9" from 999988887777.dkr.ecr.eu-west-1.amazonaws.com, which is none of the trusted registries.',
    ],
    'a port that is part of the registry': [
      { Image: 'docker.io:5000/app:1.0.0' }, 'container "app" runs image "docker.io:5000/app:1.0.0" from docker.io:5000, which is none of the trusted registries.',
    ],
  },
});
