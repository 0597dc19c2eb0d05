import { App, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SafeContainersChecks } from '../../../src';
import rule from '../../../src/rules/repository/public-policy';
import { Case, testRule } from '../rule-tester';

const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const policy = (...Statement: unknown[]) => ({ RepositoryPolicyText: { Version: '2012-10-17', Statement } });
const allow = (Principal: unknown, more: object = {}) => ({ Effect: 'Allow', Principal, Action: PULL, ...more });
const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } };
const denyOutside = { Effect: 'Deny', Principal: '*', Action: 'ecr:*', Condition: { StringNotEquals: inOrganization.StringEquals } };
const encrypted = { Bool: { 'aws:SecureTransport': 'true' } };

const finding = (what = PULL.join(', '), who = 'every AWS account') => `repository "Subject" is open to the world: its policy lets ${who} use ${what}.`;

testRule(rule, {
  good: {
    'no policy': {},
    'an account': policy(allow({ AWS: '111122223333' })),
    'accounts and roles': policy(allow({ AWS: ['arn:aws:iam::111122223333:root', { 'Fn::GetAtt': ['Role', 'Arn'] }, { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }] })),
    'a service': policy(allow({ Service: 'codebuild.amazonaws.com' })),
    'everyone of an organization': policy(allow('*', { Condition: inOrganization })),
    'everyone of an organization, in a list': policy(allow({ AWS: ['*'] }, { Condition: inOrganization })),
    'a condition that is unknown': policy(allow('*', { Condition: { 'Fn::ImportValue': 'Condition' } })),
    'a condition of which the keys are unknown': policy(allow('*', { Condition: { StringEquals: { 'Fn::ImportValue': 'Keys' } } })),
    'a denial to everyone': policy({ Effect: 'Deny', Principal: '*', Action: 'ecr:DeleteRepository' }),
    'a denial to everyone else': policy({ Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: '*' }),
    'everyone, but a denial to those outside the organization': policy(allow('*'), denyOutside),
    'everyone, but a denial of the same actions, in other letters, to those outside the organization': policy(allow('*'), { ...denyOutside, Action: 'ECR:batch*' }),
    'everyone, but a denial of all but one action to those outside the organization': policy(allow('*'), { ...denyOutside, Action: undefined, NotAction: 'ecr:ListImages' }),
    'everyone, but a denial to all others': policy(allow('*'), { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: 'ecr:*' }),
    'everyone, beside a statement that only CloudFormation knows': policy(allow('*'), { 'Fn::ImportValue': 'Statement' }),
    'a principal that only CloudFormation knows': policy(allow({ 'Fn::ImportValue': 'Principal' }), allow({ AWS: { Ref: 'Principal' } }), allow({ AWS: [{ Ref: 'Principal' }] })),
    'principals to leave out that only CloudFormation knows': policy({ ...allow(undefined), NotPrincipal: { 'Fn::ImportValue': 'Principal' } }),
    'an effect that only CloudFormation knows': policy(allow('*', { Effect: { 'Fn::ImportValue': 'Effect' } })),
    'a policy that only CloudFormation knows': { RepositoryPolicyText: { 'Fn::ImportValue': 'Policy' } },
    'a policy that a condition leaves out': {
      properties: { RepositoryPolicyText: { 'Fn::If': ['IsOpen', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }] } },
      Conditions: { IsOpen: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    } satisfies Case,
    'a text that is no JSON': { RepositoryPolicyText: 'everyone' },
    'a statement that is nothing of the kind': policy(null, '*', 7, [allow('*')]),
    'statements that are a text': { RepositoryPolicyText: { Statement: '*' } },
    'a policy without statements': { RepositoryPolicyText: {} },
  },
  bad: {
    'a star': [policy(allow('*')), finding()],
    'a star for AWS': [policy(allow({ AWS: '*' })), finding()],
    'a list with a star in it': [policy(allow({ AWS: ['111122223333', '*'] })), finding()],
    'a star beside a service': [policy(allow({ AWS: '*', Service: 'codebuild.amazonaws.com' })), finding()],
    'a star from the default of a parameter': [
      { properties: policy(allow({ AWS: [{ Ref: 'Reader' }] })), Parameters: { Reader: { Type: 'String', Default: '*' } } }, finding(),
    ],
    'everyone but one': [policy({ ...allow(undefined), NotPrincipal: { AWS: '111122223333' } }), finding(undefined, 'every AWS account but those that it names')],
    'an action that is a text': [policy(allow('*', { Action: 'ecr:*' })), finding('ecr:*')],
    'all actions but some': [policy(allow('*', { Action: undefined, NotAction: 'ecr:PutImage' })), finding('it')],
    'actions that only CloudFormation knows': [policy(allow('*', { Action: { 'Fn::ImportValue': 'Actions' } })), finding('it')],
    'one statement that is not in a list': [{ RepositoryPolicyText: { Statement: allow('*') } }, finding()],
    'one statement of several': [policy(allow({ AWS: '111122223333' }), allow('*', { Action: 'ecr:PutImage' })), finding('ecr:PutImage')],
    'a text of JSON': [{ RepositoryPolicyText: JSON.stringify(policy(allow('*')).RepositoryPolicyText) }, finding()],
    'a text of JSON with unknown parts': [
      { RepositoryPolicyText: { 'Fn::Sub': JSON.stringify({ Id: '${AWS::StackName}', ...policy(allow('*')).RepositoryPolicyText }) } }, finding(),
    ],
    'an empty condition': [policy(allow('*', { Condition: {} })), finding()],
    'a condition that asks for encryption alone': [policy(allow('*', { Condition: encrypted })), finding()],
    'a denial of what is not encrypted, which lets everyone in': [
      policy(allow('*'), { Effect: 'Deny', Principal: '*', Action: '*', Condition: { Bool: { 'AWS:SecureTransport': 'false' } } }), finding(),
    ],
    'a denial of another action to those outside the organization': [
      policy(allow('*'), { ...denyOutside, Action: ['ecr:PutImage', 'ecr:Delete*'] }), finding(),
    ],
    'a denial of less than what is opened': [
      policy(allow('*', { Action: 'ecr:*' }), { ...denyOutside, Action: 'ecr:PutImage' }), finding('ecr:*'),
    ],
    'a denial of one action': [policy(allow('*'), { Effect: 'Deny', Principal: '*', Action: 'ecr:DeleteRepository' }), finding()],
  },
});

test.each<[string, (repository: ecr.Repository) => void, boolean]>([
  ['everyone', (repository) => repository.grantPull(new iam.AnyPrincipal()), true],
  ['a star', (repository) => repository.addToResourcePolicy(new iam.PolicyStatement({ actions: ['ecr:*'], principals: [new iam.StarPrincipal()] })), true],
  ['an organization', (repository) => repository.grantPull(new iam.OrganizationPrincipal('o-1234567890')), false],
  ['an account', (repository) => repository.grantPull(new iam.AccountPrincipal('111122223333')), false],
])('grants of an L2 are read: %s', (_, grant, found) => {
  const stack = new Stack(new App(), 'Stack');
  grant(new ecr.Repository(stack, 'Repo'));
  const { violations } = new SafeContainersChecks().validateScope(stack);
  expect(violations.filter(({ severity }) => severity === 'error').map(({ ruleName }) => ruleName)).toEqual(found ? [`SafeContainers-${rule.id}`] : []);
});
