import rule from '../../../src/rules/service/drain-out-of-step';
import { Case, testRule } from '../rule-tester';

const TARGETS = { Ref: 'Targets' };

interface Parts {
  readonly attributes?: unknown;
  readonly type?: unknown;
  readonly stopTimeout?: unknown;
  readonly container?: unknown;
  readonly name?: unknown;
  readonly service?: object;
  readonly Resources?: object;
}

/** A service behind a target group, with what differs from one whose drain is left at its default. */
function service({ attributes, type = 'ip', stopTimeout = 30, container = 'app', name = 'app', service: more = {}, Resources = {} }: Parts = {}): Case {
  return {
    properties: { TaskDefinition: { Ref: 'Task' }, LoadBalancers: [{ ContainerName: container, ContainerPort: 8080, TargetGroupArn: TARGETS }], ...more },
    Parameters: { Drain: { Type: 'String' } },
    Conditions: { Slow: { 'Fn::Equals': [{ Ref: 'Drain' }, 'slow'] } },
    Resources: {
      Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: type === null ? undefined : type, TargetGroupAttributes: attributes } },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { ContainerDefinitions: [{ Name: name, Image: 'app:1.0.0', ...stopTimeout === null ? {} : { StopTimeout: stopTimeout } }, { Name: 'agent', Image: 'agent:1.0.0', StopTimeout: 110 }] },
      },
      ...Resources,
    },
  };
}

