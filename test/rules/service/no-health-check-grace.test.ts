import rule from '../../../src/rules/service/no-health-check-grace';
import { testRule } from '../rule-tester';

const LOAD_BALANCERS = [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: 'arn' }];
const behind = (grace: unknown) => ({ LoadBalancers: LOAD_BALANCERS, HealthCheckGracePeriodSeconds: grace });

testRule(rule, {
  good: {
    'the 60 s of the CDK': behind(60),
    'as a text': behind('15'),
    'a time that only CloudFormation knows': behind({ 'Fn::ImportValue': 'Grace' }),
    'no load balancer': {},
    'an empty list of load balancers': { LoadBalancers: [] },
    'load balancers that only CloudFormation knows': { LoadBalancers: { 'Fn::Transform': { Name: 'Balancers' } } },
  },
  bad: {
    'nothing said': [behind(undefined), 'service "Subject" is behind a load balancer with no health check grace period.'],
    'none': [behind(0), 'service "Subject" is behind a load balancer with a health check grace period of 0 s.'],
  },
});
