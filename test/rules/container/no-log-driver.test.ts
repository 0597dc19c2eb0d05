import rule from '../../../src/rules/container/no-log-driver';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'a driver other than awslogs': { LogConfiguration: { LogDriver: 'splunk' } },
    'lower-case keys of a raw template': { LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs' } },
    'a log configuration that only CloudFormation knows': { LogConfiguration: { 'Fn::Transform': { Name: 'Logs' } } },
  },
  bad: {
    'nothing said': [{ LogConfiguration: undefined }, 'container "app" has no log driver: its output is lost.'],
    'none': [{ LogConfiguration: { LogDriver: 'none' } }, 'container "app" has the log driver "none": its output is lost.'],
    'nothing said on instances, where the daemon of the host has a default': [
      {
        properties: {},
        Resources: { Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0' }] } } },
      },
      'container "app" has no log driver: its output goes no further than its host.',
    ],
    'a FireLens router without a driver of its own': [
      { Name: 'app', FirelensConfiguration: { Type: 'fluentbit' }, LogConfiguration: undefined }, 'container "app" has no log driver: its output is lost.',
    ],
  },
});
