import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';

/** An `AWS::ECS::Service`. */
export interface Service {
  readonly name: string;
  readonly deploymentController: Known<string>;
  readonly strategy: Known<string>;
  readonly schedulingStrategy: Known<string>;
  readonly circuitBreaker: Known<boolean>;
  readonly rollback: Known<boolean>;
  readonly deploymentAlarms: Known<boolean>;
  readonly minimumHealthyPercent: Known<number>;
  readonly maximumPercent: Known<number>;
  readonly desiredCount: Known<number>;
}

export function readService(properties: Properties, pathOf: () => string): Service {
  const name = properties.partialText('ServiceName');
  const deployment = properties.child('DeploymentConfiguration');
  const breaker = deployment.child('DeploymentCircuitBreaker');
  return {
    get name() { return typeof name === 'string' ? name : pathOf(); },
    deploymentController: properties.child('DeploymentController').text('Type'),
    strategy: deployment.text('Strategy'),
    schedulingStrategy: properties.text('SchedulingStrategy'),
    circuitBreaker: breaker.flag('Enable'),
    rollback: breaker.flag('Rollback'),
    deploymentAlarms: deployment.child('Alarms').flag('Enable'),
    minimumHealthyPercent: deployment.number('MinimumHealthyPercent'),
    maximumPercent: deployment.number('MaximumPercent'),
    desiredCount: properties.number('DesiredCount'),
  };
}

/** A service or task set that starts a task definition; not certain where a condition decides whether it exists. */
export interface TaskStarter {
  readonly certain: boolean;
  readonly properties: Properties;
}

/** What services do with a task definition. */
export interface TaskUse {
  readonly fargate: Known<boolean>;
  readonly exec: Known<boolean>;
}

export function readUse(starters: readonly TaskStarter[]): TaskUse {
  const some = (read: (service: Properties) => Known<boolean>) =>
    anyTrue(...starters.map(({ certain, properties }) => mapKnown(read(properties), (yes) => (yes && !certain ? UNRESOLVED : yes))));
  return {
    get fargate() { return some(startsOnFargate); },
    get exec() { return some((service) => service.flag('EnableExecuteCommand')); },
  };
}

function startsOnFargate(service: Properties): Known<boolean> {
  const strategy = service.objects('CapacityProviderStrategy');
  const providers = strategy === undefined || strategy === UNRESOLVED ? [] : strategy.map((item) => item.text('CapacityProvider'));
  const onFargate = providers.map((provider) => mapKnown(provider, (name) => name === 'FARGATE' || name === 'FARGATE_SPOT'));
  return anyTrue(mapKnown(service.text('LaunchType'), (type) => type === 'FARGATE'), ...onFargate);
}
