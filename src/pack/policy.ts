import { closest } from './closest';
import { faultInRegistry } from '../platform/trusted-registries';
import { RULES } from '../rules';
import type { Finding, Rule, Severity } from '../rules/rule';

/** What a user asks of the pack, beside what its rules say themselves. */
export interface PolicyOptions {
  /** Severity, or `off`, by id of the rule. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Guidelines whose rules are off, but for those that `rules` names. */
  readonly guidelinesOff?: readonly string[];
}

/** The rules that are on, and how grave their findings are. */
export class Policy {
  /** The rules by what they judge. */
  private readonly byKind = new Map<Rule['kind'], Rule[]>();
  private readonly levels: ReadonlyMap<string, string>;

  public constructor({ rules = {}, guidelinesOff = [] }: PolicyOptions = {}) {
    this.levels = new Map(Object.entries(rules).map(([id, level]) => [idOf(id), level]));
    for (const rule of RULES) {
      const level = this.levels.get(rule.id) ?? (guidelinesOff.includes(rule.guideline) ? 'off' : undefined);
      if (level !== 'off') {
        this.byKind.set(rule.kind, [...this.byKind.get(rule.kind) ?? [], rule]);
      }
    }
  }

  public rulesFor(kind: Rule['kind']): readonly Rule[] {
    return this.byKind.get(kind) ?? [];
  }

  /** A rule that the user has given a severity has no finding above it; a hint stays a hint. */
  public severityOf({ id, severity }: Rule, finding: Finding): Severity {
    const level = this.levels.get(id) as Severity | undefined;
    return level === undefined ? finding.severity ?? severity : milder(level, finding.severity ?? level);
  }
}

const FROM_MILD_TO_GRAVE: readonly Severity[] = ['info', 'warning', 'error'];
const LEVELS: readonly string[] = ['off', ...FROM_MILD_TO_GRAVE];

function milder(one: Severity, other: Severity): Severity {
  return FROM_MILD_TO_GRAVE.indexOf(one) < FROM_MILD_TO_GRAVE.indexOf(other) ? one : other;
}

/** Says what is wrong with the levels that a user gives to rules, and what to write; undefined where nothing is. */
export function faultInRules(rules: Readonly<Record<string, string>>): string | undefined {
  const ids = RULES.map(({ id }) => id);
  for (const [given, level] of Object.entries(rules)) {
    if (!ids.includes(idOf(given))) {
      const near = closest(idOf(given), ids);
      return `rules names "${given}", and there is no such rule${near === undefined ? ': see RULES.md for their ids' : `; did you mean "${near}"?`}`;
    }
    if (!LEVELS.includes(level)) {
      return `rules gives "${given}" the level "${level}"; levels are ${LEVELS.join(', ')}`;
    }
  }
  return undefined;
}

/** Says which of the trusted registries is none, and how to write it; undefined where each is one. */
export function faultInRegistries(registries: readonly string[]): string | undefined {
  for (const text of registries) {
    const fault = faultInRegistry(text);
    if (fault !== undefined) {
      return `trustedRegistries has "${text}", which ${fault}: write it as images have it, as in ghcr.io or ghcr.io/acme`;
    }
  }
  return undefined;
}

/** The id as the rules have it: reports put the name of the pack in front. */
function idOf(given: string): string {
  return given.replace(/^(?:SafeContainers::)?SafeContainers-/, '');
}
