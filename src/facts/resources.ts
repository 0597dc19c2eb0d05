import { Scenario, UNCONDITIONAL, scenariosOf } from './conditions';
import { PartialText, Reference, Resolved } from './intrinsics';
import { Properties } from './properties';
import { Resource, Template, isObject, resourcesOf } from './template';
import { Templates, key } from './templates';

/** Where a resource stands in the app. */
export interface Address {
  readonly stackPath: string;
  readonly file?: string;
  readonly logicalId: string;
  readonly type: string;
  /** Path of its construct, where the CDK writes it into the template, as it does for the CLI. */
  readonly constructPath?: string;
}

/** A resource as it stands in its template. */
export interface Entry extends Address {
  readonly template: Template;
  readonly resource: Resource;
}

/** The resources of an app that facts are read from, and the ways from one to another. */
export class Resources {
  private readonly byKey = new Map<string, Entry>();
  private readonly byType = new Map<string, Entry[]>();
  private readonly unconditional = new Map<Entry, Properties>();
  private readonly templates: Templates;
  private readonly pointers = new Map<string, ReadonlyMap<string, readonly Entry[]>>();

  public constructor(templates: readonly Template[], types: ReadonlySet<string>) {
    this.templates = new Templates(templates);
    for (const template of templates) {
      const { stackPath, file } = template;
      for (const [logicalId, resource] of resourcesOf(template.body, types)) {
        this.add({ template, resource, logicalId, type: resource.Type, stackPath, file, constructPath: constructPathOf(resource) });
      }
    }
  }

  /** In the order of the templates. */
  public get all(): readonly Entry[] {
    return [...this.byKey.values()];
  }

  public ofType(type: string): readonly Entry[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource of one of the types that a value refers to. */
  public referred(value: Resolved, ...types: readonly string[]): Entry | undefined {
    const entry = value instanceof Reference ? this.byKey.get(key(value.stackPath, value.logicalId)) : undefined;
    return entry && types.includes(entry.type) ? entry : undefined;
  }

  /** The resources of the types that refer to a resource in a property, alone or as part of a text. */
  public pointingAt(target: Entry, property: string, ...types: readonly string[]): readonly Entry[] {
    const pointers = this.pointers.get(property) ?? this.findPointers(property, types);
    this.pointers.set(property, pointers);
    return pointers.get(key(target.stackPath, target.logicalId)) ?? [];
  }

  /** The properties of a resource, for the sake of another where nobody wants to hear what is `unjudged`. */
  public propertiesOf(entry: Entry, scenario = UNCONDITIONAL, unjudged?: Set<string>): Properties {
    if (scenario !== UNCONDITIONAL || unjudged) {
      return this.read(entry, scenario, unjudged);
    }
    const known = this.unconditional.get(entry) ?? this.read(entry, scenario);
    this.unconditional.set(entry, known);
    return known;
  }

  /** The ways in which the conditions of a resource can fall out. */
  public scenariosOf({ stackPath, template, resource }: Entry): readonly Scenario[] {
    return scenariosOf(resource, template.body, (parameter) => this.templates.nestedText(stackPath, parameter));
  }

  private read({ template, resource }: Entry, scenario: Scenario, unjudged = new Set<string>()): Properties {
    return Properties.of(resource.Properties, this.templates.resolverOf(template, scenario), unjudged);
  }

  private add(entry: Entry): void {
    this.byKey.set(key(entry.stackPath, entry.logicalId), entry);
    addTo(this.byType, entry.type, entry);
  }

  private findPointers(property: string, types: readonly string[]): ReadonlyMap<string, readonly Entry[]> {
    const pointers = new Map<string, Entry[]>();
    for (const entry of types.flatMap((type) => this.ofType(type))) {
      for (const { stackPath, logicalId } of referencesIn(this.propertiesOf(entry).value(property))) {
        addTo(pointers, key(stackPath, logicalId), entry);
      }
    }
    return pointers;
  }
}

function addTo<Key>(lists: Map<Key, Entry[]>, under: Key, entry: Entry): void {
  const list = lists.get(under);
  if (list) {
    list.push(entry);
  } else {
    lists.set(under, [entry]);
  }
}

function constructPathOf({ Metadata: metadata }: Resource): string | undefined {
  const path = isObject(metadata) ? metadata[PATH_METADATA] : undefined;
  return typeof path === 'string' ? path : undefined;
}

const PATH_METADATA = 'aws:cdk:path';

function referencesIn(value: Resolved): readonly Reference[] {
  const parts = value instanceof PartialText ? value.parts : [value];
  return parts.filter((part) => part instanceof Reference);
}
