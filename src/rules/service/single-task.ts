import { serviceRule } from '../rule';

const LOAD_BALANCERS = [{
  ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/app/1',
}];

export default serviceRule({
  id: 'ServiceSingleTask',
  guideline: 'safe-deployment',
  severity: 'info',
  title: 'What a load balancer serves runs in more than one task',
  why: 'A single task is in one availability zone, and nothing answers while it is replaced.',
  fix: 'set desiredCount: 2 or more, or scale with autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }); SafeFargateService starts two tasks',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
  peers: [],
  examples: {
    bad: { DesiredCount: 1, LoadBalancers: LOAD_BALANCERS },
    good: { DesiredCount: 2, LoadBalancers: LOAD_BALANCERS },
  },
  *check({ title, schedulingStrategy, loadBalancers, desiredCount, maximumPercent, scaled }) {
    const replicas = schedulingStrategy === undefined || schedulingStrategy === 'REPLICA';
    const balanced = typeof loadBalancers === 'object' && loadBalancers.length > 0;
    // Less than 200 % says that there must never be two tasks.
    const mayBeTwo = maximumPercent === undefined || (typeof maximumPercent === 'number' && maximumPercent >= 200);
    const fixed = scaled === undefined || scaled === false;
    if (replicas && balanced && mayBeTwo && fixed && (desiredCount === undefined || desiredCount === 1)) {
      const count = desiredCount === undefined ? 'no desired count, which means 1' : 'a desired count of 1';
      yield { property: 'DesiredCount', message: `${title} is behind a load balancer with ${count}, and nothing scales it.` };
    }
  },
});
