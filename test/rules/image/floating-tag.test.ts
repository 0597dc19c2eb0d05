import rule from '../../../src/rules/image/floating-tag';
import { testRule } from '../rule-tester';

const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api';
const finding = (image: string, tag: string, reason: string) =>
  `container "app" runs image "${image}:${tag}": the tag "${tag}" ${reason}, and another push can make it another image.`;
const own = (tag: string) => ({ Image: `${OWN}:${tag}` });

function repository(ImageTagMutability: string, ...filters: unknown[]) {
  return {
    Type: 'AWS::ECR::Repository',
    Properties: {
      RepositoryName: 'shop',
      ImageTagMutability,
      ImageTagMutabilityExclusionFilters: filters.map((filter) => ({
        ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: filter,
      })),
    },
  };
}

testRule(rule, {
  good: {
    'a commit': own('3f2c1ab9'),
    'a SHA-1': own('3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192'),
    'a full version': own('1.2.3'),
    'a full version with v and a base system': own('v1.2.3-alpine3.22'),
    'a date with a build number': own('2026-11-24.7'),
    'a build number': own('1742'),
    'a branch with the commit on it': own('main-3f2c1ab9'),
    'a name that nothing is known about': own('blue'),
    'a digest beside a floating tag': { Image: `${OWN}:main@sha256:${'0a'.repeat(32)}` },
    'latest, which has a rule of its own': own('latest'),
    'two numbers, with which the versions of somebody else may end': { Image: 'postgres:16.4-alpine' },
    'a repository of the app whose tags cannot move': {
      properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:v2' } },
      Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: { ImageTagMutability: 'IMMUTABLE' } } },
    },
    'a repository of the app in which other tags can move': {
      properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:v2' } }, Resources: { Repo: repository('IMMUTABLE_WITH_EXCLUSION', 'latest', 'pr-*') },
    },
    'a repository of the app in which tags of this form cannot move': {
      properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:v2' } }, Resources: { Repo: repository('MUTABLE_WITH_EXCLUSION', 'v*') },
    },
    'a full version of somebody else': { Image: 'public.ecr.aws/docker/library/redis:8.2.1-bookworm' },
  },
  bad: {
    'a branch': [own('main'), finding(OWN, 'main', 'names a branch, a stage or a channel')],
    'a stage': [own('Prod'), finding(OWN, 'Prod', 'names a branch, a stage or a channel')],
    'a branch for an architecture': [own('develop-arm64'), finding(OWN, 'develop-arm64', 'names a branch, a stage or a channel')],
    'a major version': [own('v1'), finding(OWN, 'v1', 'reads like part of a version')],
    'major and minor': [own('1.2'), finding(OWN, '1.2', 'reads like part of a version')],
    'an architecture': [own('arm64'), finding(OWN, 'arm64', 'names only a variant')],
    'a partial version of somebody else, as a hint': [
      { Image: 'postgres:16' }, `info: ${finding('postgres', '16', 'reads like part of a version')}`,
    ],
    'a base system of somebody else, as a hint': [
      { Image: 'node:alpine' }, `info: ${finding('node', 'alpine', 'names only a variant')}`,
    ],
    'an unknown registry, as a hint': [
      { properties: { Image: { 'Fn::Sub': '${Registry}/api:main' } }, Parameters: { Registry: { Type: 'String' } } },
      `info: ${finding('${Registry}/api', 'main', 'names a branch, a stage or a channel')}`,
    ],
    'a repository of the app in which tags of this form can move': [
      {
        properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:main' } },
        Resources: { Repo: repository('IMMUTABLE_WITH_EXCLUSION', 'latest', 'ma*') },
      },
      finding('shop', 'main', 'names a branch, a stage or a channel'),
    ],
    'a repository of the app in which tags move by a filter that only CloudFormation knows': [
      {
        properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:main' } },
        Resources: { Repo: repository('IMMUTABLE_WITH_EXCLUSION', { 'Fn::ImportValue': 'Filter' }) },
      },
      finding('shop', 'main', 'names a branch, a stage or a channel'),
    ],
    'a public repository of the app, in which every tag can move': [
      {
        properties: { Image: { 'Fn::Sub': 'public.ecr.aws/a1b2c3d4/${Repo}:main' } },
        Resources: { Repo: { Type: 'AWS::ECR::PublicRepository', Properties: { RepositoryName: 'shop' } } },
      },
      finding('shop', 'main', 'names a branch, a stage or a channel'),
    ],
    'a repository of the app': [
      {
        properties: { Image: { 'Fn::Sub': '${Repo.RepositoryUri}:main' } },
        Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop' } } },
      },
      finding('shop', 'main', 'names a branch, a stage or a channel'),
    ],
  },
});
