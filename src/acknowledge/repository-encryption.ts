import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Acknowledges, for `SafeContainersChecks`, that a repository is encrypted as ECR does it by default. */
export function acknowledgeRepositoryEncryption(repository: IConstruct): void {
  Validations.of(repository).acknowledge({
    id: 'SafeContainers-RepositoryWithoutKms',
    reason: 'ECR encrypts with keys of its own, and CloudFormation would replace a deployed repository whose encryption changes',
  });
}
