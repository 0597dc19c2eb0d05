import rule from '../../../src/rules/service/no-circuit-breaker';
import { testRule } from '../rule-tester';

const deployment = (configuration: unknown) => ({ DeploymentConfiguration: configuration });

testRule(rule, {
  good: {
    'deployment alarms instead': deployment({ Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } }),
    'CodeDeploy': { ...deployment(undefined), DeploymentController: { Type: 'CODE_DEPLOY' } },
    'a blue/green deployment': deployment({ Strategy: 'BLUE_GREEN' }),
    'an external controller': { ...deployment(undefined), DeploymentController: { Type: 'EXTERNAL' } },
    'a daemon, which has no desired count to measure failures by': { ...deployment(undefined), SchedulingStrategy: 'DAEMON' },
    'a scheduling strategy that only CloudFormation knows': { ...deployment(undefined), SchedulingStrategy: { 'Fn::ImportValue': 'Strategy' } },
    'a breaker that only CloudFormation knows': deployment({ DeploymentCircuitBreaker: { 'Fn::Transform': { Name: 'Breaker' } } }),
    'a controller that only CloudFormation knows': { ...deployment(undefined), DeploymentController: { Type: { 'Fn::ImportValue': 'Controller' } } },
  },
  bad: {
    'replicas': [{ ...deployment(undefined), SchedulingStrategy: 'REPLICA' }, 'service "Subject" has no deployment circuit breaker and no deployment alarms.'],
    'nothing said': [deployment(undefined), 'service "Subject" has no deployment circuit breaker and no deployment alarms.'],
    'switched off': [
      deployment({ DeploymentCircuitBreaker: { Enable: false, Rollback: false } }), 'service "Subject" has no deployment circuit breaker and no deployment alarms.',
    ],
    'alarms that are switched off': [
      deployment({ Alarms: { AlarmNames: [], Enable: false, Rollback: false } }), 'service "Subject" has no deployment circuit breaker and no deployment alarms.',
    ],
    'no rollback': [
      deployment({ DeploymentCircuitBreaker: { Enable: true, Rollback: false } }),
      'service "Subject" stops a failing deployment and leaves it as it is: the circuit breaker does not roll back.',
    ],
  },
});
