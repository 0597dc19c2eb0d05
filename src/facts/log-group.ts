import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED } from './known';
import { Address, Entry, Resources } from './resources';
import { isHole } from '../platform/image-reference';

/** A log group of the app. */
export interface LogGroup {
  /** How a message calls it: its name, else its path in the stack. */
  readonly name: string;
  /** Absent where it keeps everything for ever. */
  readonly retentionDays: Known<number>;
}

const LOG_GROUP = 'AWS::Logs::LogGroup';

/** The CDK's `LogRetention` sets the retention of a group, and makes the group where nobody else does. */
const LOG_RETENTION = 'Custom::LogRetention';

export const LOG_GROUP_TYPES = [LOG_GROUP, LOG_RETENTION];

interface NamedEntry {
  readonly entry: Entry;
  /** As written, with `${Name}` for unknown parts. */
  readonly name: string | typeof UNRESOLVED;
}

/** The log groups of an app. */
export class LogGroups {
  private readonly groups = new Map<Entry, LogGroup>();
  private namedEntries?: readonly NamedEntry[];
  private partlyNamedEntries?: readonly NamedEntry[];
  private retentions?: ReadonlyMap<Entry, readonly Known<number>[]>;

  public constructor(private readonly resources: Resources, private readonly pathOf: (address: Address) => string) {}

  /**
   * The group that the value of `awslogs-group` means, by reference or by name: absent where no group of the app can be it,
   * unresolved where one may.
   */
  public find(value: Resolved, user: Entry): Known<LogGroup> {
    const entry = this.referred(value, user);
    if (entry) {
      return this.groupOf(entry);
    }
    if (value === undefined) {
      return undefined;
    }
    const text = textOf(value);
    return text === undefined || isHole(text) || this.mayBeNamed(text) ? UNRESOLVED : undefined;
  }

  private mayBeNamed(text: string): boolean {
    const candidates = text.includes('${') ? this.named : this.partlyNamed;
    return this.named.some(({ name }) => name === text) || candidates.some(({ name }) => typeof name !== 'string' || mayBeSame(name, text));
  }

  private referred(value: Resolved, user: Entry): Entry | undefined {
    const entry = this.resources.referred(soleReference(value), ...LOG_GROUP_TYPES) ?? this.sameName(value, user, LOG_GROUP_TYPES);
    return entry && this.retained(entry);
  }

  /**
   * A group of the same template, else the only one in the app: stages can have a group of one name each. A name with unknown parts is that of a group
   * only where both stand in one template, and CloudFormation fills in the same.
   */
  private sameName(value: Resolved, user: Entry, types: readonly string[]): Entry | undefined {
    const text = textOf(value);
    const found = this.named.filter(({ entry, name }) => name === text && types.includes(entry.type)).map(({ entry }) => entry);
    const beside = text?.includes('${?}') ? undefined : only(found.filter(({ template }) => template === user.template));
    return beside ?? (typeof value === 'string' ? only(found) : undefined);
  }

  /** The group whose retention is set, where the app has it. */
  private retained(entry: Entry): Entry {
    if (entry.type === LOG_GROUP) {
      return entry;
    }
    const value = this.nameOf(entry);
    return this.resources.referred(soleReference(value), LOG_GROUP) ?? this.sameName(value, entry, [LOG_GROUP]) ?? entry;
  }

  private groupOf(entry: Entry): LogGroup {
    const known = this.groups.get(entry);
    if (known) {
      return known;
    }
    const group: LogGroup = {
      name: textOf(this.nameOf(entry)) ?? this.pathOf(entry),
      retentionDays: [this.retentionOf(entry), ...this.retentionsOf(entry)].find((days): days is number => days !== undefined),
    };
    this.groups.set(entry, group);
    return group;
  }

  private retentionsOf(entry: Entry): readonly Known<number>[] {
    this.retentions ??= this.resources.ofType(LOG_RETENTION).reduce((found, retention) => {
      const group = this.retained(retention);
      return found.set(group, [...found.get(group) ?? [], this.retentionOf(retention)]);
    }, new Map<Entry, Known<number>[]>());
    return this.retentions.get(entry) ?? [];
  }

  private get named(): readonly NamedEntry[] {
    this.namedEntries ??= LOG_GROUP_TYPES.flatMap((type) => this.resources.ofType(type)).flatMap((entry): NamedEntry[] => {
      const name = this.nameOf(entry);
      if (name === undefined || name instanceof Reference) {
        return [];
      }
      return [{ entry, name: textOf(name) ?? UNRESOLVED }];
    });
    return this.namedEntries;
  }

  /** Those that may turn out to have any of several names. */
  private get partlyNamed(): readonly NamedEntry[] {
    this.partlyNamedEntries ??= this.named.filter(({ name }) => typeof name !== 'string' || name.includes('${'));
    return this.partlyNamedEntries;
  }

  private nameOf(entry: Entry): Resolved {
    return this.resources.propertiesOf(entry).value('LogGroupName');
  }

  private retentionOf(entry: Entry): Known<number> {
    return this.resources.propertiesOf(entry).number('RetentionInDays');
  }
}

/** The group, where there is one; a retention beside it is that of the group. */
function only(entries: readonly Entry[]): Entry | undefined {
  const alike = LOG_GROUP_TYPES.map((type) => entries.filter((entry) => entry.type === type)).find(({ length }) => length > 0);
  return alike?.length === 1 ? alike[0] : undefined;
}

/** A text, with `${Name}` for unknown parts. */
function textOf(value: Resolved): string | undefined {
  return typeof value === 'string' || value instanceof PartialText ? String(value) : undefined;
}

/** A text that is nothing but a reference is that reference. */
function soleReference(value: Resolved): Resolved {
  const parts = value instanceof PartialText ? value.parts.filter((part) => part !== '') : [];
  return parts.length === 1 && parts[0] instanceof Reference ? parts[0] : value;
}

/** Whether what stands around the unknown parts of two texts lets them be the same. */
function mayBeSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split(/\$\{[^}]*\}/));
  if (a.length === 1 && b.length === 1) {
    return one === other;
  }
  const [startA, startB, endA, endB] = [a[0], b[0], a[a.length - 1], b[b.length - 1]];
  return (startA.startsWith(startB) || startB.startsWith(startA)) && (endA.endsWith(endB) || endB.endsWith(endA));
}
