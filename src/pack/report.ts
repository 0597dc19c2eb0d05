import type { PolicyViolation } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { acknowledgedId } from './acknowledgements';
import { Failure, Verdict } from './judge';
import type { Assembly } from '../facts/assembly';
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

/** What CDK's validation is told about a finding. */
export function reportVerdict({ address, subject, rule, finding }: Verdict, assembly: Assembly, { packName, verbose }: ReportOptions): Reported {
  const severity = finding.severity ?? rule.severity;
  const location = ['Properties', subject.place, finding.property].filter(Boolean).join('.');
  return named(assembly.constructOf(address), [packName, rule.id], subject.at, {
    description: verbose ? `${finding.message} ${rule.why}` : finding.message,
    fix: finding.fix ?? rule.fix,
    severity,
    ruleMetadata: { guideline: GUIDELINES[rule.guideline], title: rule.title, severity, link: rule.link },
  }, { logicalId: address.logicalId, templatePath: address.file, location });
}

/** What it is told about a fault of ours: an app must not look clean because a rule could not judge it. */
export function reportFailure({ address, rule, error }: Failure, assembly: Assembly, { packName }: ReportOptions): Reported {
  return named(assembly.constructOf(address), [packName, 'CheckFailed'], rule ?? 'reading', {
    description: rule === undefined
      ? `This resource could not be read, and no rule judged it: ${messageOf(error)}`
      : `Rule ${rule} failed on this resource, and did not judge it: ${messageOf(error)}`,
    fix: REPORT_IT,
    severity: 'warning',
  }, { logicalId: address.logicalId, templatePath: address.file, location: 'Properties' });
}

/** What it is told about a stack whose template could not be read. */
export function reportUnreadable(stack: IConstruct, error: unknown, { packName }: ReportOptions): Reported {
  return named(stack, [packName, 'CheckFailed'], 'template', {
    description: `The template of this stack could not be read, and nothing in it was judged: ${messageOf(error)}`,
    fix: 'let the synthesizer of the stack write a JSON template',
    severity: 'warning',
  }, { location: 'Resources' });
}

/** What it is told where nothing could be judged at all. */
export function reportBreakdown(scope: IConstruct, error: unknown, { packName }: ReportOptions): Reported {
  return named(scope, [packName, 'CheckFailed'], 'app', {
    description: `The app could not be judged: ${messageOf(error)}`,
    fix: REPORT_IT,
    severity: 'warning',
  }, { location: 'Resources' });
}

type Text = Omit<PolicyViolation, 'ruleName' | 'violatingResources'>;

function named(
  construct: IConstruct, [packName, ruleId]: readonly [string, string], at: string | undefined, text: Text,
  place: { readonly logicalId?: string; readonly templatePath?: string; readonly location: string },
): Reported {
  const bare = `${packName}-${ruleId}`;
  const own = at === undefined ? bare : `${bare}[${keyOf(at)}]`;
  const acknowledged = acknowledgedId(construct, [...new Set([own, bare])]);
  return {
    acknowledged: acknowledged !== undefined,
    violation: {
      // Core records a violation as acknowledged where it carries the very id that the user wrote.
      ruleName: acknowledged ?? own,
      ...text,
      violatingResources: [{
        constructPath: construct.node.path,
        resourceLogicalId: place.logicalId,
        templatePath: place.templatePath,
        locations: [place.location],
      }],
    },
  };
}

/** Core gives blanks, brackets and double colons a meaning of their own. */
function keyOf(at: string): string {
  return at.replace(/::/g, '.').replace(/[\s[\](){}]+/g, '-');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
