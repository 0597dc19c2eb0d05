import { serviceRule } from '../rule';

export default serviceRule({
  id: 'ServiceNoCircuitBreaker',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'A deployment that fails is stopped and rolled back',
  why: 'Without circuit breaker or alarms ECS goes on starting tasks that cannot start, for hours, and the stack update waits for them.',
  fix: 'set circuitBreaker: { enable: true, rollback: true } on the service, or use SafeFargateService',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
  peers: [],
  examples: {
    bad: { DeploymentConfiguration: { MinimumHealthyPercent: 100 } },
    good: { DeploymentConfiguration: { MinimumHealthyPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true } } },
  },
  *check({ title, deploymentController, strategy, schedulingStrategy, circuitBreaker, rollback, deploymentAlarms }) {
    // How many failures are too many hangs on the desired count, which a daemon does not have.
    const replicas = schedulingStrategy === undefined || schedulingStrategy === 'REPLICA';
    const rolling = replicas && (deploymentController === undefined || deploymentController === 'ECS') && (strategy === undefined || strategy === 'ROLLING');
    const alarmed = deploymentAlarms !== undefined && deploymentAlarms !== false;
    if (!rolling || alarmed) {
      return;
    }
    if (circuitBreaker === undefined || circuitBreaker === false) {
      yield { property: 'DeploymentConfiguration', message: `${title} has no deployment circuit breaker and no deployment alarms.` };
    } else if (circuitBreaker === true && (rollback === undefined || rollback === false)) {
      yield { property: 'DeploymentConfiguration', message: `${title} stops a failing deployment and leaves it as it is: the circuit breaker does not roll back.` };
    }
  },
});
