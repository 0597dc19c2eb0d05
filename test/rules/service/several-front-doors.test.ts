import rule from '../../../src/rules/service/several-front-doors';
import { Case, testRule } from '../rule-tester';

const door = (container: unknown, targetGroup: unknown, more: object = {}) => ({
  ContainerName: container, ContainerPort: 8080, TargetGroupArn: targetGroup, ...more,
});
const group = (name: string) => ({ Ref: name });
const GROUP = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip' } };

const CONTAINERS = ['app', 'reports', 'admin', 'nginx', 'envoy', 'otel-collector'].map((name) => ({ Name: name, Image: `example/${name}:1.0.0` }));

function service(loadBalancers: unknown, containers: readonly object[] = CONTAINERS): Case {
  return {
    properties: { LoadBalancers: loadBalancers, TaskDefinition: { Ref: 'Task' } },
    Parameters: { Name: { Type: 'String' } },
    Conditions: { Admin: { 'Fn::Equals': [{ Ref: 'Name' }, 'admin'] } },
    Resources: { A: GROUP, B: GROUP, Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } } },
  };
}

const finding = (listed: string) => `service "Subject" puts containers in one task that each have a target group of their own: ${listed}.`;

testRule(rule, {
  good: {
    'no load balancer': service(undefined),
    'one': service([door('app', group('A'))]),
    'two ports of one container': service([door('app', group('A')), door('app', group('B'), { ContainerPort: 9090 })]),
    'a Network and an Application Load Balancer for one container': service([door('app', 'arn:nlb'), door('app', 'arn:alb')]),
    'a blue/green deployment': service([door('app', group('A'), { AdvancedConfiguration: { AlternateTargetGroupArn: group('B') } })]),
    'two containers behind one target group': service([door('app', group('A')), door('reports', group('A'))]),
    'a proxy by its name, and what it stands in front of': service([door('nginx', group('A')), door('app', group('B'))]),
    'a proxy by its image': service([door('front', group('A')), door('app', group('B'))], [{ Name: 'front', Image: 'nginx:1.29.1' }, { Name: 'app', Image: 'app:1.0.0' }]),
    'a collector that others send to': service([door('app', group('A')), door('otel-collector', group('B'))]),
    'containers of which one name only CloudFormation knows': service([door('app', group('A')), door({ Ref: 'Name' }, group('B'))]),
    'a target group that may be the same': service([door('app', 'arn:a'), door('reports', { 'Fn::ImportValue': 'B' })]),
    'one target group that is not in the app': service([door('app', 'arn:a'), door('reports', 'arn:a')]),
    'an image that only CloudFormation knows': service([door('app', group('A')), door('reports', group('B'))], [
      { Name: 'app', Image: 'app:1.0.0' }, { Name: 'reports', Image: { 'Fn::ImportValue': 'Reports' } },
    ]),
    'a task that is not in the app': { LoadBalancers: [door('app', 'arn:a'), door('reports', 'arn:b')], TaskDefinition: 'shop:7' },
    'a Classic Load Balancer': service([{ ContainerName: 'app', LoadBalancerName: 'one' }, { ContainerName: 'reports', LoadBalancerName: 'other' }]),
    'load balancers that only CloudFormation knows': service({ 'Fn::Transform': { Name: 'Balancers' } }),
  },
  bad: {
    'two containers': [service([door('app', group('A')), door('reports', group('B'))]), finding('"app", "reports"')],
    'target groups that are not in the app': [service([door('app', 'arn:a'), door('reports', 'arn:b')]), finding('"app", "reports"')],
    'two containers, with two ports each': [
      service([door('app', group('A')), door('app', group('B'), { ContainerPort: 81 }), door('reports', 'arn:c'), door('reports', 'arn:d', { ContainerPort: 91 })]),
      finding('"app", "reports"'),
    ],
    'two that the proxy in front does not make one': [
      service([door('envoy', group('A')), door('app', group('B')), door('reports', 'arn:c')]), finding('"app", "reports"'),
    ],
    'containers that speak to each other, and still serve users of their own': [
      service([door('app', group('A')), door('reports', group('B'))], [
        { Name: 'app', Image: 'app:1.0.0', Environment: [{ Name: 'REPORTS', Value: 'http://localhost:9090' }] }, { Name: 'reports', Image: 'reports:1.0.0' },
      ]),
      finding('"app", "reports"'),
    ],
    'the second one where a condition adds it': [
      service([door('app', group('A')), { 'Fn::If': ['Admin', door('admin', group('B')), { Ref: 'AWS::NoValue' }] }]),
      `${finding('"app", "admin"').slice(0, -1)}, where Admin is true.`,
    ],
  },
});
