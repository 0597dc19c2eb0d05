import { Scenario, UNCONDITIONAL, scenariosOf } from './conditions';
import { NamedRepository } from './image';
import { Reference } from './intrinsics';
import { Properties } from './properties';
import { readRepository } from './repository';
import { TaskStarter, readService, readUse } from './service';
import { Subjects } from './subjects';
import { readTaskDefinition } from './task-definition';
import { Resource, Template, resourcesOf } from './template';
import { Templates, key } from './templates';

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

/** Path of a resource as users know it, such as `Api/TaskDefinition`. */
export type PathOf = (address: Address) => string;

/** The containers, images and services of a whole app, read from its templates on demand. */
export class AppFacts {
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly templates: Templates;
  private starters?: ReadonlyMap<string, readonly Entry[]>;
  private registryScans?: boolean;

  public constructor(templates: readonly Template[], private readonly pathOf: PathOf = ({ logicalId }) => logicalId) {
    this.templates = new Templates(templates);
    this.entries = new Map(templates.flatMap((template) => [...resourcesOf(template.body)]
      .filter(([, { Type }]) => RESOURCE_TYPES.has(Type))
      .map(([logicalId, resource]) => [key(template.stackPath, logicalId), {
        template, resource, logicalId, type: resource.Type, stackPath: template.stackPath, file: template.file,
      }])));
  }

  /** The resources that can be judged, in the order of the templates. */
  public get addresses(): readonly Address[] {
    return [...this.entries.values()];
  }

  /** What a resource is, once for each way in which its conditions can fall out. */
  public read(address: Address): readonly ResourceFacts[] {
    const entry = address as Entry;
    const given = (parameter: string) => this.templates.nestedText(entry.stackPath, parameter);
    return scenariosOf(entry.resource, entry.template.body, given).map((scenario) => {
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
    const entry = this.entries.get(key(reference.stackPath, reference.logicalId));
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

  private propertiesOf({ template, resource }: Entry, scenario = UNCONDITIONAL, unjudged = new Set<string>()): Properties {
    return Properties.of(resource.Properties, this.templates.resolverOf(template, scenario), unjudged);
  }
}
