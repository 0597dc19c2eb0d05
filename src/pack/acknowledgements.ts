import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The names under which users acknowledge a rule, as core records them: that of the CLI's hint, and the plain one of cdk-nag's documentation. */
const NAMESPACES = ['SafeContainers', 'Annotation', 'annotation'];

/**
 * The id under which a finding is acknowledged, on its construct or the nearest one above, or undefined where it is not.
 * An acknowledgement of the rule covers its findings.
 */
export function acknowledgedId(construct: IConstruct, ruleIds: readonly string[]): string | undefined {
  const wanted = ruleIds.flatMap((id) => NAMESPACES.map((namespace) => `${namespace}::${id}`));
  for (const scope of [...construct.node.scopes].reverse()) {
    const acknowledged = acknowledgedOn(scope);
    const found = wanted.find((id) => acknowledged.has(id));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function acknowledgedOn(scope: IConstruct): Set<string> {
  return new Set(scope.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data ?? {})));
}
