import { Resolved } from './intrinsics';
import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';

/** A statement of a resource policy. */
export interface PolicyStatement {
  readonly effect: Known<string>;
  /** It names everyone as its principal. */
  readonly everyone: boolean;
  /** It is about everyone but the principals that it names. */
  readonly everyoneElse: boolean;
  readonly actions: Known<readonly string[]>;
  /** The keys that its condition asks for, such as `aws:PrincipalOrgID`. Empty where it has none. */
  readonly conditionKeys: Known<readonly string[]>;
}

/** The statements of a policy, or undefined where there is none. */
export function readPolicy(policy: Properties): Known<readonly PolicyStatement[]> {
  return mapKnown(policy.names, () => {
    const statements = Array.isArray(policy.value('Statement')) ? policy.objects('Statement') : [policy.child('Statement')];
    return mapKnown(statements, (all) => all.map(readStatement));
  });
}

function readStatement(statement: Properties): PolicyStatement {
  const actions = statement.value('Action');
  return {
    effect: statement.text('Effect'),
    everyone: statement.value('Principal') === '*' || oneOrMany(statement.child('Principal'), 'AWS').includes('*'),
    everyoneElse: isThere(statement.value('NotPrincipal')),
    actions: Array.isArray(actions) ? statement.texts('Action') : mapKnown(statement.partialText('Action'), (action) => [action]),
    conditionKeys: conditionKeysOf(statement.child('Condition')),
  };
}

/** Where IAM takes a list, it takes the only item of one, too. */
function oneOrMany(properties: Properties, name: string): readonly Resolved[] {
  const items = properties.values(name);
  return items === undefined || items === UNRESOLVED ? [properties.value(name)] : items;
}

function conditionKeysOf(condition: Properties): Known<readonly string[]> {
  const { names: operators = [] } = condition;
  return mapKnown(operators, (all) => {
    const keys = all.map((operator) => condition.child(operator).names);
    return keys.includes(UNRESOLVED) ? UNRESOLVED : keys.flatMap((names) => (names ?? []) as readonly string[]);
  });
}

function isThere(value: Resolved): boolean {
  return value !== undefined && value !== UNRESOLVED;
}
