import { Address, AppFacts, ResourceFacts, Subject } from '../facts/app';
import { RULES } from '../rules';
import type { Finding, Rule } from '../rules/rule';

/** A finding and all that the report says about it. */
export interface Verdict {
  readonly address: Address;
  readonly subject: Subject;
  readonly rule: Rule;
  readonly finding: Finding;
}

/** Something of ours that threw: a rule, or the reading of a resource. */
export interface Failure {
  readonly address: Address;
  /** Id of the rule; absent where the resource could not even be read. */
  readonly rule?: string;
  readonly error: unknown;
}

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly Failure[];
  readonly resources: number;
  /** Values that only CloudFormation will know, so that no rule could judge them. */
  readonly unjudged: number;
}

const RULES_OF = new Map<Subject['kind'], Rule[]>();
RULES.forEach((rule) => RULES_OF.set(rule.kind, [...RULES_OF.get(rule.kind) ?? [], rule]));

/** Applies every rule to every resource of an app. */
export function judge(facts: AppFacts): Judgement {
  const verdicts: Verdict[] = [];
  const failures: Failure[] = [];
  let unjudged = 0;
  for (const address of facts.addresses) {
    const readings = read(facts, address, failures);
    const found = readings.flatMap((reading) => verdictsOn(address, reading, failures));
    verdicts.push(...readings.length > 1 ? distinct(found) : found);
    unjudged += readings.length === 1 ? readings[0].unjudged.size : new Set(readings.flatMap((reading) => [...reading.unjudged])).size;
  }
  return { verdicts, failures, unjudged, resources: facts.addresses.length };
}

function read(facts: AppFacts, address: Address, failures: Failure[]): readonly ResourceFacts[] {
  try {
    return facts.read(address);
  } catch (error) {
    failures.push({ address, error });
    return [];
  }
}

function verdictsOn(address: Address, { subjects, scenario }: ResourceFacts, failures: Failure[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const subject of subjects) {
    for (const rule of RULES_OF.get(subject.kind) ?? []) {
      try {
        for (const finding of findingsOf(rule, subject)) {
          verdicts.push({ address, subject, rule, finding: inScenario(finding, scenario.description) });
        }
      } catch (error) {
        failures.push({ address, rule: rule.id, error });
      }
    }
  }
  return verdicts;
}

/** A rule's folder is the kind of subject that its check takes: the types of both agree by construction. */
function findingsOf(rule: Rule, subject: Subject): Iterable<Finding> {
  return (rule.check as (facts: Subject['facts']) => Iterable<Finding>)(subject.facts);
}

function inScenario(finding: Finding, condition: string): Finding {
  return condition === '' ? finding : { ...finding, message: `${finding.message.replace(/\.$/, '')}, where ${condition}.` };
}

/** What holds in several scenarios is found once. */
function distinct(verdicts: readonly Verdict[]): Verdict[] {
  const identity = ({ rule, subject, finding }: Verdict) => `${rule.id}\n${subject.at ?? subject.place}\n${finding.message}`;
  return [...new Map(verdicts.map((verdict) => [identity(verdict), verdict])).values()];
}
