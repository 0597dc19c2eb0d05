import { serviceRule } from '../rule';

const LOAD_BALANCERS = [{
  ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/app/1',
}];

export default serviceRule({
  id: 'ServiceNoHealthCheckGrace',
  guideline: 'safe-deployment',
  severity: 'info',
  title: 'A task has time to start before failed health checks count',
  why: 'Without a grace period ECS stops a task whose first checks fail while it still starts, and starts the next one that will fail them.',
  fix: 'set healthCheckGracePeriod: Duration.seconds(60) on the service, or as long as the application takes to start; the L2 constructs of the CDK set 60 s behind a load balancer',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  peers: [],
  examples: {
    bad: { LoadBalancers: LOAD_BALANCERS },
    good: { LoadBalancers: LOAD_BALANCERS, HealthCheckGracePeriodSeconds: 60 },
  },
  *check({ title, loadBalancers, healthCheckGraceSeconds: grace }) {
    const balanced = typeof loadBalancers === 'object' && loadBalancers.length > 0;
    if (balanced && (grace === undefined || grace === 0)) {
      const state = grace === undefined ? 'no health check grace period' : 'a health check grace period of 0 s';
      yield { property: 'HealthCheckGracePeriodSeconds', message: `${title} is behind a load balancer with ${state}.` };
    }
  },
});
