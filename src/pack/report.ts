import { type PolicyViolation, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Acknowledged, Acknowledgements, acknowledgedId } from './acknowledgements';
import { commentOn } from './comments';
import { Failure, Verdict } from './judge';
import type { Assembly, Located } from '../facts/assembly';
import type { Address } from '../facts/resources';
import { GUIDELINES } from '../rules/guidelines';

/** A violation, and whether the user has acknowledged it. */
export interface Reported {
  readonly violation: PolicyViolation;
  readonly acknowledged: boolean;
}

export interface ReportOptions {
  readonly packName: string;
  /** Say why a rule exists, not only what broke it. */
  readonly verbose: boolean;
}

const REPORT_IT = 'this is a fault of cdk-safe-containers, not of your app: please report it at https://github.com/cdk-safe-containers/cdk-safe-containers/issues';

/** Where a resource stands, and what is acknowledged there. */
interface Place extends Located {
  readonly address: Address;
  readonly acknowledged: Acknowledged;
}

/** Puts into words for CDK's validation what was found, and what went wrong. */
export class Reporter {
  private readonly acknowledgements = new Acknowledgements();
  private lastPlace?: Place;

  public constructor(private readonly options: ReportOptions, private readonly assembly: Assembly) {}

  /** A finding. */
  public verdict(verdict: Verdict): Reported {
    const { address, subject, rule, finding, severity } = verdict;
    const { construct, path, acknowledged: along } = this.placeOf(address);
    const comment = commentOn(verdict);
    const { ruleName, acknowledged } = comment?.reason === undefined
      ? this.nameOf(along, rule.id, subject.at)
      : this.acknowledge(construct, rule.id, comment.where, comment.reason);
    const message = comment && comment.reason === undefined
      ? `${finding.message} The comment in ${comment.where} acknowledges it without a reason, which does not count.`
      : finding.message;
    return {
      acknowledged,
      violation: {
        ruleName,
        description: this.options.verbose ? `${message} ${rule.why}` : message,
        fix: finding.fix ?? rule.fix,
        severity,
        ruleMetadata: { guideline: GUIDELINES[rule.guideline], title: rule.title, severity, link: rule.link },
        violatingResources: [{
          constructPath: path,
          resourceLogicalId: address.logicalId,
          templatePath: address.file,
          locations: [locationOf(subject.place, finding.property)],
        }],
      },
    };
  }

  /** Findings come resource by resource: the place of the last one is most often that of the next. */
  private placeOf(address: Address): Place {
    if (this.lastPlace?.address !== address) {
      const { construct, path } = this.assembly.locate(address);
      this.lastPlace = { address, construct, path, acknowledged: this.acknowledgements.along(construct) };
    }
    return this.lastPlace;
  }

  /** A fault of ours: an app must not look clean because a rule could not judge it. */
  public failure({ address, rule, error }: Failure): Reported {
    return this.fault(this.assembly.locate(address).construct, rule ?? 'reading', rule === undefined
      ? `This resource could not be read, and no rule judged it: ${messageOf(error)}`
      : `Rule ${rule} failed on this resource, and did not judge it: ${messageOf(error)}`, REPORT_IT);
  }

  /** A stack whose template could not be read. */
  public unreadable(stack: IConstruct, error: unknown): Reported {
    return this.fault(stack, 'template', `The template of this stack could not be read, and nothing in it was judged: ${messageOf(error)}`,
      'let the synthesizer of the stack write a JSON template');
  }

  private fault(construct: IConstruct, at: string, description: string, fix: string): Reported {
    const { ruleName, acknowledged } = this.nameOf(this.acknowledgements.along(construct), 'CheckFailed', at);
    const violatingResources = [{ constructPath: construct.node.path, locations: [] }];
    return { acknowledged, violation: { ruleName, description, fix, severity: 'warning', violatingResources } };
  }

  /** Core looks for acknowledgements at constructs, and for the reason. The id is that of this finding alone. */
  private acknowledge(construct: IConstruct, ruleId: string, where: string, reason: string): { ruleName: string; acknowledged: boolean } {
    const ruleName = `${this.options.packName}-${ruleId}[${keyOf(where.replace(':', '.'))}]`;
    Validations.of(construct).acknowledge({ id: `${this.options.packName}::${ruleName}`, reason: `${reason} (${where})` });
    return { ruleName, acknowledged: true };
  }

  /** Core records a violation as acknowledged where it carries the very id that the user wrote. */
  private nameOf(along: Acknowledged, ruleId: string, at: string | undefined): { ruleName: string; acknowledged: boolean } {
    const bare = `${this.options.packName}-${ruleId}`;
    const own = at === undefined ? bare : `${bare}[${keyOf(at)}]`;
    const acknowledged = along.length === 0 ? undefined : acknowledgedId(along, [own, bare]);
    return { ruleName: acknowledged ?? own, acknowledged: acknowledged !== undefined };
  }
}

function locationOf(place: string, property: string | undefined): string {
  return `Properties${place === '' ? '' : `.${place}`}${property === undefined ? '' : `.${property}`}`;
}

/** Core gives blanks, brackets and double colons a meaning of their own. */
function keyOf(at: string): string {
  return /^[\w.-]+$/.test(at) ? at : at.replace(/::/g, '.').replace(/[\s[\](){}]+/g, '-');
}

/** What is reported where nothing could be judged at all. */
export function reportBreakdown(scope: IConstruct, error: unknown, { packName }: ReportOptions): PolicyViolation {
  return {
    ruleName: `${packName}-CheckFailed[app]`,
    description: `The app could not be judged: ${messageOf(error)}`,
    fix: REPORT_IT,
    severity: 'warning',
    violatingResources: [{ constructPath: scope.node.path, locations: [] }],
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
