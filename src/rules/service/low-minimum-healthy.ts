import type { Service } from '../../facts/service';
import { serviceRule } from '../rule';

export default serviceRule({
  id: 'ServiceLowMinimumHealthy',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'A deployment takes away no capacity',
  why: 'With less than 100 % ECS stops tasks before their successors run: every deployment is an outage in part, or in whole.',
  fix: 'set minHealthyPercent: 100 (and maxHealthyPercent: 200) on the service, or use SafeFargateService',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-options.html',
  peers: [],
  examples: {
    bad: { DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 50, DeploymentCircuitBreaker: { Enable: true, Rollback: true } } },
    good: { DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true } } },
  },
  *check(service) {
    const { title, minimumHealthyPercent, leastCount: desiredCount } = service;
    if (!replacesReplicas(service) || typeof desiredCount !== 'number' || typeof minimumHealthyPercent !== 'number') {
      return;
    }
    const stopped = desiredCount - Math.ceil(desiredCount * minimumHealthyPercent / 100);
    if (stopped > 0 && !isSingleton(service)) {
      const what = desiredCount === 1 ? 'its only task before another runs' : `${stopped} of its ${desiredCount} tasks before others run`;
      yield {
        property: 'DeploymentConfiguration.MinimumHealthyPercent',
        message: `${title} has a minimum healthy percent of ${minimumHealthyPercent}: a deployment may stop ${what}.`,
      };
    }
  },
});

function replacesReplicas({ deploymentController, strategy, schedulingStrategy }: Service): boolean {
  return (deploymentController === undefined || deploymentController === 'ECS')
    && (strategy === undefined || strategy === 'ROLLING')
    && (schedulingStrategy === undefined || schedulingStrategy === 'REPLICA');
}

/** At most one task, never two: such a service has state that two tasks must not write to. */
function isSingleton({ desiredCount = 1, maximumPercent = 200 }: Service): boolean {
  return desiredCount === 1 && (typeof maximumPercent !== 'number' || maximumPercent < 200);
}
