import type { Container } from './container';
import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import type { TargetGroup } from './target-group';
import type { TaskDefinition } from './task-definition';

/** What a service says itself. */
export interface ServiceSettings {
  readonly deploymentController: Known<string>;
  readonly strategy: Known<string>;
  readonly schedulingStrategy: Known<string>;
  readonly circuitBreaker: Known<boolean>;
  readonly rollback: Known<boolean>;
  readonly deploymentAlarms: Known<boolean>;
  readonly minimumHealthyPercent: Known<number>;
  readonly maximumPercent: Known<number>;
  readonly desiredCount: Known<number>;
  readonly fargate: Known<boolean>;
  readonly platformVersion: Known<string>;
  /** `ENABLED` or `DISABLED`. */
  readonly publicIp: Known<string>;
  /** ECS Exec, with which people start commands in a running container, is enabled. */
  readonly exec: Known<boolean>;
  readonly loadBalancers: Known<readonly LoadBalancer[]>;
  /** VPC Lattice sends requests to it, and checks its health. */
  readonly lattice: Known<boolean>;
  /** Cloud Map tells others where its tasks are. */
  readonly registered: Known<boolean>;
  readonly healthCheckGraceSeconds: Known<number>;
}

/**
 * An `AWS::ECS::Service`; or an `AWS::ECS::TaskSet`, which is a service whose deployments somebody else controls; or an `AWS::ECS::Daemon`, one task of
 * which runs on each instance. What is not theirs to say is unresolved.
 */
export class Service implements ServiceSettings {
  public readonly name: string;
  /** How a message calls it, such as `service "api"`. */
  public readonly title: string;
  public readonly deploymentController: Known<string>;
  public readonly strategy: Known<string>;
  public readonly schedulingStrategy: Known<string>;
  public readonly circuitBreaker: Known<boolean>;
  public readonly rollback: Known<boolean>;
  public readonly deploymentAlarms: Known<boolean>;
  public readonly minimumHealthyPercent: Known<number>;
  public readonly maximumPercent: Known<number>;
  public readonly desiredCount: Known<number>;
  public readonly fargate: Known<boolean>;
  public readonly platformVersion: Known<string>;
  public readonly publicIp: Known<string>;
  public readonly exec: Known<boolean>;
  public readonly loadBalancers: Known<readonly LoadBalancer[]>;
  public readonly lattice: Known<boolean>;
  public readonly registered: Known<boolean>;
  public readonly healthCheckGraceSeconds: Known<number>;
  private knownTargets?: readonly Target[];

  public constructor(
    kind: 'service' | 'task set' | 'daemon',
    ownName: Known<string>,
    settings: ServiceSettings,
    private readonly surroundings: ServiceSurroundings,
  ) {
    this.name = typeof ownName === 'string' ? ownName : surroundings.pathOf();
    this.title = `${kind} "${this.name}"`;
    this.deploymentController = settings.deploymentController;
    this.strategy = settings.strategy;
    this.schedulingStrategy = settings.schedulingStrategy;
    this.circuitBreaker = settings.circuitBreaker;
    this.rollback = settings.rollback;
    this.deploymentAlarms = settings.deploymentAlarms;
    this.minimumHealthyPercent = settings.minimumHealthyPercent;
    this.maximumPercent = settings.maximumPercent;
    this.desiredCount = settings.desiredCount;
    this.fargate = settings.fargate;
    this.platformVersion = settings.platformVersion;
    this.publicIp = settings.publicIp;
    this.exec = settings.exec;
    this.loadBalancers = settings.loadBalancers;
    this.lattice = settings.lattice;
    this.registered = settings.registered;
    this.healthCheckGraceSeconds = settings.healthCheckGraceSeconds;
  }

  /** Application Auto Scaling changes its desired count. */
  public get scaled(): Known<boolean> {
    return this.surroundings.scaled();
  }

  /** How many tasks it runs at least: its desired count, else what scales it keeps to, else 1. */
  public get leastCount(): Known<number> {
    return this.desiredCount ?? this.surroundings.leastCapacity() ?? 1;
  }

  /** The capacity providers of its own strategy, else of its cluster's default one. */
  public get capacityProviders(): Known<readonly string[]> {
    return this.surroundings.capacityProviders();
  }

  /** What it starts; unresolved where that is not in the app. */
  public get task(): TaskDefinition | typeof UNRESOLVED {
    return this.surroundings.task();
  }

  /** The containers of its task; none where they cannot be known. */
  public get containers(): readonly Container[] {
    const { task } = this;
    return task === UNRESOLVED || task.containers === UNRESOLVED ? [] : task.containers;
  }

  /** The target groups of the app that send requests to it, the alternate ones of blue/green deployments included. */
  public get targets(): readonly Target[] {
    this.knownTargets ??= targetsOf(this);
    return this.knownTargets;
  }
}

/** A container of a service, behind a target group. */
export interface LoadBalancer {
  readonly container: Known<string>;
  /** Unresolved where it is not in the app; absent for a Classic Load Balancer. */
  readonly targetGroup: Known<TargetGroup>;
  /** What names it, where that is a text. */
  readonly targetGroupArn: Known<string>;
  /** The one that takes over in a blue/green deployment. */
  readonly alternate: Known<TargetGroup>;
}

