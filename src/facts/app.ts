import { Cluster, readCluster } from './cluster';
import { Scenario, UNCONDITIONAL } from './conditions';
import { NamedRepository } from './image';
import { Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue } from './known';
import { LogGroup, readLogGroup } from './log-group';
import { Properties } from './properties';
import { readRepository } from './repository';
import { Address, Entry, Resources } from './resources';
import { Service, ServiceSurroundings, TaskStarter, TaskUse, providersOf, readService, readTaskSet, readUse } from './service';
import { Subjects } from './subjects';
import { TargetGroup, readTargetGroup } from './target-group';
import { TaskFacts, readTaskDefinition } from './task-definition';
import { Template } from './template';

/** The resource types that are judged. */
const JUDGED: ReadonlySet<string> = new Set([
  'AWS::ECR::Repository',
  'AWS::ECS::Cluster',
  'AWS::ECS::DaemonTaskDefinition',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ECS::TaskSet',
]);

/** The resource types that facts are read from: those that are judged, and those that say something about them. */
export const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  ...JUDGED,
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECS::ClusterCapacityProviderAssociations',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Logs::LogGroup',
]);

const TASK_DEFINITIONS = ['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition'];
const STARTERS = ['AWS::ECS::Service', 'AWS::ECS::TaskSet'];

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

/** A task definition as it is read once, for its own sake and for its services. */
interface TaskReading {
  readonly facts: TaskFacts;
  readonly unjudged: ReadonlySet<string>;
}

/** Path of a resource as users know it, such as `Api/TaskDefinition`. */
export type PathOf = (address: Address) => string;

/** The containers, images and services of a whole app, read from its templates on demand. */
export class AppFacts {
  private readonly resources: Resources;
  private readonly tasks = new Map<Entry, TaskReading>();
  private readonly targetGroups = new Map<Entry, TargetGroup>();
  private readonly logGroups = new Map<Entry, LogGroup>();
  private readonly repositories = new Map<Entry, NamedRepository>();

  public constructor(templates: readonly Template[], private readonly pathOf: PathOf = ({ logicalId }) => logicalId) {
    this.resources = new Resources(templates, RESOURCE_TYPES);
  }

  /** The resources that can be judged, in the order of the templates. */
  public get addresses(): readonly Address[] {
    return this.resources.all.filter(({ type }) => JUDGED.has(type));
  }

  /** What a resource is, once for each way in which its conditions can fall out. */
  public read(address: Address): readonly ResourceFacts[] {
    const entry = address as Entry;
    return this.resources.scenariosOf(entry).map((scenario) => ({ scenario, ...this.readIn(entry, scenario) }));
  }

  private readIn(entry: Entry, scenario: Scenario): Omit<ResourceFacts, 'scenario'> {
    if (TASK_DEFINITIONS.includes(entry.type)) {
      const { facts, unjudged } = this.taskReading(entry, scenario);
      return { subjects: taskSubjects(facts), unjudged };
    }
    const unjudged = new Set<string>();
    const subject = this.subjectOf(entry, () => this.resources.propertiesOf(entry, scenario, unjudged), scenario);
    return { subjects: subject ? [subject] : [], unjudged };
  }

  private subjectOf(entry: Entry, read: () => Properties, scenario: Scenario): Subject | undefined {
    const path = () => this.pathOf(entry);
    switch (entry.type) {
      case 'AWS::ECR::Repository':
        return { kind: 'repository', place: '', facts: readRepository(read(), path, this.scannedByRegistry) };
      case 'AWS::ECS::Service':
        return { kind: 'service', place: '', facts: this.serviceFacts(entry, read(), scenario, readService) };
      case 'AWS::ECS::TaskSet':
        return { kind: 'service', place: '', facts: this.serviceFacts(entry, read(), scenario, readTaskSet) };
      case 'AWS::ECS::Cluster':
        return { kind: 'cluster', place: '', facts: this.clusterFacts(entry, read()) };
      default:
        return undefined;
    }
  }

  private serviceFacts(
    entry: Entry, properties: Properties, scenario: Scenario, read: (properties: Properties, surroundings: ServiceSurroundings) => Service,
  ): Service {
    return read(properties, {
      pathOf: () => this.pathOf(entry),
      task: () => {
        const task = this.resources.referred(properties.value('TaskDefinition'), ...TASK_DEFINITIONS);
        return task ? this.taskReading(task, scenarioIn(task, entry, scenario)).facts.taskDefinition : UNRESOLVED;
      },
      scaled: () => this.resources.pointingAt(entry, 'ResourceId', 'AWS::ApplicationAutoScaling::ScalableTarget').length > 0,
      targetGroup: (loadBalancer) => this.targetGroup(loadBalancer.value('TargetGroupArn')),
      defaultProviders: () => this.defaultProviders(properties.value('Cluster')),
    });
  }

  private clusterFacts(entry: Entry, properties: Properties): Cluster {
    return readCluster(properties, {
      pathOf: () => this.pathOf(entry),
      exec: () => anyTrue(...this.resources.pointingAt(entry, 'Cluster', ...CLUSTER_MEMBERS)
        .map((member) => this.resources.propertiesOf(member).flag('EnableExecuteCommand'))),
    });
  }

