import type { CfnResource, IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { NagPack, NagPackProps } from 'cdk-nag/lib/nag-pack';
import type { IConstruct } from 'constructs';
import type * as pack from './pack';
import { faultOf } from './platform/fault';

/** How grave the findings of a rule are. */
export enum RuleLevel {
  /** The rule is not applied. */
  OFF = 'off',
  /** Printed, and without effect on the exit status of `cdk synth`. */
  INFO = 'info',
  /** `cdk synth --strict` exits with 1. */
  WARNING = 'warning',
  /** `cdk synth` exits with 1. */
  ERROR = 'error',
}

/** What the rules are grouped by: seven guidelines for container images, and what else containers need in production. */
export enum Guideline {
  /** All that an image needs is in it. */
  COMPLETE_IMAGE = 'complete-image',
  /** One application process per container. */
  ONE_PROCESS = 'one-process',
  /** SIGTERM reaches the application, which has time to act on it. */
  SIGTERM = 'sigterm',
  /** Logs go to stdout and stderr, and from there to where they are kept. */
  LOGS = 'logs',
  /** Tags version images: one build, one tag. */
  TAGS = 'tags',
  /** Tags in a repository do not move. */
  IMMUTABILITY = 'immutability',
  /** Only containers that belong together share a task. */
  CO_LOCATION = 'co-location',
  /** Least privilege, and no secret in plain text. */
  LEAST_PRIVILEGE = 'least-privilege',
  /** Safe deployment, observability, capacity. */
  SAFE_DEPLOYMENT = 'safe-deployment',
}

/** What to judge, and how gravely. */
export interface SafeContainersChecksProps extends NagPackProps {
  /**
   * How grave the findings of single rules are, by the ids in RULES.md: `{ ContainerNoInitProcess: RuleLevel.OFF }`.
   *
   * A finding that its rule calls a hint stays a hint, whatever the level, unless the rule is off.
   *
   * @default - each rule has the severity that RULES.md says
   */
  readonly rules?: { [id: string]: RuleLevel };

  /**
   * Guidelines whose rules are not applied, but for those that `rules` names.
   *
   * @default - none: all guidelines are judged
   */
  readonly guidelinesOff?: Guideline[];

  /**
   * Registries that images may come from, as `ghcr.io` or with the beginning of a path, `ghcr.io/acme`; `*` stands for any characters between slashes.
   * Docker Hub is `docker.io`. Repositories of the app, image assets and private registries of its own account are always trusted.
   *
   * @default - no registry is asked after
   */
  readonly trustedRegistries?: string[];
}

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

  private readonly options: pack.JudgeOptions;

  /**
   * @param scope the app or stage that is judged; needed for `writeSuppressionsToCloudFormation` only
   * @param props what cdk-nag's own packs take, and which rules apply
   * @throws where `rules` names a rule that does not exist, or `trustedRegistries` what is no registry
   */
  public constructor(scope?: IConstruct, props: SafeContainersChecksProps = {}) {
    super(scope, props);
    this.packName = this.name;
    const { verbose = false, rules, guidelinesOff, trustedRegistries } = props;
    this.options = { packName: this.name, verbose, rules, guidelinesOff, trustedRegistries };
    const wrong = (rules && loadPack().faultInRules(rules)) ?? (trustedRegistries && loadPack().faultInRegistries(trustedRegistries));
    if (wrong !== undefined) {
      throw faultOf(new.target as unknown as () => unknown, 'SafeContainersChecks', wrong);
    }
  }

  /**
   * Judges the stacks of an app or stage after synthesis. CDK calls it; it never throws.
   *
   * @param context the synthesized templates, and the app
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return loadPack().judgeSynthesized(this, context, this.options);
  }

  /**
   * Judges an app, a stack or any construct without synthesizing it, as unit tests do. What is acknowledged is left out,
   * and what one stack takes from another is not followed: CDK connects stacks when it synthesizes them.
   *
   * @param scope what to judge
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return loadPack().judgeScope(scope, this.options);
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
