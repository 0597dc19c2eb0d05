import rule from '../../../src/rules/task-definition/roles-shared';
import { testRule } from '../rule-tester';

const FINDING = 'task definition "Subject" has one role as its task role and as its execution role.';
const roles = (TaskRoleArn: unknown, ExecutionRoleArn: unknown, parts: object = {}) => ({ properties: { TaskRoleArn, ExecutionRoleArn }, ...parts });
const Resources = { Role: { Type: 'AWS::IAM::Role', Properties: {} }, Other: { Type: 'AWS::IAM::Role', Properties: {} } };
const arnOf = (role: string) => ({ 'Fn::GetAtt': [role, 'Arn'] });
const named = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${name}` });

testRule(rule, {
  good: {
    'no role at all': {},
    'an execution role alone, as ECS needs it': roles(undefined, arnOf('Role'), { Resources }),
    'a task role alone': roles(arnOf('Role'), undefined, { Resources }),
    'two roles': roles(arnOf('Role'), arnOf('Other'), { Resources }),
    'two parameters': roles({ Ref: 'A' }, { Ref: 'B' }, { Parameters: { A: { Type: 'String' }, B: { Type: 'String' } } }),
    'two names': roles(named('app'), named('ecs')),
    'values of which nothing is known': roles({ 'Fn::ImportValue': 'A' }, { 'Fn::ImportValue': 'B' }),
    'texts in which the same place is not known': roles(
      { 'Fn::Join': ['', ['arn:aws:iam::111122223333:role/', { 'Fn::ImportValue': 'A' }]] }, { 'Fn::Join': ['', ['arn:aws:iam::111122223333:role/', { 'Fn::ImportValue': 'B' }]] },
    ),
  },
  bad: {
    'one role': [roles(arnOf('Role'), arnOf('Role'), { Resources }), FINDING],
    'one role by name and by ARN': [roles({ Ref: 'Role' }, arnOf('Role'), { Resources }), FINDING],
    'one role in a text': [roles({ 'Fn::Sub': '${Role.Arn}' }, arnOf('Role'), { Resources }), FINDING],
    'one ARN in every account': [roles(named('ecsTaskExecutionRole'), named('ecsTaskExecutionRole')), FINDING],
    'one parameter': [roles({ Ref: 'A' }, { Ref: 'A' }, { Parameters: { A: { Type: 'String' } } }), FINDING],
    'one parameter of Systems Manager': [
      roles({ Ref: 'A' }, { Ref: 'A' }, { Parameters: { A: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/role' } } }), FINDING,
    ],
    'where a condition holds': [
      roles({ 'Fn::If': ['Own', arnOf('Other'), arnOf('Role')] }, arnOf('Role'), {
        Resources, Parameters: { OwnRole: { Type: 'String' } }, Conditions: { Own: { 'Fn::Equals': [{ Ref: 'OwnRole' }, 'yes'] } },
      }),
      FINDING.replace(/\.$/, ', where Own is false.'),
    ],
  },
});
