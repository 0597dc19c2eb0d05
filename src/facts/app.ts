import { Scenario, UNCONDITIONAL, scenariosOf } from './conditions';
import { NamedRepository } from './image';
import { Reference, Resolved, Resolver, Surroundings } from './intrinsics';
import { UNRESOLVED } from './known';
import { Properties } from './properties';
import { readRepository } from './repository';
import { TaskStarter, readService, readUse } from './service';
import { Subjects } from './subjects';
import { readTaskDefinition } from './task-definition';
import { Json, Resource, Template, isObject, resourcesOf, section } from './template';

/** The resource types that facts are read from. */
export const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  'AWS::ECR::Repository',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ECS::TaskSet',
]);

/** Where a resource stands in the app. */
export interface Address {
  readonly stackPath: string;
  readonly file?: string;
  readonly logicalId: string;
  readonly type: string;
}

/** One thing to judge: its kind, its facts, and the place by which users acknowledge it. */
export type Subject = { [Kind in keyof Subjects]: {
  readonly kind: Kind;
  /** Stable name inside the resource, such as a container's. */
  readonly at?: string;
  /** Place among the properties of the resource, such as `ContainerDefinitions.0`; empty for the resource itself. */
  readonly place: string;
  readonly facts: Subjects[Kind];
} }[keyof Subjects];

/** What one resource is, in one scenario of its conditions. */
export interface ResourceFacts {
  readonly scenario: Scenario;
  readonly subjects: readonly Subject[];
  /** Places in the resource that could not be known. */
  readonly unjudged: ReadonlySet<string>;
}

interface Entry extends Address {
  readonly template: Template;
  readonly resource: Resource;
}

/** How many stacks a value may pass through. */
const MAX_HOPS = 16;

/** Path of a resource as users know it, such as `Api/TaskDefinition`. */
export type PathOf = (address: Address) => string;

/** The containers, images and services of a whole app, read from its templates on demand. */
export class AppFacts {
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly templates: ReadonlyMap<string, Template>;
  private readonly nestedStacks: ReadonlyMap<string, Template>;
  private readonly surroundings: Surroundings;
  private readonly resolvers = new Map<string, Resolver>();
  private starters?: ReadonlyMap<string, readonly Entry[]>;
  private registryScans?: boolean;
  private hops = 0;
  private exports?: ReadonlyMap<string, { stackPath: string; value: Json }>;

  public constructor(templates: readonly Template[], private readonly pathOf: PathOf = ({ logicalId }) => logicalId) {
    this.templates = new Map(templates.map((template) => [template.stackPath, template]));
    this.nestedStacks = new Map(templates.flatMap((template) => (
      template.nestedIn ? [[key(template.nestedIn.stackPath, template.nestedIn.logicalId), template]] : [])));
    this.entries = new Map(templates.flatMap((template) => [...resourcesOf(template.body)]
      .filter(([, { Type }]) => RESOURCE_TYPES.has(Type))
      .map(([logicalId, resource]) => [key(template.stackPath, logicalId), {
        template, resource, logicalId, type: resource.Type, stackPath: template.stackPath, file: template.file,
      }])));
    this.surroundings = {
      exported: (name) => this.hop(() => this.exported(name)),
      nestedParameter: (stackPath, parameter) => this.hop(() => this.nestedParameter(stackPath, parameter)),
      nestedOutput: (stackPath, logicalId, output) => this.hop(() => this.nestedOutput(stackPath, logicalId, output)),
    };
  }

  /** The resources that can be judged, in the order of the templates. */
  public get addresses(): readonly Address[] {
    return [...this.entries.values()];
  }

  /** What a resource is, once for each way in which its conditions can fall out. */
  public read(address: Address): readonly ResourceFacts[] {
    const entry = address as Entry;
    return scenariosOf(entry.resource, entry.template.body).map((scenario) => {
      const unjudged = new Set<string>();
      return { scenario, subjects: this.subjectsOf(entry, this.propertiesOf(entry, scenario, unjudged), scenario), unjudged };
    });
  }

  private subjectsOf(entry: Entry, properties: Properties, scenario: Scenario): Subject[] {
    const path = () => this.pathOf(entry);
    switch (entry.type) {
      case 'AWS::ECR::Repository':
        return [{ kind: 'repository', place: '', facts: readRepository(properties, path, this.scannedByRegistry) }];
      case 'AWS::ECS::Service':
        return [{ kind: 'service', place: '', facts: readService(properties, path) }];
      case 'AWS::ECS::TaskDefinition':
        return this.taskSubjects(entry, properties, scenario);
      default:
        return [];
    }
  }

