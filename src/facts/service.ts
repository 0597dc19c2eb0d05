import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import type { TargetGroup } from './target-group';
import type { TaskDefinition } from './task-definition';

/** An `AWS::ECS::Service`, or an `AWS::ECS::TaskSet` of one: that is a service whose deployments somebody else controls. */
export interface Service {
  readonly name: string;
  /** How a message calls it, such as `service "api"`. */
  readonly title: string;
  readonly deploymentController: Known<string>;
  readonly strategy: Known<string>;
  readonly schedulingStrategy: Known<string>;
  readonly circuitBreaker: Known<boolean>;
  readonly rollback: Known<boolean>;
  readonly deploymentAlarms: Known<boolean>;
  readonly minimumHealthyPercent: Known<number>;
  readonly maximumPercent: Known<number>;
  readonly desiredCount: Known<number>;
  /** Application Auto Scaling changes its desired count. */
  readonly scaled: Known<boolean>;
  readonly fargate: Known<boolean>;
  /** The capacity providers of its own strategy, else of its cluster's default one. */
  readonly capacityProviders: Known<readonly string[]>;
  readonly platformVersion: Known<string>;
  /** `ENABLED` or `DISABLED`. */
  readonly publicIp: Known<string>;
  /** ECS Exec, with which people start commands in a running container, is enabled. */
  readonly exec: Known<boolean>;
  readonly loadBalancers: Known<readonly LoadBalancer[]>;
  /** VPC Lattice sends requests to it, and checks its health. */
  readonly lattice: Known<boolean>;
  readonly healthCheckGraceSeconds: Known<number>;
  /** What it starts; unresolved where that is not in the app. */
  readonly task: TaskDefinition | typeof UNRESOLVED;
}

/** A container of a service, behind a target group. */
export interface LoadBalancer {
  readonly container: Known<string>;
  /** Unresolved where it is not in the app; absent for a Classic Load Balancer. */
  readonly targetGroup: Known<TargetGroup>;
}

/** What the rest of the app says of a service. */
export interface ServiceSurroundings {
  readonly pathOf: () => string;
  readonly task: () => Service['task'];
  readonly scaled: () => Known<boolean>;
  readonly targetGroup: (loadBalancer: Properties) => Known<TargetGroup>;
  /** Names in the default strategy of its cluster. */
  readonly defaultProviders: () => Known<readonly string[]>;
}

export function readService(properties: Properties, surroundings: ServiceSurroundings): Service {
  const name = properties.partialText('ServiceName');
  const deployment = properties.child('DeploymentConfiguration');
  const breaker = deployment.child('DeploymentCircuitBreaker');
  return {
    ...readPlacement(properties, surroundings),
    get name() { return typeof name === 'string' ? name : surroundings.pathOf(); },
    get title() { return `service "${this.name}"`; },
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
    get scaled() { return surroundings.scaled(); },
    get task() { return surroundings.task(); },
    get capacityProviders() { return capacityProvidersOf(properties, surroundings.defaultProviders); },
  };
}

/** A task set has a place to run of its own. All else is up to its service and to what controls that. */
export function readTaskSet(properties: Properties, surroundings: ServiceSurroundings): Service {
  return {
    ...readPlacement(properties, surroundings),
    get name() { return surroundings.pathOf(); },
    get title() { return `task set "${this.name}"`; },
    deploymentController: 'EXTERNAL',
    strategy: UNRESOLVED,
    schedulingStrategy: UNRESOLVED,
    circuitBreaker: UNRESOLVED,
    rollback: UNRESOLVED,
    deploymentAlarms: UNRESOLVED,
    minimumHealthyPercent: UNRESOLVED,
    maximumPercent: UNRESOLVED,
    desiredCount: UNRESOLVED,
    exec: UNRESOLVED,
    healthCheckGraceSeconds: UNRESOLVED,
    scaled: UNRESOLVED,
    get task() { return surroundings.task(); },
    get capacityProviders() { return capacityProvidersOf(properties, surroundings.defaultProviders); },
  };
}

type Placement = Pick<Service, 'fargate' | 'platformVersion' | 'publicIp' | 'loadBalancers' | 'lattice'>;

function readPlacement(properties: Properties, { targetGroup }: ServiceSurroundings): Placement {
  return {
    fargate: startsOnFargate(properties),
    platformVersion: properties.text('PlatformVersion'),
    publicIp: properties.child('NetworkConfiguration').child('AwsvpcConfiguration').text('AssignPublicIp'),
    loadBalancers: mapKnown(properties.objects('LoadBalancers'), (list) => list.map((each) => ({
      container: each.text('ContainerName'), targetGroup: targetGroup(each),
    }))),
    lattice: mapKnown(properties.values('VpcLatticeConfigurations'), (list) => list.length > 0),
  };
}

function capacityProvidersOf(service: Properties, defaults: () => Known<readonly string[]>): Known<readonly string[]> {
  const strategy = service.objects('CapacityProviderStrategy');
  return strategy === undefined && service.text('LaunchType') === undefined ? defaults() : providersOf(strategy);
}

/** The names in a capacity provider strategy. */
export function providersOf(strategy: Known<readonly Properties[]>): Known<readonly string[]> {
  return mapKnown(strategy, (items) => {
    const names = items.map((item) => item.partialText('CapacityProvider'));
    return names.every((name) => typeof name === 'string') ? names : UNRESOLVED;
  });
}

/** A service or task set that starts a task definition; not certain where a condition decides whether it exists. */
export interface TaskStarter {
  readonly certain: boolean;
  readonly properties: Properties;
}

/** What services do with a task definition. */
export interface TaskUse {
  readonly fargate: Known<boolean>;
  /** It runs on hosts outside of AWS, by ECS Anywhere. */
  readonly external: Known<boolean>;
  readonly exec: Known<boolean>;
  /** It runs once on each instance. */
  readonly daemon: Known<boolean>;
}

export function readUse(starters: readonly TaskStarter[]): TaskUse {
  const some = (read: (service: Properties) => Known<boolean>) =>
    anyTrue(...starters.map(({ certain, properties }) => mapKnown(read(properties), (yes) => (yes && !certain ? UNRESOLVED : yes))));
  return {
    get fargate() { return some(startsOnFargate); },
    get external() { return some((service) => mapKnown(service.text('LaunchType'), (type) => type === 'EXTERNAL')); },
    get exec() { return some((service) => service.flag('EnableExecuteCommand')); },
    get daemon() { return some((service) => mapKnown(service.text('SchedulingStrategy'), (strategy) => strategy === 'DAEMON')); },
  };
}

function startsOnFargate(service: Properties): Known<boolean> {
  const strategy = service.objects('CapacityProviderStrategy');
  const providers = strategy === undefined || strategy === UNRESOLVED ? [] : strategy.map((item) => item.text('CapacityProvider'));
  const onFargate = providers.map((provider) => mapKnown(provider, (name) => name === 'FARGATE' || name === 'FARGATE_SPOT'));
  return anyTrue(mapKnown(service.text('LaunchType'), (type) => type === 'FARGATE'), ...onFargate);
}
