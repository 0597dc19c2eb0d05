import { readAppRunnerService } from './app-runner';
import { NO_BUILDS } from './build';
import { builtImage } from './built-image';
import { Cluster, readCluster } from './cluster';
import { Scenario, UNCONDITIONAL } from './conditions';
import { NamedRepository, Registries } from './image';
import { readImages } from './image-user';
import { Resolved } from './intrinsics';
import { Known, UNRESOLVED, once } from './known';
import { LOG_GROUP_TYPES, LogGroups } from './log-group';
import { Properties } from './properties';
import { RegistryScan, readRegistryScan } from './registry-scan';
import { Repository, readNamedRepository } from './repository';
import { readRepositoryTemplate } from './repository-template';
import { Address, Entry, Resources } from './resources';
import { ScaledByName, Service, TaskStarter, TaskUse, capacityProvidersOf, providersOf, readDaemon, readDaemonUse, readScaledNames, readService, readTaskSet } from './service';
import { Subjects } from './subjects';
import { TargetGroup, readTargetGroup } from './target-group';
import { TaskDefinition } from './task-definition';
import { Template } from './template';
import { IMAGE_USERS } from '../platform/image-users';

/** The resource types that are judged. */
const JUDGED: ReadonlySet<string> = new Set([
  'AWS::ECR::Repository',
  'AWS::ECR::RepositoryCreationTemplate',
  'AWS::ECS::Cluster',
  'AWS::ECS::Daemon',
  'AWS::ECS::DaemonTaskDefinition',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ECS::TaskSet',
  ...Object.keys(IMAGE_USERS),
]);

/** The resource types that facts are read from: those that are judged, and those that say something about them. */
export const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  ...JUDGED,
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ECR::PublicRepository',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECS::ClusterCapacityProviderAssociations',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  ...LOG_GROUP_TYPES,
  'Custom::ECRAutoDeleteImages',
]);

const TASK_DEFINITIONS = ['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition'];
const STARTERS = ['AWS::ECS::Service', 'AWS::ECS::TaskSet'];
const SERVICE_READERS = { 'AWS::ECS::Service': readService, 'AWS::ECS::TaskSet': readTaskSet, 'AWS::ECS::Daemon': readDaemon };
const SERVICES = Object.keys(SERVICE_READERS);

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

/** What was read of a resource, for its own sake or for that of others. */
interface Reading<Facts> {
  readonly facts: Facts;
  readonly unjudged: ReadonlySet<string>;
}

/** Path of a resource as users know it, such as `Api/TaskDefinition`. */
export type PathOf = (address: Address) => string;

/** The containers, images and services of a whole app, read from its templates on demand. */
export class AppFacts {
  private readonly resources: Resources;
  private readonly registries: Registries;
  private readonly tasks = new Map<Entry, Reading<TaskDefinition>>();
  private readonly services = new Map<Entry, Reading<Service>>();
  private readonly strategies = new Map<Entry, Known<readonly string[]>>();
  private readonly targetGroups = new Map<Entry, TargetGroup>();
  private knownScaledNames?: ScaledByName;
  private readonly logGroups: LogGroups;
  private readonly repositories = new Map<Entry, NamedRepository>();
  private scans?: readonly RegistryScan[];

  public constructor(
    templates: readonly Template[], private readonly pathOf: PathOf = ({ logicalId }) => logicalId, trusted?: readonly string[], builds = NO_BUILDS,
  ) {
    this.registries = { trusted, builds, repository: (reference) => this.repository(reference) };
    this.resources = new Resources(templates, RESOURCE_TYPES);
    this.logGroups = new LogGroups(this.resources, pathOf);
  }

  /** The resources that can be judged, in the order of the templates. */
  public get addresses(): readonly Address[] {
    return this.resources.all.filter(({ type }) => JUDGED.has(type));
  }

  /** What a resource is, once for each way in which its conditions can fall out. */
  public read(address: Address): readonly ResourceFacts[] {
    const entry = address as Entry;
    return this.resources.scenariosOf(entry).map((scenario) => this.readIn(entry, scenario));
  }

  private readIn(entry: Entry, scenario: Scenario): ResourceFacts {
    if (TASK_DEFINITIONS.includes(entry.type)) {
      const { facts, unjudged } = this.taskReading(entry, scenario);
      return { scenario, subjects: taskSubjects(facts), unjudged };
    }
    if (SERVICES.includes(entry.type)) {
      const { facts, unjudged } = this.serviceReading(entry, scenario);
      return { scenario, subjects: [{ kind: 'service', place: '', facts }], unjudged };
    }
    const unjudged = new Set<string>();
    if (Object.hasOwn(IMAGE_USERS, entry.type)) {
      return { scenario, subjects: this.imageSubjects(entry, this.resources.propertiesOf(entry, scenario, unjudged)), unjudged };
    }
    const subject = this.subjectOf(entry, () => this.resources.propertiesOf(entry, scenario, unjudged));
    return { scenario, subjects: subject ? [subject] : [], unjudged };
  }