/** A target group, and the container that it sends requests to. */
export interface Target {
  readonly targetGroup: TargetGroup;
  /** Absent where it cannot be told. */
  readonly container: Container | undefined;
}

/** What the rest of the app says of a service. It is asked again and again. */
export interface ServiceSurroundings {
  readonly pathOf: () => string;
  readonly task: () => Service['task'];
  readonly scaled: () => Known<boolean>;
  /** The least number of tasks that Application Auto Scaling keeps; absent where nothing scales the service. */
  readonly leastCapacity: () => Known<number>;
  readonly targetGroup: (arn: Resolved) => Known<TargetGroup>;
  readonly capacityProviders: () => Known<readonly string[]>;
}

export function readService(properties: Properties, surroundings: ServiceSurroundings): Service {
  const deployment = properties.child('DeploymentConfiguration');
  const breaker = deployment.child('DeploymentCircuitBreaker');
  const { targetGroup } = surroundings;
  return new Service('service', properties.partialText('ServiceName'), {
    deploymentController: properties.child('DeploymentController').text('Type'),
    strategy: deployment.text('Strategy'),
    schedulingStrategy: properties.text('SchedulingStrategy'),
    circuitBreaker: breaker.flag('Enable'),
    rollback: breaker.flag('Rollback'),
    deploymentAlarms: deployment.child('Alarms').flag('Enable'),
    minimumHealthyPercent: deployment.number('MinimumHealthyPercent'),
    maximumPercent: deployment.number('MaximumPercent'),
    desiredCount: properties.number('DesiredCount'),
    exec: properties.flag('EnableExecuteCommand'),
    healthCheckGraceSeconds: properties.number('HealthCheckGracePeriodSeconds'),
    fargate: startsOnFargate(properties),
    platformVersion: properties.text('PlatformVersion'),
    publicIp: readPublicIp(properties),
    loadBalancers: readLoadBalancers(properties, targetGroup),
    lattice: hasItems(properties, 'VpcLatticeConfigurations'),
    registered: hasItems(properties, 'ServiceRegistries'),
  }, surroundings);
}

/** A task set has a place to run of its own. All else is up to its service and to what controls that. */
export function readTaskSet(properties: Properties, surroundings: ServiceSurroundings): Service {
  return new Service('task set', undefined, {
    ...LEFT_TO_OTHERS,
    deploymentController: 'EXTERNAL',
    fargate: startsOnFargate(properties),
    platformVersion: properties.text('PlatformVersion'),
    publicIp: readPublicIp(properties),
    loadBalancers: readLoadBalancers(properties, surroundings.targetGroup),
    lattice: hasItems(properties, 'VpcLatticeConfigurations'),
    registered: hasItems(properties, 'ServiceRegistries'),
  }, { ...surroundings, scaled: unresolved });
}

/** A daemon says what it starts, and whether people may look into it. */
export function readDaemon(properties: Properties, surroundings: ServiceSurroundings): Service {
  return new Service('daemon', properties.partialText('DaemonName'), {
    ...LEFT_TO_OTHERS,
    exec: properties.flag('EnableExecuteCommand'),
    fargate: false,
  }, { ...surroundings, scaled: unresolved, capacityProviders: unresolved });
}

const LEFT_TO_OTHERS: ServiceSettings = {
  deploymentController: UNRESOLVED,
  strategy: UNRESOLVED,
  schedulingStrategy: UNRESOLVED,
  circuitBreaker: UNRESOLVED,
  rollback: UNRESOLVED,
  deploymentAlarms: UNRESOLVED,
  minimumHealthyPercent: UNRESOLVED,
  maximumPercent: UNRESOLVED,
  desiredCount: UNRESOLVED,
  fargate: UNRESOLVED,
  platformVersion: UNRESOLVED,
  publicIp: UNRESOLVED,
  exec: UNRESOLVED,
  loadBalancers: UNRESOLVED,
  lattice: UNRESOLVED,
  registered: UNRESOLVED,
  healthCheckGraceSeconds: UNRESOLVED,
};

function unresolved(): typeof UNRESOLVED {
  return UNRESOLVED;
}

function readPublicIp(properties: Properties): Known<string> {
  return properties.child('NetworkConfiguration').child('AwsvpcConfiguration').text('AssignPublicIp');
}

function readLoadBalancers(properties: Properties, targetGroup: ServiceSurroundings['targetGroup']): Known<readonly LoadBalancer[]> {
  return mapKnown(properties.objects('LoadBalancers'), (list) => list.map((each) => ({
    container: each.text('ContainerName'),
    targetGroup: targetGroup(each.value('TargetGroupArn')),
    targetGroupArn: each.text('TargetGroupArn'),
    alternate: targetGroup(each.child('AdvancedConfiguration').value('AlternateTargetGroupArn')),
  })));
}

