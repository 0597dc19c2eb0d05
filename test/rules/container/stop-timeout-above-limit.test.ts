import rule from '../../../src/rules/container/stop-timeout-above-limit';
import { testRule } from '../rule-tester';
import { templateOf } from '../subjects';

const onEc2 = { ...templateOf('container', { StopTimeout: 300 }).Resources.Subject.Properties, RequiresCompatibilities: ['EC2'] };

testRule(rule, {
  good: {
    'the limit itself': { StopTimeout: 120 },
    'a value that only CloudFormation knows': { StopTimeout: { 'Fn::ImportValue': 'Timeout' } },
    'a task on EC2': { properties: {}, Resources: { Other: { Type: 'AWS::ECS::TaskDefinition', Properties: onEc2 } } },
  },
  bad: {
    'a second too long': [{ StopTimeout: 121 }, 'container "app" has a stopTimeout of 121 s; Fargate allows at most 120 s.'],
    'a number as a text': [{ StopTimeout: '300' }, 'container "app" has a stopTimeout of 300 s; Fargate allows at most 120 s.'],
    'a task that only its service puts on Fargate': [
      {
        properties: {},
        Resources: {
          Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ...onEc2, RequiresCompatibilities: undefined } },
          Service: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'Other' } } },
        },
      },
      'container "app" has a stopTimeout of 300 s; Fargate allows at most 120 s.',
    ],
  },
});
