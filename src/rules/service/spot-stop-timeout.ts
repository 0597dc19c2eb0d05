import { DEFAULT_DRAIN_SECONDS, SPOT_NOTICE_SECONDS } from '../../platform/draining';
import { DEFAULT_STOP_TIMEOUT_SECONDS } from '../../platform/fargate';
import { serviceRule } from '../rule';

const onSpot = (container: object) => ({
  properties: { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }], TaskDefinition: { Ref: 'Task' } },
  Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'example/app:1.0.0', ...container }] } } },
});

export default serviceRule({
  id: 'ServiceSpotStopTimeout',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'On Fargate Spot, a task drains and stops within the two minutes of an interruption notice',
  why: 'Fargate Spot takes a task back two minutes after the notice: a longer drain is cut off, and with the default stop timeout most of the two minutes is given away.',
  fix: 'set deregistrationDelay on the target group and stopTimeout on each essential container, together at most 120 s; a SafeFargateService that is the target does both',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
  peers: [],
  examples: {
    bad: onSpot({}),
    good: onSpot({ StopTimeout: 90 }),
  },
  *check({ title, capacityProviders, targets, containers }) {
    if (typeof capacityProviders !== 'object' || !capacityProviders.includes('FARGATE_SPOT')) {
      return;
    }
    for (const { targetGroup: { name, deregistrationDelay: drain = DEFAULT_DRAIN_SECONDS } } of targets) {
      if (typeof drain === 'number' && drain >= SPOT_NOTICE_SECONDS) {
        yield {
          property: 'LoadBalancers',
          message: `${title} runs tasks on Fargate Spot, and target group "${name}" drains for ${drain} s: an interruption leaves ${SPOT_NOTICE_SECONDS} s for draining and stopping.`,
        };
      }
    }
    for (const { title: container } of containers.filter(({ essential, stopTimeout }) => essential === true && stopTimeout === undefined)) {
      yield {
        property: 'TaskDefinition',
        message: `${title} runs tasks on Fargate Spot, and ${container} sets no stopTimeout: it gets ${DEFAULT_STOP_TIMEOUT_SECONDS} s of the ${SPOT_NOTICE_SECONDS} s that an interruption leaves.`,
      };
    }
  },
});