const drain = (seconds: unknown) => [{ Key: 'stickiness.enabled', Value: 'true' }, { Key: 'deregistration_delay.timeout_seconds', Value: seconds }];
const green = (attributes?: unknown) => ({ Green: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', TargetGroupAttributes: attributes } } });
const BLUE_GREEN = [{
  ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: TARGETS, AdvancedConfiguration: { AlternateTargetGroupArn: { Ref: 'Green' }, RoleArn: 'arn' },
}];
const waits = (beside: string, group = 'Targets') => `service "Subject" waits 300 s, which is the default, for target group "${group}" to drain before it sends SIGTERM${beside}.`;

const fix = (seconds: number, because = 'as long as the longest request takes') =>
  `set deregistrationDelay on the target group, such as deregistrationDelay: Duration.seconds(${seconds}) in addTargets(), ${because}, `
  + `or targetGroup.setAttribute('deregistration_delay.timeout_seconds', '${seconds}') on a construct of aws-ecs-patterns; a SafeFargateService that is the target sets it `
  + 'beside its stopTimeout';
const networkFix = (seconds: number) => fix(seconds, 'for which AWS advises at least 120 s behind a Network Load Balancer');
const behind = (Protocol: unknown, parts: Parts = {}) =>
  service({ ...parts, Resources: { Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', Protocol } } } });
const SPOT = { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }] };

testRule(rule, {
  good: {
    'no load balancer': service({ service: { LoadBalancers: undefined } }),
    'an empty list of load balancers, as the CDK renders it': service({ service: { LoadBalancers: [] } }),
    'as long as the stop timeout': service({ attributes: drain('30') }),
    'as a number': service({ attributes: drain(30) }),
    'the 5 s that AWS advises for fast services, beside the default stop timeout': service({ attributes: drain('5'), stopTimeout: null }),
    '5 s beside a stop timeout of 30 s': service({ attributes: drain('5') }),
    '300 s that somebody chose, as for websockets': service({ attributes: drain('300') }),
    'more than the default': service({ attributes: drain('900'), stopTimeout: 120 }),
    'a drain that only CloudFormation knows': service({ attributes: drain({ Ref: 'Drain' }) }),
    'attributes of which one may be the drain': service({ attributes: [{ Key: { Ref: 'Drain' }, Value: '10' }] }),
    'an attribute that a condition adds': service({ attributes: [{ 'Fn::If': ['Slow', drain('60')[1], { Ref: 'AWS::NoValue' }] }] }),
    'attributes that only CloudFormation knows': service({ attributes: { 'Fn::Transform': { Name: 'Attributes' } } }),
    'instances as targets, which drain for other reasons too': service({ type: 'instance' }),
    'no target type, which means instances': service({ type: null }),
    'a target type that only CloudFormation knows': service({ type: { Ref: 'Drain' } }),
    'a target group that is not in the app': service({ service: { LoadBalancers: [{ ContainerName: 'app', TargetGroupArn: { 'Fn::ImportValue': 'Targets' } }] } }),
    'a Classic Load Balancer': service({ service: { LoadBalancers: [{ ContainerName: 'app', LoadBalancerName: 'classic' }] } }),
    'load balancers that only CloudFormation knows': service({ service: { LoadBalancers: { 'Fn::Transform': { Name: 'Balancers' } } } }),
    'a long stop timeout of another container': service({ attributes: drain('30') }),
    'a stop timeout that only CloudFormation knows': service({ attributes: drain('10'), stopTimeout: { Ref: 'Drain' } }),
    'a short drain on Fargate Spot, where a long stop timeout leaves no more': service({
      attributes: drain('10'), stopTimeout: 110, service: { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] },
    }),
    'both target groups of a blue/green deployment': service({ attributes: drain('30'), service: { LoadBalancers: BLUE_GREEN }, Resources: green(drain('30')) }),
  },
  bad: {
    'nothing said': [service(), waits(', beside a stopTimeout of 30 s')],
    'other attributes only': [service({ attributes: [{ Key: 'stickiness.enabled', Value: 'true' }] }), waits(', beside a stopTimeout of 30 s')],
    'nothing said on either side': [service({ stopTimeout: null }), waits(', beside the default stopTimeout of 30 s')],
    'a stop timeout that only CloudFormation knows, which is not named': [service({ stopTimeout: { Ref: 'Drain' } }), waits('')],
    'a task definition that is not in the app': [service({ service: { TaskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7' } }), waits('')],
    'a container that the task does not have': [service({ container: 'web' }), waits('')],
    'containers whose names only CloudFormation knows': [service({ container: { Ref: 'Drain' }, name: { Ref: 'Drain' } }), waits('')],
    'on Fargate Spot': [service({ service: { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }] } }), waits(', beside a stopTimeout of 30 s')],
    'a service that CodeDeploy deploys': [service({ service: { DeploymentController: { Type: 'CODE_DEPLOY' } } }), waits(', beside a stopTimeout of 30 s')],
    'no drain at all': [
      service({ attributes: drain('0') }),
      'service "Subject" gives target group "Targets" 0 s to drain: a request that takes longer is cut off before SIGTERM, in spite of a stopTimeout of 30 s.',
    ],
    'shorter than any service needs': [
      service({ attributes: drain(2), stopTimeout: { Ref: 'Drain' } }),
      'service "Subject" gives target group "Targets" 2 s to drain: a request that takes longer is cut off before SIGTERM.',
    ],
    'shorter than a stop timeout that somebody made long': [
      service({ attributes: drain('10'), stopTimeout: 90 }),
      'info: service "Subject" gives target group "Targets" 10 s to drain, and container "app" 90 s to stop: a request that takes as long is cut off before SIGTERM.',
    ],
    'the other target group of a blue/green deployment': [
      service({ attributes: drain('30'), service: { LoadBalancers: BLUE_GREEN }, Resources: green() }), waits(', beside a stopTimeout of 30 s', 'Green'),
    ],
    'each of two target groups': [
      service({ service: { LoadBalancers: [...BLUE_GREEN, { ContainerName: 'agent', TargetGroupArn: { Ref: 'Green' } }] }, Resources: green() }),
      waits(', beside a stopTimeout of 30 s'), waits(', beside a stopTimeout of 30 s', 'Green'),
    ],
    'where a condition puts it behind a load balancer': [
      service({ service: { LoadBalancers: { 'Fn::If': ['Slow', [{ ContainerName: 'app', TargetGroupArn: TARGETS }], { Ref: 'AWS::NoValue' }] } } }),
      waits(', beside a stopTimeout of 30 s, where Slow is true'),
    ],
  },
  fixes: {
    'an Application Load Balancer': [behind('HTTP'), fix(30)],
    'no stop timeout': [behind('HTTP', { stopTimeout: null }), fix(30)],
    'a short stop timeout': [behind('HTTP', { stopTimeout: 10 }), fix(30)],
    'a long stop timeout': [behind('HTTP', { stopTimeout: 100 }), fix(100)],
    'a drain of 30 s beside a long stop timeout': [service({ attributes: drain('30'), stopTimeout: 100 }), fix(100)],
    'a long stop timeout on Fargate Spot, where two minutes are all there is': [behind('HTTP', { stopTimeout: 100, service: SPOT }), fix(30)],
    'a stop timeout that only CloudFormation knows': [behind('HTTP', { stopTimeout: { Ref: 'Drain' } }), fix(30)],
    'a Network Load Balancer': [behind('TCP', { stopTimeout: 100 }), networkFix(120)],
    'a Network Load Balancer for TLS': [behind('TLS'), networkFix(120)],
    'a Network Load Balancer for TCP and UDP': [behind('TCP_UDP'), networkFix(120)],
    'a Network Load Balancer on instances, which may wait for longer': [behind('TCP', { stopTimeout: 300 }), networkFix(300)],
    'a protocol that only CloudFormation knows': [behind({ Ref: 'Drain' }), fix(30)],
    'a Network Load Balancer on Fargate Spot': [behind('TCP', { service: SPOT }), fix(30)],
  },
});