function hasItems(properties: Properties, list: string): Known<boolean> {
  return mapKnown(properties.values(list), (items) => items.length > 0);
}

function targetsOf(service: Service): readonly Target[] {
  const { loadBalancers } = service;
  if (loadBalancers === undefined || loadBalancers === UNRESOLVED || loadBalancers.length === 0) {
    return [];
  }
  const { containers } = service;
  const targets = loadBalancers.flatMap(({ container: behind, targetGroup, alternate }) => {
    const container = containers.find(({ name }) => typeof name === 'string' && name === behind);
    return [targetGroup, alternate].flatMap((group): Target[] => (typeof group === 'object' ? [{ targetGroup: group, container }] : []));
  });
  return targets.filter((target, index) => targets.findIndex(({ targetGroup }) => targetGroup === target.targetGroup) === index);
}

/** Those of its own strategy, else of its cluster's default one. */
export function capacityProvidersOf(service: Properties, defaults: () => Known<readonly string[]>): Known<readonly string[]> {
  const strategy = service.objects('CapacityProviderStrategy');
  return strategy === undefined && service.text('LaunchType') === undefined ? defaults() : providersOf(strategy);
}

/** The names in a capacity provider strategy, but for those that get no task by it. */
export function providersOf(strategy: Known<readonly Properties[]>): Known<readonly string[]> {
  return mapKnown(strategy, (items) => {
    const names = items.filter((item) => !getsNoTask(item)).map((item) => item.partialText('CapacityProvider'));
    return names.every((name) => typeof name === 'string') ? names : UNRESOLVED;
  });
}

function getsNoTask(item: Properties): boolean {
  const base = item.number('Base');
  return item.number('Weight') === 0 && (base === undefined || base === 0);
}

/** Says whether Application Auto Scaling scales a service of some name. */
export type ScaledByName = (serviceName: Resolved) => Known<boolean>;

/** Reads the ids of what is scaled. They name a service by its name, as in `service/cluster/api`, or refer to it, which is not looked at here. */
export function readScaledNames(resourceIds: readonly Resolved[]): ScaledByName {
  const ends = resourceIds.map((id) => ({ id, end: id instanceof PartialText ? id.parts.filter((part) => part !== '').pop() : id }));
  const naming = ends.filter(({ end }) => end !== undefined && !(end instanceof Reference));
  const names = new Set(naming.flatMap(({ id }) => (id === UNRESOLVED ? [] : String(id).split('/').slice(1).slice(-1))));
  const open = naming.some(({ end }) => end === UNRESOLVED || String(end).endsWith('}'));
  return (serviceName) => {
    if (serviceName === undefined || naming.length === 0) {
      return false;
    }
    if (serviceName !== UNRESOLVED && names.has(String(serviceName))) {
      return true;
    }
    return open || serviceName === UNRESOLVED || serviceName instanceof PartialText ? UNRESOLVED : false;
  };
}

/** A service, task set or daemon that starts a task definition; not certain where a condition decides whether it exists. */
export interface TaskStarter {
  readonly certain: boolean;
  readonly properties: Properties;
}

/** What services do with a task definition. */
export class TaskUse {
  public constructor(private readonly starters: readonly TaskStarter[]) {}

  public get fargate(): Known<boolean> {
    return some(this.starters, startsOnFargate);
  }

  /** It runs on hosts outside of AWS, by ECS Anywhere. */
  public get external(): Known<boolean> {
    return some(this.starters, (service) => mapKnown(service.text('LaunchType'), (type) => type === 'EXTERNAL'));
  }

  /** People start commands in it by ECS Exec. */
  public get exec(): Known<boolean> {
    return some(this.starters, enablesExec);
  }

  /** It runs once on each instance. */
  public get daemon(): Known<boolean> {
    return some(this.starters, (service) => mapKnown(service.text('SchedulingStrategy'), (strategy) => strategy === 'DAEMON'));
  }
}

/** What daemons do with a daemon task definition. */
export function readDaemonUse(starters: readonly TaskStarter[]): Pick<TaskUse, 'fargate' | 'external' | 'exec' | 'daemon'> {
  return { fargate: false, external: false, daemon: true, exec: some(starters, enablesExec) };
}

function some(starters: readonly TaskStarter[], read: (service: Properties) => Known<boolean>): Known<boolean> {
  return anyTrue(...starters.map(({ certain, properties }) => mapKnown(read(properties), (yes) => (yes && !certain ? UNRESOLVED : yes))));
}

function enablesExec(service: Properties): Known<boolean> {
  return service.flag('EnableExecuteCommand');
}

function startsOnFargate(service: Properties): Known<boolean> {
  const strategy = service.objects('CapacityProviderStrategy');
  const providers = strategy === undefined || strategy === UNRESOLVED ? [] : strategy.map((item) => item.text('CapacityProvider'));
  const onFargate = providers.map((provider) => mapKnown(provider, (name) => name === 'FARGATE' || name === 'FARGATE_SPOT'));
  return anyTrue(mapKnown(service.text('LaunchType'), (type) => type === 'FARGATE'), ...onFargate);
}
