import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { IAspect, Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

interface PolicyDocument {
  readonly Statement: readonly { readonly Action: string | string[]; readonly Resource: unknown }[];
}

/**
 * Acknowledges, for cdk-nag's `AwsSolutionsChecks`, that logging in to ECR cannot be narrowed to one resource,
 * and acknowledges nothing where a policy says `*` for anything else.
 */
export class AcknowledgeRegistryLogin implements IAspect {
  public visit(node: IConstruct): void {
    if (!(node instanceof CfnPolicy)) {
      return;
    }
    const { Statement: statements } = Stack.of(node).resolve(node.policyDocument) as PolicyDocument;
    const actions = statements.filter(({ Resource: resource }) => [resource].flat().includes('*')).flatMap(({ Action: action }) => action);
    if (actions.length > 0 && actions.every((action) => action === 'ecr:GetAuthorizationToken')) {
      Validations.of(node).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'ecr:GetAuthorizationToken cannot be granted for single resources',
      });
    }
  }
}
