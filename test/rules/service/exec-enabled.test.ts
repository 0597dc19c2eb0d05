import rule from '../../../src/rules/service/exec-enabled';
import { testRule } from '../rule-tester';

const finding = 'service "Subject" enables ECS Exec: people can change its running containers.';

testRule(rule, {
  good: {
    'nothing said': {},
    'a value that only CloudFormation knows': { EnableExecuteCommand: { 'Fn::ImportValue': 'Exec' } },
  },
  bad: {
    'said': [{ EnableExecuteCommand: true }, finding],
    'as a text': [{ EnableExecuteCommand: 'true' }, finding],
    'where a condition says so': [
      {
        properties: { EnableExecuteCommand: { 'Fn::If': ['IsDev', true, { Ref: 'AWS::NoValue' }] } },
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] } },
      },
      `${finding.slice(0, -1)}, where IsDev is true.`,
    ],
    'whatever a condition says of its name, once': [
      {
        properties: { EnableExecuteCommand: true, ServiceName: { 'Fn::Sub': 'api-${Type}' }, LaunchType: { 'Fn::If': ['OnFargate', 'FARGATE', 'EC2'] } },
        Parameters: { Type: { Type: 'String', Default: 'FARGATE', AllowedValues: ['FARGATE', 'EC2'] } },
        Conditions: { OnFargate: { 'Fn::Equals': [{ Ref: 'Type' }, 'FARGATE'] } },
      },
      'service "api-${Type}" enables ECS Exec: people can change its running containers.',
    ],
  },
});
