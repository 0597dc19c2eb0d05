import { Fn, Token } from 'aws-cdk-lib/core';
import type { Destination } from './destination';

/** The role that `cdk bootstrap` makes for publishing images, in the words of the CDK. */
export const BOOTSTRAP_ROLE = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-${Qualifier}-image-publishing-role-${AWS::AccountId}-${AWS::Region}';

/** What a role needs to find the repository, to see whether a tag is there already, and to push an image. Logging in is a permission on no repository. */
export const PUBLISHING_ACTIONS: readonly string[] = [
  'ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage',
];

/** The ARN for an environment. What that does not know stays for whoever deploys. */
export function roleIn({ account, region }: Pick<Destination, 'account' | 'region'>, arn: string, qualifier: string): string {
  const known: Record<string, string> = { 'Qualifier': qualifier, 'AWS::AccountId': account, 'AWS::Region': region };
  return arn.replace(/\$\{([\w:]+)\}/g, (all, name) => (known[name] === undefined || Token.isUnresolved(known[name]) ? all : known[name]));
}

/** The same for a template. */
export function inTemplate(arn: string): string {
  return arn.includes('${') ? Fn.sub(arn) : arn;
}