  private taskReading(entry: Entry, scenario: Scenario): TaskReading {
    const known = scenario === UNCONDITIONAL ? this.tasks.get(entry) : undefined;
    if (known) {
      return known;
    }
    const unjudged = new Set<string>();
    const facts = readTaskDefinition(this.resources.propertiesOf(entry, scenario, unjudged), {
      pathOf: () => this.pathOf(entry),
      use: entry.type === 'AWS::ECS::DaemonTaskDefinition' ? MANAGED_DAEMON : readUse(this.startersOf(entry, scenario)),
      repository: (reference) => this.repository(reference),
      logGroup: (group) => this.logGroup(group, entry),
    });
    const reading = { facts, unjudged };
    if (scenario === UNCONDITIONAL) {
      this.tasks.set(entry, reading);
    }
    return reading;
  }

  /** The services and task sets that start a task definition, as they are where the scenario holds. */
  private startersOf(task: Entry, scenario: Scenario): TaskStarter[] {
    return this.resources.pointingAt(task, 'TaskDefinition', ...STARTERS).flatMap((entry) => {
      const own = scenarioIn(entry, task, scenario);
      const { Condition: condition } = entry.resource;
      const exists = condition === undefined ? true : own.holds(String(condition));
      return exists === false ? [] : [{ certain: exists === true, properties: this.resources.propertiesOf(entry, own) }];
    });
  }

  private repository(value: Resolved): NamedRepository | undefined {
    const entry = this.resources.referred(value, 'AWS::ECR::Repository');
    return entry && once(this.repositories, entry, () => {
      const properties = this.resources.propertiesOf(entry);
      const name = properties.partialText('RepositoryName');
      return { name: typeof name === 'string' ? name : this.pathOf(entry), tagMutability: properties.text('ImageTagMutability') };
    });
  }

  private targetGroup(value: Resolved): Known<TargetGroup> {
    const entry = this.resources.referred(value, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    return entry
      ? once(this.targetGroups, entry, () => readTargetGroup(this.resources.propertiesOf(entry), () => this.pathOf(entry)))
      : value === undefined ? undefined : UNRESOLVED;
  }

  /** By reference, or by a name that only one group of the app has. A name with unknown parts may be that of any. */
  private logGroup(value: Resolved, user: Entry): Known<LogGroup> {
    const referred = this.resources.referred(value, 'AWS::Logs::LogGroup');
    if (referred) {
      return this.readLogGroup(referred);
    }
    if (value === undefined || value === UNRESOLVED) {
      return value;
    }
    const groups = this.resources.ofType('AWS::Logs::LogGroup');
    const names = groups.map((group) => this.resources.propertiesOf(group).partialText('LogGroupName'));
    const text = String(value);
    const sameText = groups.findIndex((group, index) => names[index] === text && (typeof value === 'string' || group.template === user.template));
    if (sameText >= 0) {
      return this.readLogGroup(groups[sameText]);
    }
    const mayMatch = typeof value !== 'string' || names.some((name) => name === UNRESOLVED || (name !== undefined && (name as string).includes('${')));
    return mayMatch ? UNRESOLVED : undefined;
  }

  private readLogGroup(entry: Entry): LogGroup {
    return once(this.logGroups, entry, () => readLogGroup(this.resources.propertiesOf(entry), () => this.pathOf(entry)));
  }

  /** What a cluster of the app, or an association of it, says of services that name no capacity provider and no launch type. */
  private defaultProviders(cluster: Resolved): Known<readonly string[]> {
    const entry = this.resources.referred(cluster, 'AWS::ECS::Cluster');
    if (!entry) {
      return UNRESOLVED;
    }
    const associations = this.resources.pointingAt(entry, 'Cluster', ...CLUSTER_MEMBERS).filter(({ type }) => !STARTERS.includes(type));
    const strategies = [entry, ...associations].map((each) => providersOf(this.resources.propertiesOf(each).objects('DefaultCapacityProviderStrategy')));
    return strategies.find((strategy) => strategy !== undefined);
  }

  private get scannedByRegistry(): boolean {
    return this.resources.ofType('AWS::ECR::RegistryScanningConfiguration').length > 0;
  }
}

/** What ECS does with a daemon task definition: it has no service. */
const MANAGED_DAEMON: TaskUse = { fargate: false, external: false, exec: UNRESOLVED, daemon: true };

/** What points at a cluster: what runs in it, and its default strategy. */
const CLUSTER_MEMBERS = [...STARTERS, 'AWS::ECS::ClusterCapacityProviderAssociations'];

function taskSubjects({ taskDefinition, containers }: TaskFacts): Subject[] {
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

/** What a scenario of one resource says of another: conditions are those of one template. */
function scenarioIn(other: Entry, own: Entry, scenario: Scenario): Scenario {
  return other.template === own.template ? scenario : UNCONDITIONAL;
}

function once<K, V>(known: Map<K, V>, key: K, read: () => V): V {
  const found = known.get(key) ?? read();
  known.set(key, found);
  return found;
}
