import { AppFacts } from '../../src/facts/app';
import type { Container } from '../../src/facts/container';
import { UNRESOLVED } from '../../src/facts/known';
import type { Template } from '../../src/facts/template';

const group = (properties: object = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties: properties });
const retention = (properties: object) => ({ Type: 'Custom::LogRetention', Properties: properties });

/** The log group that a container of a stack finds for a value, among the resources of its own stack and of another. */
function logGroup(value: unknown, own: object = {}, other: object = {}) {
  const Task = {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ContainerDefinitions: [{ Name: 'app', LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': value } } }] },
  };
  const templates: Template[] = [{ stackPath: 'Own', body: { Resources: { Task, ...own } } }, { stackPath: 'Other', body: { Resources: other } }];
  const facts = new AppFacts(templates);
  const [{ subjects }] = facts.read(facts.addresses[0]);
  return (subjects.find(({ kind }) => kind === 'container')?.facts as Container).logGroup;
}

const sub = (text: string) => ({ 'Fn::Sub': text });
const imported = (name: string) => ({ 'Fn::Join': ['', ['/ecs/', { 'Fn::ImportValue': name }]] });

describe('a log group is found', () => {
  test.each<[string, unknown, object, object]>([
    ['by reference', { Ref: 'Logs' }, { Logs: group({ RetentionInDays: 7 }) }, {}],
    ['by its ARN', { 'Fn::GetAtt': ['Logs', 'Arn'] }, { Logs: group({ RetentionInDays: 7 }) }, {}],
    ['by a name in another stack', '/ecs/app', {}, { Logs: group({ LogGroupName: '/ecs/app', RetentionInDays: 7 }) }],
    ['by a name that a group of its own stack has', '/ecs/app', { Logs: group({ LogGroupName: '/ecs/app', RetentionInDays: 7 }) }, { Logs: group({ LogGroupName: '/ecs/app' }) }],
    ['by a name that is put together in the same way', sub('/ecs/${AWS::StackName}'), { Logs: group({ LogGroupName: sub('/ecs/${AWS::StackName}'), RetentionInDays: 7 }) }, {}],
    ['with a retention that somebody sets by name', { Ref: 'Logs' }, { Logs: group({ LogGroupName: '/ecs/app' }) }, { Retention: retention({ LogGroupName: '/ecs/app', RetentionInDays: 7 }) }],
    ['with a retention that somebody sets by reference', { Ref: 'Logs' }, { Logs: group(), Retention: retention({ LogGroupName: { Ref: 'Logs' }, RetentionInDays: '7' }) }, {}],
    ['by the retention that makes it', '/ecs/app', {}, { Retention: retention({ LogGroupName: '/ecs/app', RetentionInDays: 7 }) }],
    ['by the retention that is set for it', { 'Fn::GetAtt': ['Retention', 'LogGroupName'] }, {
      Logs: group({ LogGroupName: '/ecs/app', RetentionInDays: 7 }), Retention: retention({ LogGroupName: '/ecs/app' }),
    }, {}],
  ])('%s', (_, value, own, other) => {
    expect(logGroup(value, own, other)).toMatchObject({ retentionDays: 7 });
  });

  test('with its name, or its path', () => {
    expect(logGroup({ Ref: 'Logs' }, { Logs: group({ LogGroupName: sub('/ecs/${AWS::Region}') }) })).toMatchObject({ name: '/ecs/${AWS::Region}' });
    expect(logGroup({ Ref: 'Logs' }, { Logs: group({ LogGroupName: { 'Fn::GetAtt': ['Name', 'Value'] } }) })).toMatchObject({ name: 'Logs' });
  });
});

test.each<[string, unknown, object, object]>([
  ['a name of no group', '/ecs/app', { Logs: group({ LogGroupName: '/ecs/application' }) }, {}],
  ['a name, where groups have names by CloudFormation', '/ecs/app', { Logs: group() }, {}],
  ['a name with unknown parts that begins in another way', sub('/ecs/${AWS::StackName}'), { Logs: group({ LogGroupName: '/vpc/flow' }) }, {}],
  ['a name with unknown parts that ends in another way', sub('/ecs/${AWS::StackName}/app'), { Logs: group({ LogGroupName: '/ecs/shop/web' }) }, {}],
  ['nothing', undefined, { Logs: group() }, {}],
])('%s is no log group of the app', (_, value, own, other) => {
  expect(logGroup(value, own, other)).toBeUndefined();
});

test.each<[string, unknown, object, object]>([
  ['a name that nobody knows', { 'Fn::GetAtt': ['Maker', 'Name'] }, { Maker: { Type: 'Custom::Maker' } }, {}],
  ['a name of which nothing is known', sub('${LogGroup}'), {}, {}],
  ['a list', ['/ecs/app'], {}, {}],
  ['the same text in two stacks, which may come out different', sub('/ecs/${AWS::StackName}'), {}, { Logs: group({ LogGroupName: sub('/ecs/${AWS::StackName}') }) }],
  ['a name that groups of two other stages have', '/ecs/app', {}, { Blue: group({ LogGroupName: '/ecs/app' }), Green: group({ LogGroupName: '/ecs/app', RetentionInDays: 7 }) }],
  ['the same text with parts that nobody knows', imported('One'), { Logs: group({ LogGroupName: imported('Two') }) }, {}],
  ['a name that a group of an unknown name may have', '/ecs/app', {}, { Logs: group({ LogGroupName: { 'Fn::Transform': {} } }) }],
  ['a name that fits the known parts of another', '/ecs/app', {}, { Logs: group({ LogGroupName: sub('/ecs/${Name}') }) }],
])('%s may be that of a log group', (_, value, own, other) => {
  expect(logGroup(value, own, other)).toBe(UNRESOLVED);
});
