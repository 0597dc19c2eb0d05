import type { CfnResource, IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { NagPack, NagPackProps } from 'cdk-nag/lib/nag-pack';
import type { IConstruct } from 'constructs';
import type * as pack from './pack';

/**
 * A cdk-nag rule pack for containers on Amazon ECS: every repository, image reference, task definition and service of an app
 * is judged, as it will deploy, by AWS's best practices for container images.
 *
 * Warnings are printed and leave the exit status at 0 (`cdk synth --strict` makes it 1); errors, such as a privileged container, make it 1.
 * Values that only CloudFormation will know never make a finding.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html
 *
 * @example
 * const app = new App();
 * Validations.of(app).addPlugins(new SafeContainersChecks(app));
 */
export class SafeContainersChecks extends NagPack {
  /** Name of the pack, and the first part of its rules' ids: `SafeContainers-RepositoryMutableTags`. */
  public readonly name = 'SafeContainers';

  private readonly explains: boolean;

  /**
   * @param scope the app or stage that is judged; needed for `writeSuppressionsToCloudFormation` only
   * @param props what cdk-nag's own packs take
   */
  public constructor(scope?: IConstruct, props: NagPackProps = {}) {
    super(scope, props);
    this.packName = this.name;
    this.explains = props.verbose ?? false;
  }

  /**
   * Judges the stacks of an app or stage after synthesis. CDK calls it; it never throws.
   *
   * @param context the synthesized templates, and the app
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return loadPack().judgeSynthesized(this, context, { packName: this.packName, verbose: this.explains });
  }

  /**
   * Judges an app, a stack or any construct without synthesizing it, as unit tests do. What is acknowledged is left out,
   * and what one stack takes from another is not followed: CDK connects stacks when it synthesizes them.
   *
   * @param scope what to judge
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return loadPack().judgeScope(scope, { packName: this.packName, verbose: this.explains });
  }

  /**
   * Does nothing: whether a resource is right depends on others, so they are judged together.
   *
   * @param _node a resource
   */
  protected checkResource(_node: CfnResource): void {}
}

/** The rules and what they need load at the first validation, so that the import of the package costs next to nothing. */
function loadPack(): typeof pack {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./pack');
}