  private subjectOf(entry: Entry, read: () => Properties): Subject | undefined {
    const path = () => this.pathOf(entry);
    switch (entry.type) {
      case 'AWS::ECR::Repository':
        return { kind: 'repository', place: '', facts: this.repositoryFacts(entry, read()) };
      case 'AWS::ECR::RepositoryCreationTemplate':
        return { kind: 'repository-template', place: '', facts: readRepositoryTemplate(read(), path) };
      case 'AWS::ECS::Cluster':
        return { kind: 'cluster', place: '', facts: this.clusterFacts(entry, read()) };
      default:
        return undefined;
    }
  }

  private repositoryFacts(entry: Entry, properties: Properties): Repository {
    return new Repository(properties, {
      pathOf: () => this.pathOf(entry),
      deletionPolicy: entry.resource.DeletionPolicy,
      autoDeleted: () => this.resources.pointingAt(entry, 'RepositoryName', 'Custom::ECRAutoDeleteImages').length > 0,
      registryScans: this.registryScans,
    });
  }

  private imageSubjects(entry: Entry, properties: Properties): Subject[] {
    const images = readImages(entry.type, properties, { pathOf: () => this.pathOf(entry), registries: this.registries });
    return images.flatMap(({ at, place, image, saysUser }): Subject[] => [
      { kind: 'image', at, place, facts: image },
      ...optional(builtImage(image, { type: entry.type, saysUser }), (facts): Subject => ({ kind: 'dockerfile', at, place, facts })),
      ...entry.type === 'AWS::AppRunner::Service' ? [{ kind: 'app-runner', place: '', facts: readAppRunnerService(properties, image) } as const] : [],
    ]);
  }

  private serviceFacts(entry: Entry, properties: Properties, scenario: Scenario): Service {
    return SERVICE_READERS[entry.type as keyof typeof SERVICE_READERS](properties, {
      pathOf: () => this.pathOf(entry),
      task: once(() => {
        const task = this.resources.referred(properties.value(taskPropertyOf(entry)), ...TASK_DEFINITIONS);
        return task ? this.taskReading(task, scenarioIn(task, entry, scenario)).facts : UNRESOLVED;
      }),
      scaled: () => this.resources.pointingAt(entry, 'ResourceId', SCALABLE_TARGET).length > 0 || this.scaledByName(properties.value('ServiceName')),
      leastCapacity: () => this.leastCapacity(entry, properties),
      targetGroup: (arn) => this.targetGroup(arn),
      capacityProviders: () => capacityProvidersOf(properties, () => this.defaultProviders(properties.value('Cluster'))),
    });
  }

  private clusterFacts(entry: Entry, properties: Properties): Cluster {
    return readCluster(properties, {
      pathOf: () => this.pathOf(entry),
      services: () => [
        ...this.resources.pointingAt(entry, 'Cluster', ...CLUSTER_MEMBERS).filter(({ type }) => STARTERS.includes(type)),
        ...this.resources.pointingAt(entry, 'ClusterArn', DAEMON),
      ].map((member) => this.serviceReading(member, UNCONDITIONAL).facts),
    });
  }

  private serviceReading(entry: Entry, scenario: Scenario): Reading<Service> {
    return this.reading(this.services, entry, scenario, (properties) => this.serviceFacts(entry, properties, scenario));
  }

  private taskReading(entry: Entry, scenario: Scenario): Reading<TaskDefinition> {
    return this.reading(this.tasks, entry, scenario, (properties) => new TaskDefinition(properties, {
      pathOf: () => this.pathOf(entry),
      use: entry.type === 'AWS::ECS::DaemonTaskDefinition'
        ? readDaemonUse(this.startersOf(entry, scenario, DAEMON))
        : new TaskUse(this.startersOf(entry, scenario, ...STARTERS)),
      registries: this.registries,
      logGroup: (group) => this.logGroups.find(group, entry),
    }));
  }

  /** Reads once what no condition changes. */
  private reading<Facts>(
    known: Map<Entry, Reading<Facts>>, entry: Entry, scenario: Scenario, read: (properties: Properties) => Facts,
  ): Reading<Facts> {
    const readAnew = () => {
      const unjudged = new Set<string>();
      return { facts: read(this.resources.propertiesOf(entry, scenario, unjudged)), unjudged };
    };
    return scenario === UNCONDITIONAL ? remembered(known, entry, readAnew) : readAnew();
  }

