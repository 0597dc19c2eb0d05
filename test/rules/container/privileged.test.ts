import rule from '../../../src/rules/container/privileged';
import { testRule } from '../rule-tester';

const FINDING = 'container "app" is privileged: it has the rights of root on its host.';

testRule(rule, {
  good: {
    'nothing said': {},
    'a value that only CloudFormation knows': { Privileged: { 'Fn::ImportValue': 'Privileged' } },
  },
  bad: {
    'true': [{ Privileged: true }, FINDING],
    'true as a text': [{ Privileged: 'true' }, FINDING],
    'where a condition holds': [
      {
        properties: { Privileged: { 'Fn::If': ['Debugging', true, { Ref: 'AWS::NoValue' }] } },
        Parameters: { Debug: { Type: 'String', AllowedValues: ['yes', 'no'] } },
        Conditions: { Debugging: { 'Fn::Equals': [{ Ref: 'Debug' }, 'yes'] } },
      },
      FINDING.replace(/\.$/, ', where Debugging is true.'),
    ],
  },
  fixes: {
    'on EC2, where a capability has a rule of its own': [
      { RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', Privileged: true }] },
      'remove privileged: true, which Fargate does not allow at all; on EC2, add the one capability that is needed with LinuxParameters.addCapabilities, '
        + 'and acknowledge ContainerAddsCapabilities where that names it',
    ],
  },
});
