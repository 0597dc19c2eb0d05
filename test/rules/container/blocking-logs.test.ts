import rule from '../../../src/rules/container/blocking-logs';
import { testRule } from '../rule-tester';

const awslogs = (options: unknown) => ({ LogConfiguration: { LogDriver: 'awslogs', Options: options } });

testRule(rule, {
  good: {
    'another driver': { LogConfiguration: { LogDriver: 'awsfirelens', Options: { mode: 'blocking' } } },
    'no driver, which has a rule of its own': { LogConfiguration: undefined },
    'a mode that only CloudFormation knows': awslogs({ mode: { 'Fn::ImportValue': 'Mode' } }),
    'options that only CloudFormation knows': awslogs({ 'Fn::FindInMap': ['Logs', { Ref: 'AWS::Region' }, 'Options'] }),
    'options that a macro adds to': awslogs({ 'awslogs-group': 'app', 'Fn::Transform': { Name: 'Modes' } }),
    'non-blocking, with lower-case keys of a raw template': {
      LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs', options: { mode: 'non-blocking' } },
    },
    'a parameter that is non-blocking by default': {
      properties: awslogs({ mode: { Ref: 'Mode' } }), Parameters: { Mode: { Type: 'String', Default: 'non-blocking' } },
    },
    'a FireLens router, whose own logs do not block': {
      FirelensConfiguration: { Type: 'fluentbit' }, ...awslogs({ mode: 'non-blocking' }),
    },
    'a job of AWS Batch': {
      properties: {},
      Resources: {
        Job: {
          Type: 'AWS::Batch::JobDefinition',
          Properties: { Type: 'container', ContainerProperties: { Image: 'app:1.0.0', ...awslogs({ mode: 'blocking' }) } },
        },
      },
    },
  },
  bad: {
    'blocking': [awslogs({ mode: 'blocking' }), 'container "app" writes its logs in blocking mode: it stands still while CloudWatch Logs does not answer.'],
    'blocking, with lower-case keys of a raw template': [
      { LogConfiguration: undefined, logConfiguration: { logDriver: 'awslogs', options: { mode: 'blocking' } } },
      'container "app" writes its logs in blocking mode: it stands still while CloudWatch Logs does not answer.',
    ],
    'a FireLens router that blocks': [
      { FirelensConfiguration: { Type: 'fluentbit' }, ...awslogs({ mode: 'blocking' }) },
      'container "app" writes its logs in blocking mode: it stands still while CloudWatch Logs does not answer.',
    ],
    'nothing said, as a hint': [
      awslogs({ 'awslogs-group': 'app' }),
      'info: container "app" leaves the delivery mode of its logs to an account setting: the awslogs option "mode" is not set.',
    ],
    'no options at all, as a hint': [
      awslogs(undefined), 'info: container "app" leaves the delivery mode of its logs to an account setting: the awslogs option "mode" is not set.',
    ],
  },
});