  /** What starts a task definition, as it is where the scenario holds. */
  private startersOf(task: Entry, scenario: Scenario, ...types: readonly string[]): TaskStarter[] {
    return this.resources.pointingAt(task, taskPropertyOf({ type: types[0] }), ...types).flatMap((entry) => {
      const own = scenarioIn(entry, task, scenario);
      const { Condition: condition } = entry.resource;
      const exists = condition === undefined ? true : own.holds(String(condition));
      return exists === false ? [] : [{ certain: exists === true, properties: this.resources.propertiesOf(entry, own) }];
    });
  }

  private repository(value: Resolved): NamedRepository | undefined {
    const entry = this.resources.referred(value, 'AWS::ECR::Repository', 'AWS::ECR::PublicRepository');
    return entry && remembered(this.repositories, entry, () => readNamedRepository(this.resources.propertiesOf(entry), () => this.pathOf(entry)));
  }

  private leastCapacity(service: Entry, properties: Properties): Known<number> {
    const [target] = this.resources.pointingAt(service, 'ResourceId', SCALABLE_TARGET);
    if (target) {
      return this.resources.propertiesOf(target).number('MinCapacity');
    }
    return this.scaledByName(properties.value('ServiceName')) === false ? undefined : UNRESOLVED;
  }

  private get scaledByName(): ScaledByName {
    this.knownScaledNames ??= readScaledNames(this.resources.ofType(SCALABLE_TARGET).map((target) => this.resources.propertiesOf(target).value('ResourceId')));
    return this.knownScaledNames;
  }

  private targetGroup(value: Resolved): Known<TargetGroup> {
    const entry = this.resources.referred(value, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    return entry
      ? remembered(this.targetGroups, entry, () => readTargetGroup(this.resources.propertiesOf(entry), () => this.pathOf(entry)))
      : value === undefined ? undefined : UNRESOLVED;
  }

  /** What a cluster of the app, or an association of it, says of services that name no capacity provider and no launch type. */
  private defaultProviders(cluster: Resolved): Known<readonly string[]> {
    const entry = this.resources.referred(cluster, 'AWS::ECS::Cluster');
    if (!entry) {
      return UNRESOLVED;
    }
    return remembered(this.strategies, entry, () => {
      const associations = this.resources.pointingAt(entry, 'Cluster', ...CLUSTER_MEMBERS).filter(({ type }) => !STARTERS.includes(type));
      const strategies = [entry, ...associations].map((each) => providersOf(this.resources.propertiesOf(each).objects('DefaultCapacityProviderStrategy')));
      return strategies.find((strategy) => strategy !== undefined);
    });
  }

  private get registryScans(): readonly RegistryScan[] {
    this.scans ??= this.resources.ofType('AWS::ECR::RegistryScanningConfiguration').map((entry) => readRegistryScan(this.resources.propertiesOf(entry)));
    return this.scans;
  }
}

const DAEMON = 'AWS::ECS::Daemon';
const SCALABLE_TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** What points at a cluster: what runs in it, and its default strategy. */
const CLUSTER_MEMBERS = [...STARTERS, 'AWS::ECS::ClusterCapacityProviderAssociations'];

function taskSubjects(task: TaskDefinition): Subject[] {
  const subjects: Subject[] = [{ kind: 'task-definition', place: '', facts: task }];
  for (const container of task.readable) {
    const { name, place, image } = container;
    const at = typeof name === 'string' ? name : undefined;
    subjects.push({ kind: 'container', at, place, facts: container });
    if (image) {
      subjects.push({ kind: 'image', at, place, facts: image });
    }
    const built = image && builtImage(image, container);
    if (built) {
      subjects.push({ kind: 'dockerfile', at, place, facts: built });
    }
  }
  return subjects;
}

/** What a scenario of one resource says of another: conditions are those of one template. */
function scenarioIn(other: Entry, own: Entry, scenario: Scenario): Scenario {
  return other.template === own.template ? scenario : UNCONDITIONAL;
}

function taskPropertyOf({ type }: Pick<Entry, 'type'>): string {
  return type === DAEMON ? 'DaemonTaskDefinitionArn' : 'TaskDefinition';
}

function optional<T, R>(value: T | undefined, made: (value: T) => R): R[] {
  return value === undefined ? [] : [made(value)];
}

function remembered<K, V>(known: Map<K, V>, key: K, read: () => V): V {
  if (!known.has(key)) {
    known.set(key, read());
  }
  return known.get(key) as V;
}
