import { Properties } from './properties';
import { Service } from './subjects';

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
    desiredCount: properties.number('DesiredCount'),
  };
}
