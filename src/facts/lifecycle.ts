import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';

/** A rule of a lifecycle policy of ECR. */
export interface LifecycleRule {
  /** How a message calls it, such as `lifecycle rule 2`. */
  readonly title: string;
  readonly tagStatus: Known<string>;
  /** What it can do something to among images that have a tag. Absent where it selects none, or a rule before it takes them all. */
  readonly reach: Known<Reach>;
  readonly countType: Known<string>;
  readonly countNumber: Known<number>;
  /** `expire` deletes, `transition` archives. */
  readonly action: Known<string>;
}

/** An image is within reach of a lifecycle rule if its tags match the patterns, and those of no rule before it. */
export interface Reach {
  /** Each of them must match some tag of the image. Empty where any tag will do. */
  readonly patterns: readonly string[];
  readonly patternsBefore: readonly string[];
}

/** The rules of a repository's lifecycle policy in the order in which they apply, or undefined where it has no policy. */
export function readLifecycle(policy: Properties): Known<readonly LifecycleRule[]> {
  const rules = policy.objects('rules');
  if (rules === undefined) {
    return policy.names === undefined ? undefined : UNRESOLVED;
  }
  return mapKnown(rules, (written) => {
    const ordered = [...written].sort((one, other) => priorityOf(one) - priorityOf(other));
    const selections = ordered.map(readSelection);
    return ordered.map((rule, index) => readRule(rule, reachOf(selections[index], selections.slice(0, index))));
  });
}

function readRule(rule: Properties, reach: Known<Reach>): LifecycleRule {
  const selection = rule.child('selection');
  const priority = rule.number('rulePriority');
  return {
    title: typeof priority === 'number' ? `lifecycle rule ${priority}` : 'a lifecycle rule',
    tagStatus: selection.text('tagStatus'),
    reach,
    countType: selection.text('countType'),
    countNumber: selection.number('countNumber'),
    action: rule.child('action').text('type'),
  };
}

/** Which rule comes first is only known where both have a number. */
function priorityOf(rule: Properties): number {
  const priority = rule.number('rulePriority');
  return typeof priority === 'number' ? priority : Number.MAX_SAFE_INTEGER;
}

interface Selection {
  readonly tagStatus: 'any' | 'tagged' | 'untagged';
  readonly patterns: readonly string[];
}

function readSelection(rule: Properties): Known<Selection> {
  const selection = rule.child('selection');
  const tagStatus = selection.text('tagStatus');
  if (tagStatus === 'any' || tagStatus === 'untagged') {
    return { tagStatus, patterns: [] };
  }
  const prefixes = mapKnown(selection.texts('tagPrefixList'), (texts) => texts.map((prefix) => `${prefix}*`));
  const patterns = prefixes ?? selection.texts('tagPatternList') ?? [];
  return tagStatus !== 'tagged' || patterns === UNRESOLVED
    ? UNRESOLVED
    : { tagStatus, patterns: (patterns as readonly string[]).filter((pattern) => !/^\*+$/.test(pattern)) };
}

/** An image that has the tags which a rule asks for is out of reach for every rule after it, whatever the first one does. */
function reachOf(selection: Known<Selection>, before: readonly Known<Selection>[]): Known<Reach> {
  return mapKnown(selection, ({ tagStatus, patterns }) => {
    if (tagStatus === 'untagged') {
      return undefined;
    }
    if (before.includes(UNRESOLVED)) {
      return UNRESOLVED;
    }
    const tagged = (before as readonly Selection[]).filter((each) => each.tagStatus === 'tagged');
    const takesAll = tagged.some((each) => each.patterns.length === 0);
    return takesAll ? undefined : { patterns, patternsBefore: tagged.flatMap((each) => each.patterns) };
  });
}
