import rule from '../../../src/rules/container/blocking-logs';
import { testRule } from '../rule-tester';

const awslogs = (options: unknown) => ({ LogConfiguration: { LogDriver: 'awslogs', Options: options } });

testRule(rule, {
  good: {
    'another driver': { LogConfiguration: { LogDriver: 'awsfirelens', Options: { mode: 'blocking' } } },
    'no driver, which has a rule of its own': { LogConfiguration: undefined },
    'a mode that only CloudFormation knows': awslogs({ mode: { 'Fn::ImportValue': 'Mode' } }),
    'options that only CloudFormation knows': awslogs({ 'Fn::FindInMap': ['Logs', { Ref: 'AWS::Region' }, 'Options'] }),
  },
  bad: {
    'blocking': [awslogs({ mode: 'blocking' }), 'container "app" writes its logs in blocking mode: it stands still while CloudWatch Logs does not answer.'],
    'nothing said, as a hint': [
      awslogs({ 'awslogs-group': 'app' }),
      'info: container "app" leaves the delivery mode of its logs to an account setting: the awslogs option "mode" is not set.',
    ],
    'no options at all, as a hint': [
      awslogs(undefined), 'info: container "app" leaves the delivery mode of its logs to an account setting: the awslogs option "mode" is not set.',
    ],
  },
});
