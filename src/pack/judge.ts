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
    const readings = attempt(() => facts.read(address), (error) => failures.push({ address, error })) ?? [];
    const seen = new Set<string>();
    for (const { address: at, ...verdict } of readings.flatMap((reading) => verdictsOn(address, reading, failures))) {
      const identity = `${verdict.rule.id}\n${verdict.subject.at ?? verdict.subject.place}\n${verdict.finding.message}`;
      if (!seen.has(identity)) {
        seen.add(identity);
        verdicts.push({ address: at, ...verdict });
      }
    }
    unjudged += new Set(readings.flatMap((reading) => [...reading.unjudged])).size;
  }
  return { verdicts, failures, unjudged, resources: facts.addresses.length };
}

function verdictsOn(address: Address, { subjects, scenario }: ResourceFacts, failures: Failure[]): Verdict[] {
  return subjects.flatMap((subject) => (RULES_OF.get(subject.kind) ?? []).flatMap((rule) => {
    const findings = attempt(() => findingsOf(rule, subject), (error) => failures.push({ address, rule: rule.id, error })) ?? [];
    return findings.map((finding) => ({ address, subject, rule, finding: inScenario(finding, scenario.description) }));
  }));
}

/** A rule's folder is the kind of subject that its check takes: the types of both agree by construction. */
function findingsOf(rule: Rule, subject: Subject): Finding[] {
  return [...(rule.check as (facts: Subject['facts']) => Iterable<Finding>)(subject.facts)];
}

function inScenario(finding: Finding, condition: string): Finding {
  return condition === '' ? finding : { ...finding, message: `${finding.message.replace(/\.$/, '')}, where ${condition}.` };
}

function attempt<T>(run: () => T, failed: (error: unknown) => void): T | undefined {
  try {
    return run();
  } catch (error) {
    failed(error);
    return undefined;
  }
}
