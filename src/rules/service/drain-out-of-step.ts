import type { Container } from '../../facts/container';
import type { Service, Target } from '../../facts/service';
import { DEFAULT_DRAIN_SECONDS, LEAST_DRAIN_SECONDS, LEAST_NETWORK_DRAIN_SECONDS } from '../../platform/draining';
import { DEFAULT_STOP_TIMEOUT_SECONDS } from '../../platform/fargate';
import { Finding, serviceRule } from '../rule';

const behind = (attributes: object) => ({
  properties: { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' } }] },
  Resources: { Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', ...attributes } } },
});

export default serviceRule({
  id: 'ServiceDrainOutOfStep',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'The load balancer drains as long as the work of a task takes',
  why: 'ECS lets the target group drain before it sends SIGTERM: too short, and requests are cut off; at the default of five minutes, and every deployment waits for nothing.',
  fix: fixWith(DEFAULT_STOP_TIMEOUT_SECONDS, 'as long as the longest request takes'),
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html',
  peers: [],
  examples: {
    bad: behind({}),
    good: behind({ TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] }),
  },
  *check(service) {
    const { title, targets } = service;
    for (const target of targets) {
      const spot = runsOnSpot(service);
      const finding = target.targetGroup.targetType === 'ip' ? judge(target, spot) : undefined;
      if (finding) {
        yield { ...finding, property: 'LoadBalancers', message: `${title} ${finding.message}.`, fix: fixFor(target, spot) };
      }
    }
  },
});

/** On Fargate Spot the notice leaves no time for more. */
function fixFor({ targetGroup, container }: Target, spot: boolean): string | undefined {
  const stop = container?.stopTimeout;
  const seconds = Math.max(DEFAULT_STOP_TIMEOUT_SECONDS, typeof stop === 'number' ? stop : 0);
  if (spot) {
    return undefined;
  }
  return targetGroup.network === true
    ? fixWith(Math.max(seconds, LEAST_NETWORK_DRAIN_SECONDS), `for which AWS advises at least ${LEAST_NETWORK_DRAIN_SECONDS} s behind a Network Load Balancer`)
    : fixWith(seconds, 'as long as the longest request takes');
}

function fixWith(seconds: number, because: string): string {
  return `set deregistrationDelay on the target group, such as deregistrationDelay: Duration.seconds(${seconds}) in addTargets(), ${because}, `
    + `or targetGroup.setAttribute('deregistration_delay.timeout_seconds', '${seconds}') on a construct of aws-ecs-patterns; a SafeFargateService that is the target sets it `
    + 'beside its stopTimeout';
}

function runsOnSpot({ capacityProviders }: Service): boolean {
  return typeof capacityProviders === 'object' && capacityProviders.includes('FARGATE_SPOT');
}

function judge({ targetGroup: { name, deregistrationDelay: drain }, container }: Target, spot: boolean): Finding | undefined {
  const stop = container?.stopTimeout;
  if (drain === undefined) {
    return { message: `waits ${DEFAULT_DRAIN_SECONDS} s, which is the default, for target group "${name}" to drain before it sends SIGTERM${aside('beside', container)}` };
  }
  if (typeof drain === 'number' && drain < LEAST_DRAIN_SECONDS) {
    return { message: `gives target group "${name}" ${drain} s to drain: a request that takes longer is cut off before SIGTERM${aside('in spite of', container)}` };
  }
  // On Fargate Spot, drain and stop timeout share two minutes.
  const cutsOff = typeof drain === 'number' && typeof stop === 'number' && stop > DEFAULT_STOP_TIMEOUT_SECONDS && drain < stop && !spot;
  return cutsOff
    ? { severity: 'info', message: `gives target group "${name}" ${drain} s to drain, and ${container!.title} ${stop} s to stop: a request that takes as long is cut off before SIGTERM` }
    : undefined;
}

function aside(preposition: string, container: Container | undefined): string {
  const stop = container === undefined ? undefined : container.stopTimeout ?? DEFAULT_STOP_TIMEOUT_SECONDS;
  const which = container?.stopTimeout === undefined ? 'the default' : 'a';
  return typeof stop === 'number' ? `, ${preposition} ${which} stopTimeout of ${stop} s` : '';
}
