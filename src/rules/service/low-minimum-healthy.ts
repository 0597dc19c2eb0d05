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
  *check({ name, deploymentController, strategy, schedulingStrategy, minimumHealthyPercent, desiredCount }) {
    const rolling = (deploymentController === undefined || deploymentController === 'ECS') && (strategy === undefined || strategy === 'ROLLING');
    const replicas = schedulingStrategy === undefined || schedulingStrategy === 'REPLICA';
    const tasks = desiredCount === undefined ? 1 : desiredCount;
    if (!rolling || !replicas || typeof tasks !== 'number' || typeof minimumHealthyPercent !== 'number') {
      return;
    }
    const stopped = tasks - Math.ceil(tasks * minimumHealthyPercent / 100);
    if (stopped > 0) {
      yield {
        property: 'DeploymentConfiguration.MinimumHealthyPercent',
        message: `service "${name}" has a minimum healthy percent of ${minimumHealthyPercent}: a deployment may stop ${stopped} of its ${tasks} ${tasks === 1 ? 'task' : 'tasks'} before others run.`,
      };
    }
  },
});
