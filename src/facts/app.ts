import { Scenario, UNCONDITIONAL, scenariosOf } from './conditions';
import { Reference, Resolved, Resolver, Surroundings } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { Properties } from './properties';
import { readRepository } from './repository';
import { readService } from './service';
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
  private fargateTasks?: ReadonlySet<string>;
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
    const { resource, template } = address as Entry;
    return scenariosOf(resource.Properties, template.body).map((scenario) => {
      const unjudged = new Set<string>();
      const resolver = scenario === UNCONDITIONAL
        ? this.resolverOf(template)
        : new Resolver(template.stackPath, template.body, scenario, this.surroundings);
      const properties = Properties.of(resource.Properties, resolver, unjudged);
      return { scenario, subjects: this.subjectsOf(address, properties), unjudged };
    });
  }

  private subjectsOf(address: Address, properties: Properties): Subject[] {
    const path = () => this.pathOf(address);
    switch (address.type) {
      case 'AWS::ECR::Repository':
        return [{ kind: 'repository', place: '', facts: readRepository(properties, path, this.scannedByRegistry) }];
      case 'AWS::ECS::Service':
        return [{ kind: 'service', place: '', facts: readService(properties, path) }];
      case 'AWS::ECS::TaskDefinition':
        return this.taskSubjects(address, properties, path);
      default:
        return [];
    }
  }

  private taskSubjects(address: Address, properties: Properties, path: () => string): Subject[] {
    const runsOnFargate = this.tasksOnFargate().has(key(address.stackPath, address.logicalId));
    const { taskDefinition, containers } = readTaskDefinition(properties, path, runsOnFargate, (reference) => this.repositoryName(reference));
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

  private repositoryName(reference: Reference): string | undefined {
    const entry = this.entryOf(reference);
    return entry?.type === 'AWS::ECR::Repository' ? this.nameOfRepository(entry) : undefined;
  }

  private nameOfRepository(entry: Entry): string {
    const name = this.unconditional(entry).partialText('RepositoryName');
    return typeof name === 'string' ? name : this.pathOf(entry);
  }

  private get scannedByRegistry(): boolean {
    this.registryScans ??= this.addresses.some(({ type }) => type === 'AWS::ECR::RegistryScanningConfiguration');
    return this.registryScans;
  }

  /** The task definitions that a service or task set starts on Fargate. */
  private tasksOnFargate(): ReadonlySet<string> {
    this.fargateTasks ??= new Set([...this.entries.values()]
      .filter(({ type }) => type === 'AWS::ECS::Service' || type === 'AWS::ECS::TaskSet')
      .map((entry) => this.unconditional(entry))
      .filter((service) => startsOnFargate(service) === true)
      .map((service) => service.value('TaskDefinition'))
      .filter((task): task is Reference => task instanceof Reference)
      .map(({ stackPath, logicalId }) => key(stackPath, logicalId)));
    return this.fargateTasks;
  }

  private unconditional(entry: Entry): Properties {
    return Properties.of(entry.resource.Properties, this.resolverOf(entry.template), new Set());
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

function startsOnFargate(service: Properties): Known<boolean> {
  const strategy = service.objects('CapacityProviderStrategy');
  const providers = strategy === undefined || strategy === UNRESOLVED ? [] : strategy.map((item) => item.text('CapacityProvider'));
  return anyTrue(service.text('LaunchType') === 'FARGATE', ...providers.map((provider) => provider === 'FARGATE' || provider === 'FARGATE_SPOT'));
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
