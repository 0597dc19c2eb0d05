import { Policy } from './policy';
import { AppFacts, ResourceFacts, Subject } from '../facts/app';
import { Scenario, describe } from '../facts/conditions';
import type { Address } from '../facts/resources';
import type { Finding, Rule, Severity } from '../rules/rule';

/** A finding and all that the report says about it. */
export interface Verdict {
  readonly address: Address;
  readonly subject: Subject;
  readonly rule: Rule;
  readonly finding: Finding;
  readonly severity: Severity;
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

/** Applies every rule of a policy to every resource of an app. */
export function judge(facts: AppFacts, policy = new Policy()): Judgement {
  const verdicts: Verdict[] = [];
  const failures: Failure[] = [];
  const { addresses } = facts;
  let unjudged = 0;
  addresses.forEach((address) => {
    const readings = read(facts, address, failures);
    const outcomes = readings.map(({ scenario, subjects }) => ({ scenario, verdicts: verdictsOn(address, subjects, policy, failures) }));
    verdicts.push(...merge(outcomes));
    unjudged += readings.length === 1 ? readings[0].unjudged.size : new Set(readings.flatMap((reading) => [...reading.unjudged])).size;
  });
  const said = new Set<string>();
  return {
    verdicts: verdicts.filter((verdict) => verdict.subject.kind !== 'dockerfile' || isNew(verdict, said)), failures, unjudged, resources: addresses.length,
  };
}

/** A Dockerfile makes one image for many users; what is wrong with it is said to the first of them. */
function isNew({ rule, finding }: Verdict, said: Set<string>): boolean {
  const before = said.size;
  return said.add(`${rule.id} ${finding.message}`).size > before;
}

function read(facts: AppFacts, address: Address, failures: Failure[]): readonly ResourceFacts[] {
  try {
    return facts.read(address);
  } catch (error) {
    failures.push({ address, error });
    return [];
  }
}

function verdictsOn(address: Address, subjects: readonly Subject[], policy: Policy, failures: Failure[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const subject of subjects) {
    const { kind, facts } = subject;
    for (const rule of policy.rulesFor(kind)) {
      try {
        // A rule's folder is the kind of subject that its check takes: the types of both agree by construction.
        for (const finding of (rule.check as (facts: Subject['facts']) => Iterable<Finding>)(facts)) {
          verdicts.push({ address, subject, rule, finding, severity: policy.severityOf(rule, finding) });
        }
      } catch (error) {
        failures.push({ address, rule: rule.id, error });
      }
    }
  }
  return verdicts;
}

interface Outcome {
  readonly scenario: Scenario;
  readonly verdicts: readonly Verdict[];
}

/** What is found in several scenarios is said once, with what tells them from the others. */
function merge(outcomes: readonly Outcome[]): readonly Verdict[] {
  if (outcomes.length === 1) {
    return outcomes[0].verdicts;
  }
  const found = new Map<string, { readonly verdict: Verdict; readonly scenarios: Set<Scenario> }>();
  for (const { scenario, verdicts } of outcomes) {
    for (const verdict of verdicts) {
      const { rule, subject, finding, severity } = verdict;
      const identity = [rule.id, subject.at ?? subject.place, severity, withoutName(finding.message, subject)].join('\n');
      const known = found.get(identity) ?? { verdict, scenarios: new Set() };
      known.scenarios.add(scenario);
      found.set(identity, known);
    }
  }
  const all = outcomes.map(({ scenario }) => scenario);
  return [...found.values()].map(({ verdict, scenarios }) => ({ ...verdict, finding: where(verdict.finding, describe([...scenarios], all)) }));
}

/** A message about a resource itself: its name may hang on a condition that has nothing to do with the finding. */
function withoutName(message: string, { place, facts }: Subject): string {
  const { title, name } = facts as { readonly title?: string; readonly name?: string };
  return place === '' ? message.replaceAll(title ?? `"${name}"`, '') : message;
}

function where(finding: Finding, condition: string): Finding {
  return condition === '' ? finding : { ...finding, message: `${finding.message.replace(/\.$/, '')}, where ${condition}.` };
}
