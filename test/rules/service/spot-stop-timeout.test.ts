import rule from '../../../src/rules/service/spot-stop-timeout';
import { Case, testRule } from '../rule-tester';

interface Parts {
  readonly strategy?: unknown;
  readonly drain?: unknown;
  readonly containers?: unknown;
  readonly service?: object;
  readonly Resources?: object;
}

/** A service on Fargate Spot, behind a target group that drains for 30 s. */
function service({ strategy = provider('FARGATE_SPOT', 1), drain = '30', containers = [{ Name: 'app', StopTimeout: 60 }], service: more = {}, Resources = {} }: Parts = {}): Case {
  return {
    properties: {
      CapacityProviderStrategy: strategy,
      TaskDefinition: { Ref: 'Task' },
      LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' } }],
      ...more,
    },
    Parameters: { Unknown: { Type: 'String' } },
    Resources: {
      Targets: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: { TargetGroupAttributes: drain === null ? [] : [{ Key: 'deregistration_delay.timeout_seconds', Value: drain }] },
      },
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } },
      ...Resources,
    },
  };
}

function provider(name: unknown, weight?: unknown, base?: unknown) {
  return [{ CapacityProvider: name, Weight: weight, Base: base }];
}

const DEFAULTED = { CapacityProviderStrategy: undefined, Cluster: { Ref: 'Cluster' } };
const cluster = (strategy: unknown) => ({ Cluster: { Type: 'AWS::ECS::Cluster', Properties: { DefaultCapacityProviderStrategy: strategy } } });
const ASSOCIATED = {
  Cluster: { Type: 'AWS::ECS::Cluster' },
  Association: {
    Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
    Properties: { Cluster: { Ref: 'Cluster' }, CapacityProviders: ['FARGATE', 'FARGATE_SPOT'], DefaultCapacityProviderStrategy: provider('FARGATE_SPOT') },
  },
};
const drains = (seconds: number, group = 'Targets') =>
  `service "Subject" runs tasks on Fargate Spot, and target group "${group}" drains for ${seconds} s: an interruption leaves 120 s for draining and stopping.`;
const unset = (container: string) => `service "Subject" runs tasks on Fargate Spot, and container "${container}" sets no stopTimeout: it gets 30 s of the 120 s that an interruption leaves.`;

testRule(rule, {
  good: {
    'a short drain and a stop timeout': service(),
    'just below two minutes': service({ drain: '119' }),
    'no load balancer': service({ service: { LoadBalancers: undefined } }),
    'Fargate alone, with the default drain': service({ strategy: provider('FARGATE', 1), drain: null }),
    'a launch type': service({ drain: null, service: { CapacityProviderStrategy: undefined, LaunchType: 'FARGATE' } }),
    'a launch type in a cluster whose default is Fargate Spot': service({
      drain: null, service: { ...DEFAULTED, LaunchType: 'FARGATE' }, Resources: cluster(provider('FARGATE_SPOT')),
    }),
    'a strategy of its own in such a cluster': service({ drain: null, strategy: provider('FARGATE', 1), service: { Cluster: { Ref: 'Cluster' } }, Resources: cluster(provider('FARGATE_SPOT')) }),
    'Fargate Spot with no weight to speak of': service({ drain: null, strategy: [...provider('FARGATE', 1), ...provider('FARGATE_SPOT', 0)] }),
    'a capacity provider of one\'s own': service({ drain: null, strategy: provider({ Ref: 'Unknown' }) }),
    'a strategy that only CloudFormation knows': service({ drain: null, strategy: { 'Fn::Transform': { Name: 'Strategy' } } }),
    'a cluster that is not in the app': service({ drain: null, service: { CapacityProviderStrategy: undefined, Cluster: 'shared' } }),
    'a drain that only CloudFormation knows': service({ drain: { Ref: 'Unknown' } }),
    'a stop timeout that only CloudFormation knows': service({ containers: [{ Name: 'app', StopTimeout: { Ref: 'Unknown' } }] }),
    'a sidecar that is not essential': service({ containers: [{ Name: 'app', StopTimeout: 60 }, { Name: 'agent', Essential: false }] }),
    'a sidecar that may not be essential': service({ containers: [{ Name: 'app', StopTimeout: 60 }, { Name: 'agent', Essential: { Ref: 'Unknown' } }] }),
    'a task definition that is not in the app': service({ service: { TaskDefinition: 'api' } }),
  },
  bad: {
    'the default drain': [service({ drain: null }), drains(300)],
    'two minutes': [service({ drain: '120' }), drains(120)],
    'a drain that somebody chose for other tasks': [service({ drain: 600, strategy: [...provider('FARGATE', 1, 1), ...provider('FARGATE_SPOT', 4)] }), drains(600)],
    'only a base': [service({ drain: null, strategy: provider('FARGATE_SPOT', 0, 1) }), drains(300)],
    'no stop timeout': [service({ containers: [{ Name: 'app' }] }), unset('app')],
    'no stop timeout, without a load balancer': [service({ containers: [{ Name: 'app' }], service: { LoadBalancers: undefined } }), unset('app')],
    'each essential container, and the drain': [
      service({ drain: null, containers: [{ Name: 'app' }, { Name: 'proxy', Essential: true }, { Name: 'agent', Essential: false }] }),
      drains(300), unset('app'), unset('proxy'),
    ],
    'the default of its cluster': [service({ drain: null, service: DEFAULTED, Resources: cluster(provider('FARGATE_SPOT')) }), drains(300)],
    'the default that an association gives its cluster': [service({ drain: null, service: DEFAULTED, Resources: ASSOCIATED }), drains(300)],
    'the other target group of a blue/green deployment': [
      service({
        service: { LoadBalancers: [{ ContainerName: 'app', TargetGroupArn: { Ref: 'Targets' }, AdvancedConfiguration: { AlternateTargetGroupArn: { Ref: 'Green' } } }] },
        Resources: { Green: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' } },
      }),
      drains(300, 'Green'),
    ],
  },
});
