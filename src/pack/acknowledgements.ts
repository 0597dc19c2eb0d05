import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The names under which users acknowledge a rule, as core records them: that of the CLI's hint, and the plain one of cdk-nag's documentation. */
const NAMESPACES = ['SafeContainers', 'Annotation', 'annotation'];

/** Ids that are acknowledged on a construct, then those on its scopes, the nearest first. */
export type Acknowledged = readonly ReadonlySet<string>[];

/**
 * The id under which a finding is acknowledged, on its construct or the nearest one above, or undefined where it is not.
 * An acknowledgement of the rule covers its findings.
 */
export function acknowledgedId(along: Acknowledged, ruleIds: readonly string[]): string | undefined {
  for (const acknowledged of along) {
    const found = ruleIds.flatMap((id) => NAMESPACES.map((namespace) => `${namespace}::${id}`)).find((id) => acknowledged.has(id));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The acknowledgements of an app. */
export class Acknowledgements {
  private readonly known = new Map<IConstruct, Acknowledged>();

  /** Scopes without any are left out, so that most lists are empty. */
  public along(construct: IConstruct): Acknowledged {
    const known = this.known.get(construct);
    if (known) {
      return known;
    }
    const { scope } = construct.node;
    const above = scope === undefined ? [] : this.along(scope);
    const own = acknowledgedOn(construct);
    const all = own.size === 0 ? above : [own, ...above];
    this.known.set(construct, all);
    return all;
  }
}

function acknowledgedOn({ node }: IConstruct): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { type, data } of node.metadata) {
    if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY) {
      Object.keys(data ?? {}).forEach((id) => ids.add(id));
    }
  }
  return ids;
}
