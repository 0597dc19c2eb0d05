import rule from '../../../src/rules/service/single-task';
import { Case, testRule } from '../rule-tester';

const LOAD_BALANCERS = [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: 'arn' }];
const behind = (desired: unknown, more: object = {}) => ({ LoadBalancers: LOAD_BALANCERS, DesiredCount: desired, ...more });

function scaled(resourceId: unknown, more: object = {}): Case {
  return {
    properties: behind(1, more),
    Parameters: { Name: { Type: 'String' } },
    Resources: {
      Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ResourceId: resourceId, MinCapacity: 2, MaxCapacity: 10 } },
      Other: { Type: 'AWS::ECS::Service' },
    },
  };
}

const one = (name = 'Subject') => `service "${name}" is behind a load balancer with a desired count of 1, and nothing scales it.`;

testRule(rule, {
  good: {
    'two': behind(2),
    'switched off': behind(0),
    'one, of which nobody waits for an answer': { DesiredCount: 1 },
    'an empty list of load balancers': { DesiredCount: 1, LoadBalancers: [] },
    'a number that only CloudFormation knows': behind({ 'Fn::ImportValue': 'Count' }),
    'load balancers that only CloudFormation knows': { DesiredCount: 1, LoadBalancers: { 'Fn::Transform': { Name: 'Balancers' } } },
    'a daemon': behind(undefined, { SchedulingStrategy: 'DAEMON' }),
    'one that must never be two': behind(1, { DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 } }),
    'a maximum that only CloudFormation knows': behind(1, { DeploymentConfiguration: { MaximumPercent: { 'Fn::ImportValue': 'Maximum' } } }),
    'scaled, as the CDK writes it': scaled({ 'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': ['Subject', 'Name'] }]] }),
    'scaled, by Fn::Sub': scaled({ 'Fn::Sub': 'service/${Cluster}/${Subject.Name}' }),
    'scaled, by its name': scaled('service/shop/api', { ServiceName: 'api' }),
    'scaled, by a name that a parameter gives': scaled({ 'Fn::Sub': 'service/shop/${Name}' }, { ServiceName: { Ref: 'Name' } }),
    'scaled, perhaps': scaled({ 'Fn::Sub': 'service/shop/${Name}' }, { ServiceName: 'api' }),
    'scaled, perhaps, by what only CloudFormation knows': scaled({ 'Fn::ImportValue': 'Scaled' }, { ServiceName: 'api' }),
  },
  bad: {
    'one': [behind(1), one()],
    'one, as a text': [behind('1'), one()],
    'nothing said': [behind(undefined), 'service "Subject" is behind a load balancer with no desired count, which means 1, and nothing scales it.'],
    'another service is scaled': [scaled({ 'Fn::Sub': 'service/${Cluster}/${Other.Name}' }, { ServiceName: 'api' }), one('api')],
    'another service is scaled by its name': [scaled('service/shop/reports', { ServiceName: 'api' }), one('api')],
    'a service whose name ends alike is scaled': [scaled('service/shop/the-api', { ServiceName: 'api' }), one('api')],
    'a service without a name is not scaled by one': [scaled('service/shop/api'), one()],
  },
});
