import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Annotations, Arn, ArnFormat, Stack, Stage, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { fault } from '../platform/fault';

/** The repository to which a stack publishes an image. */
export interface Destination {
  readonly repositoryName: string;
  /** A token in stacks that may be deployed anywhere. */
  readonly account: string;
  readonly region: string;
  /** The stack that makes the repository. Absent where the app does not. */
  readonly madeBy?: Stack;
}

/** The stack that is deployed, which publishes the assets of the stacks nested in it too. */
export function deployedStack(scope: Construct): Stack {
  let stack = Stack.of(scope);
  while (stack.nestedStackParent) {
    stack = stack.nestedStackParent;
  }
  return stack;
}

/** The resource of a repository; undefined where the app does not make it. */
export function resourceOf(repository: ecr.IRepository): ecr.CfnRepository | undefined {
  const resource = repository.node.defaultChild;
  return resource instanceof ecr.CfnRepository ? resource : undefined;
}

/** The name by which `cdk synth` knows a repository. */
function literalNameOf(repository: ecr.IRepository): string | undefined {
  const resource = resourceOf(repository);
  const name = resource ? resource.repositoryName : repository.repositoryName;
  return Token.isUnresolved(name) ? undefined : name;
}

/** The stack that makes a repository. */
function makerOf(repository: ecr.IRepository): Stack | undefined {
  const resource = resourceOf(repository);
  return resource && deployedStack(resource);
}

/**
 * The literal name of a repository that another stack of the same environment makes. In the same stage that is deployed first; another stage
 * cannot be waited for, and was deployed before somebody could push the image.
 */
export function literalNameElsewhere(scope: Construct, repository: ecr.IRepository): string | undefined {
  const stack = deployedStack(scope);
  const madeBy = makerOf(repository);
  const name = literalNameOf(repository);
  if (!madeBy || madeBy === stack || madeBy.environment !== stack.environment) {
    return undefined;
  }
  if (Stage.of(madeBy) === Stage.of(stack)) {
    return name === undefined ? undefined : dependOn(stack, madeBy, name);
  }
  if (name === undefined) {
    throw fault(scope, `repository "${repository.node.path}" is in another stage than stack "${stack.node.path}", which can only know it by a name that cdk synth knows: `
      + "give the repository a name of its own, as in repositoryName: 'api'");
  }
  return name;
}

function dependOn(stack: Stack, madeBy: Stack, name: string): string {
  stack.addStackDependency(madeBy, `its image is in ${name}`);
  return name;
}

/** Where an image of a stack goes; an error where it could not get there. */
export function destinationOf(scope: Construct, repository: ecr.IRepository): Destination {
  const stack = deployedStack(scope);
  const madeBy = makerOf(repository);
  const repositoryName = literalNameOf(repository);
  if (madeBy === stack) {
    throw fault(scope, `its image is published before stack "${stack.node.path}" is deployed, but that stack makes the repository "${repository.node.path}": `
      + "move the repository to a stack of its own, as in new ImmutableRepository(new Stack(app, 'Repositories'), 'Api', { repositoryName: 'api' })");
  }
  if (repositoryName === undefined) {
    throw fault(scope, `repository "${repository.node.path}" gets its name when it is deployed, but an image is published to a name that cdk synth knows: `
      + "give the repository a name of its own, as in repositoryName: 'api'");
  }
  const account = known(scope, repository, 'account', stack);
  const region = known(scope, repository, 'region', stack);
  if (madeBy) {
    refuseOtherStage(scope, repository, madeBy, stack);
    warnOfPipeline(scope, repository, stack);
  }
  return { repositoryName, account, region, madeBy };
}

/** What the app does not make is where its ARN says, which may be elsewhere than the stack that imports it. */
function placeOf(repository: ecr.IRepository): { readonly account?: string; readonly region?: string } {
  return resourceOf(repository) ? repository.env : Arn.split(repository.repositoryArn, ArnFormat.SLASH_RESOURCE_NAME);
}

/** Stacks without an environment are deployed to the same one. */
function known(scope: Construct, repository: ecr.IRepository, part: 'account' | 'region', stack: Stack): string {
  const value = placeOf(repository)[part] ?? '';
  const anywhere = Token.isUnresolved(stack[part]);
  if (!Token.isUnresolved(value)) {
    if (anywhere) {
      throw fault(scope, `repository "${repository.node.path}" is in ${part} ${value}, but the ${part} of stack "${stack.node.path}" is not known: `
        + `give the stack an environment, as in new Stack(app, '${stack.node.id}', { env: { account: '111122223333', region: 'eu-west-1' } })`);
    }
    return value;
  }
  const pseudo = stack.resolve(value)?.Ref === (part === 'account' ? 'AWS::AccountId' : 'AWS::Region');
  if (!anywhere || !pseudo) {
    const fix = pseudo
      ? `give its stack an environment, as stack "${stack.node.path}" has one, or import it by an ARN that says it`
      : `import it by an ARN that says it, or with ecr.Repository.fromRepositoryName where it is in the environment of stack "${stack.node.path}"`;
    throw fault(scope, `the ${part} of repository "${repository.node.path}" is not known, so that its image cannot be published: ${fix}`);
  }
  return value;
}

function refuseOtherStage(scope: Construct, repository: ecr.IRepository, madeBy: Stack, stack: Stack): void {
  if (Stage.of(madeBy) !== Stage.of(stack)) {
    throw fault(scope, `repository "${repository.node.path}" is in another stage, and nothing says that it is deployed before stack "${stack.node.path}": `
      + 'make it in the same stage, or deploy it first and import it with ecr.Repository.fromRepositoryName');
  }
}

/** A stage in a stack is one of a pipeline. */
function warnOfPipeline(scope: Construct, repository: ecr.IRepository, stack: Stack): void {
  if (Stage.of(stack)?.node.scopes.some(Stack.isStack)) {
    Annotations.of(scope).addWarningV2('cdk-safe-containers:pipelinePublishesFirst',
      `CDK Pipelines publishes all images of a stage before it deploys a stack, so that the first run finds no repository "${repository.node.path}": `
      + 'deploy its stack once before, or keep the repository outside of the pipeline and import it with ecr.Repository.fromRepositoryName.');
  }
}