  private taskSubjects(entry: Entry, properties: Properties, scenario: Scenario): Subject[] {
    const { taskDefinition, containers } = readTaskDefinition(properties, {
      pathOf: () => this.pathOf(entry),
      use: readUse(this.servicesOf(entry, scenario)),
      repository: (reference) => this.repository(reference),
    });
    return [
      { kind: 'task-definition', place: '', facts: taskDefinition },
      ...containers.flatMap(({ place, container }): Subject[] => {
        const at = typeof container.name === 'string' ? container.name : undefined;
        return [
          { kind: 'container', at, place, facts: container },
          ...container.image ? [{ kind: 'image', at, place, facts: container.image } as const] : [],
        ];
      }),
    ];
  }

  private repository(reference: Reference): NamedRepository | undefined {
    const entry = this.entryOf(reference);
    if (entry?.type !== 'AWS::ECR::Repository') {
      return undefined;
    }
    const properties = this.propertiesOf(entry);
    const name = properties.partialText('RepositoryName');
    return { name: typeof name === 'string' ? name : this.pathOf(entry), tagMutability: properties.text('ImageTagMutability') };
  }

  private get scannedByRegistry(): boolean {
    this.registryScans ??= this.addresses.some(({ type }) => type === 'AWS::ECR::RegistryScanningConfiguration');
    return this.registryScans;
  }

  /** The services and task sets that start a task definition, as they are where the scenario holds. */
  private servicesOf(task: Entry, scenario: Scenario): TaskStarter[] {
    this.starters ??= this.findStarters();
    return (this.starters.get(key(task.stackPath, task.logicalId)) ?? []).flatMap((entry) => {
      const own = entry.template === task.template ? scenario : UNCONDITIONAL;
      const { Condition: condition } = entry.resource;
      const exists = condition === undefined ? true : own.holds(String(condition));
      return exists === false ? [] : [{ certain: exists === true, properties: this.propertiesOf(entry, own) }];
    });
  }

  private findStarters(): ReadonlyMap<string, readonly Entry[]> {
    const starters = new Map<string, Entry[]>();
    for (const entry of this.entries.values()) {
      const task = entry.type === 'AWS::ECS::Service' || entry.type === 'AWS::ECS::TaskSet' ? this.propertiesOf(entry).value('TaskDefinition') : undefined;
      if (task instanceof Reference) {
        const started = key(task.stackPath, task.logicalId);
        starters.set(started, [...starters.get(started) ?? [], entry]);
      }
    }
    return starters;
  }

  private propertiesOf(entry: Entry, scenario = UNCONDITIONAL, unjudged = new Set<string>()): Properties {
    const { template, resource } = entry;
    const resolver = scenario === UNCONDITIONAL
      ? this.resolverOf(template)
      : new Resolver(template.stackPath, template.body, scenario, this.surroundings);
    return Properties.of(resource.Properties, resolver, unjudged);
  }

  private entryOf({ stackPath, logicalId }: Reference): Entry | undefined {
    return this.entries.get(key(stackPath, logicalId));
  }

  private resolverOf(template: Template): Resolver {
    const known = this.resolvers.get(template.stackPath);
    if (known) {
      return known;
    }
    const resolver = new Resolver(template.stackPath, template.body, UNCONDITIONAL, this.surroundings);
    this.resolvers.set(template.stackPath, resolver);
    return resolver;
  }

  /** Follows a value into another stack. Stacks that hand a value round in a circle never say what it is. */
  private hop(follow: () => Resolved): Resolved {
    if (this.hops >= MAX_HOPS) {
      return UNRESOLVED;
    }
    this.hops += 1;
    try {
      return follow();
    } finally {
      this.hops -= 1;
    }
  }

  private exported(name: string): Resolved {
    this.exports ??= new Map([...this.templates.values()].flatMap(exportsOf));
    const found = this.exports.get(name);
    const template = found && this.templates.get(found.stackPath);
    return template ? this.resolverOf(template).resolve(found.value) : UNRESOLVED;
  }

  private nestedParameter(stackPath: string, parameter: string): Resolved {
    const parent = this.templates.get(stackPath)?.nestedIn;
    const template = parent && this.templates.get(parent.stackPath);
    const resource = template && section(template.body, 'Resources')[parent.logicalId];
    const given = section(section({ resource }, 'resource'), 'Properties').Parameters;
    return template && isObject(given) && Object.hasOwn(given, parameter) ? this.resolverOf(template).resolve(given[parameter]) : undefined;
  }

  private nestedOutput(stackPath: string, logicalId: string, output: string): Resolved {
    const nested = this.nestedStacks.get(key(stackPath, logicalId));
    const found = nested && section(nested.body, 'Outputs')[output];
    return nested && isObject(found) ? this.resolverOf(nested).resolve(found.Value) : UNRESOLVED;
  }
}

function exportsOf({ stackPath, body }: Template): [string, { stackPath: string; value: Json }][] {
  return Object.values(section(body, 'Outputs')).flatMap((output) => {
    const name = isObject(output) && isObject(output.Export) ? output.Export.Name : undefined;
    return isObject(output) && typeof name === 'string' ? [[name, { stackPath, value: output.Value }]] : [];
  });
}

function key(stackPath: string, logicalId: string): string {
  return `${stackPath}\n${logicalId}`;
}
