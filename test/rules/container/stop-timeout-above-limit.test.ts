import rule from '../../../src/rules/container/stop-timeout-above-limit';
import { testRule } from '../rule-tester';
import { templateOf } from '../subjects';

const onEc2 = { ...templateOf('container', { StopTimeout: 300 }).Resources.Subject.Properties, RequiresCompatibilities: ['EC2'] };

testRule(rule, {
  good: {
    'the limit itself': { StopTimeout: 120 },
    'a value that only CloudFormation knows': { StopTimeout: { 'Fn::ImportValue': 'Timeout' } },
    'a branch that runs on EC2': {
      properties: {},
      Parameters: { Launch: { Type: 'String', AllowedValues: ['EC2', 'FARGATE'], Default: 'FARGATE' } },
      Conditions: { OnFargate: { 'Fn::Equals': [{ Ref: 'Launch' }, 'FARGATE'] } },
      Resources: {
        Other: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            RequiresCompatibilities: [{ Ref: 'Launch' }],
            ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', StopTimeout: { 'Fn::If': ['OnFargate', 120, 600] } }],
          },
        },
        Service: { Type: 'AWS::ECS::Service', Properties: { LaunchType: { Ref: 'Launch' }, TaskDefinition: { Ref: 'Other' } } },
      },
    },
    'a service on Fargate that may not exist': {
      properties: {},
      Parameters: { With: { Type: 'String' } },
      Conditions: { WithService: { 'Fn::Equals': [{ Ref: 'With' }, 'yes'] } },
      Resources: {
        Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ...onEc2, RequiresCompatibilities: undefined } },
        Service: { Type: 'AWS::ECS::Service', Condition: 'WithService', Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'Other' } } },
      },
    },
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
