import rule from '../../../src/rules/container/no-stop-timeout';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'a container that the task can do without': { StopTimeout: undefined, Essential: false },
    'a number as a text': { StopTimeout: '45' },
    'a value that only CloudFormation knows': { StopTimeout: { 'Fn::ImportValue': 'Timeout' } },
    'essential or not only CloudFormation knows': { StopTimeout: undefined, Essential: { 'Fn::ImportValue': 'Essential' } },
  },
  bad: {
    'essential by default': [{ StopTimeout: undefined }, 'container "app" is essential and sets no stopTimeout.'],
    'essential by name': [{ StopTimeout: undefined, Essential: true }, 'container "app" is essential and sets no stopTimeout.'],
    'a container whose name only CloudFormation knows': [
      { Name: { 'Fn::ImportValue': 'Name' }, StopTimeout: undefined }, 'container number 1 is essential and sets no stopTimeout.',
    ],
  },
});
