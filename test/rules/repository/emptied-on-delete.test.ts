import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { SafeContainersChecks } from '../../../src';
import rule from '../../../src/rules/repository/emptied-on-delete';
import { Case, testRule } from '../rule-tester';

/** A resource that says what becomes of it when its stack is deleted. */
function kept(DeletionPolicy: unknown): Case {
  return { properties: {}, Resources: { Subject: { Type: 'AWS::ECR::Repository', Properties: { EmptyOnDelete: true }, DeletionPolicy } } };
}

/** The custom resource behind the CDK's `autoDeleteImages`. */
function emptied(RepositoryName: unknown): Case {
  return { properties: {}, Resources: { Emptying: { Type: 'Custom::ECRAutoDeleteImages', Properties: { ServiceToken: 'arn', RepositoryName } } } };
}

const BY_PROPERTY = 'repository "Subject" is deleted with all images in it: EmptyOnDelete is on.';
const BY_RESOURCE = 'repository "Subject" is deleted with all images in it: autoDeleteImages is on.';

testRule(rule, {
  good: {
    'nothing said': {},
    'a repository that is retained': kept('Retain'),
    'a repository that is retained unless its creation fails': kept('RetainExceptOnCreate'),
    'a deletion policy that only CloudFormation knows': kept({ Ref: 'DeletionPolicy' }),
    'a value that only CloudFormation knows': { EmptyOnDelete: { 'Fn::ImportValue': 'Empty' } },
    'a custom resource that empties another': emptied({ Ref: 'Other' }),
    'a tag of the CDK without the custom resource': { Tags: [{ Key: 'aws-cdk:auto-delete-images', Value: 'true' }] },
  },
  bad: {
    'the property': [{ EmptyOnDelete: true }, BY_PROPERTY],
    'the property as a text': [{ EmptyOnDelete: 'true' }, BY_PROPERTY],
    'the property, beside a policy that says so, too': [kept('Delete'), BY_PROPERTY],
    'the custom resource of the CDK': [emptied({ Ref: 'Subject' }), BY_RESOURCE],
  },
});

test.each<keyof ecr.RepositoryProps>(['emptyOnDelete', 'autoDeleteImages'])('%s of an L2 is found', (property) => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined); // autoDeleteImages is deprecated
  const stack = new Stack(new App(), 'Stack');
  new ecr.Repository(stack, 'Repo', { [property]: true, removalPolicy: RemovalPolicy.DESTROY });
  expect(new SafeContainersChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName)).toContain('SafeContainers-RepositoryEmptiedOnDelete');
});
