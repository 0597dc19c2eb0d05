import { AppFacts } from '../../src/facts/app';
import { Judgement, judge } from '../../src/pack/judge';
import { templateOf } from '../rules/subjects';

function judgementOf(Resources: unknown, rest: object = {}): Judgement {
  return judge(new AppFacts([{ stackPath: 'Stack', body: { Resources, ...rest } }]));
}

const task = (properties: unknown) => ({ Task: { Type: 'AWS::ECS::TaskDefinition', Properties: properties } });
/** A repository that breaks no rule but what its mutability says. */
const repositoryWith = (mutability: unknown) => templateOf('repository', { ImageTagMutability: mutability }).Resources.Subject;
const taskOf = (containers: unknown) => task({ NetworkMode: 'awsvpc', ContainerDefinitions: containers });
const ids = ({ verdicts }: Judgement) => verdicts.map(({ rule }) => rule.id);

const UNKNOWN = { 'Fn::GetAtt': ['Custom', 'Value'] };

describe('no crash, no finding, and counted where something is there that nobody knows', () => {
  test.each<[string, unknown, number]>([
    ['properties that are null', task(null), 0],
    ['properties that are a text', task('none'), 0],
    ['properties that are a list', task([1, 2]), 0],
    ['properties that are a macro', task({ 'Fn::Transform': { Name: 'Include' } }), 0],
    ['containers that are a text', taskOf('[{"Name": "app"}]'), 1],
    ['containers that are null', taskOf(null), 1],
    ['containers that are an object', taskOf({ Name: 'app' }), 1],
    ['containers that are a number', taskOf(7), 1],
    ['containers that are an import', taskOf(UNKNOWN), 1],
    ['containers that are nothing at all', taskOf([]), 0],
    ['a container that is null', taskOf([null]), 1],
    ['a container that is a text', taskOf(['app']), 1],
    ['containers in lists of lists', taskOf([[{ Name: 'app' }]]), 1],
    ['an empty stack', {}, 0],
    ['resources that are a list', [], 0],
    ['resources without a type', { A: {}, B: null, C: 'text', D: { Type: 5 } }, 0],
    ['a resource called like what every object has', { constructor: { Type: 'AWS::S3::Bucket' }, __proto__: null, toString: { Type: 'AWS::S3::Bucket' } }, 0],
  ])('%s', (_, resources, unjudged) => {
    const judgement = judgementOf(resources);
    expect(judgement.failures).toEqual([]);
    expect(judgement.verdicts).toEqual([]);
    expect(judgement.unjudged).toBe(unjudged);
  });

  test.each([undefined, null, 'text', 7, [], { Resources: null }, { Resources: 'text' }])('a template that is %p', (body) => {
    expect(judge(new AppFacts([{ stackPath: 'Stack', body }]))).toEqual({ verdicts: [], failures: [], unjudged: 0, resources: 0 });
  });
});

test('one half-written container leaves the others to be judged', () => {
  const judgement = judgementOf(taskOf([null, { Name: 'app', Image: 'nginx' }, { 'Fn::Transform': 'x' }]));
  expect(judgement.failures).toEqual([]);
  expect(new Set(judgement.verdicts.map(({ subject }) => `${subject.at} at ${subject.place}`))).toEqual(new Set(['app at ContainerDefinitions.1']));
});

test('wrong types in a container make no finding', () => {
  const judgement = judgementOf(taskOf([{
    Name: ['app'],
    Image: { a: 1 },
    Essential: [],
    StopTimeout: 'soon',
    LogConfiguration: 'awslogs',
    ReadonlyRootFilesystem: 'yes',
    Privileged: { a: 1 },
    Command: 'node server.js',
    EntryPoint: [['sh'], null],
    LinuxParameters: 4,
    DependsOn: 'other',
    Environment: { A: 'b' },
    MountPoints: [7],
    PortMappings: 'all',
  }]));
  expect(judgement.failures).toEqual([]);
  expect(judgement.verdicts).toEqual([]);
});

test('a cycle of dependsOn is no crash', () => {
  const container = (name: string, other: string) => ({ Name: name, Image: 'app:1.0.0', DependsOn: [{ ContainerName: other, Condition: 'COMPLETE' }] });
  const judgement = judgementOf(taskOf([container('a', 'b'), container('b', 'a'), container('c', 'c')]));
  expect(judgement.failures).toEqual([]);
  expect(ids(judgement)).toContain('TaskDefinitionUnrelatedContainers');
});

describe('intrinsics that nobody wrote on purpose', () => {
  const MAPPINGS = {
    Modes: { 'eu-west-1': { tags: 'MUTABLE' }, 'us-east-1': { tags: 'IMMUTABLE' } },
    Same: { 'eu-west-1': { tags: 'MUTABLE' } },
    Lists: { 'eu-west-1': { tags: ['MUTABLE'] } },
  };
  test.each<[string, unknown]>([
    ['Fn::If without a condition', { 'Fn::If': ['Nowhere', 'MUTABLE', 'IMMUTABLE'] }],
    ['Fn::If with too few branches', { 'Fn::If': ['IsProd'] }],
    ['Fn::Sub of a number', { 'Fn::Sub': 7 }],
    ['Fn::Join of nothing', { 'Fn::Join': [] }],
    ['Fn::Select out of range', { 'Fn::Select': [9, ['MUTABLE']] }],
    ['Fn::Select of an unknown list', { 'Fn::Select': [0, UNKNOWN] }],
    ['Fn::FindInMap of an unknown map', { 'Fn::FindInMap': ['Nowhere', 'a', 'b'] }],
    ['Fn::FindInMap of rows that differ', { 'Fn::FindInMap': ['Modes', { Ref: 'AWS::Region' }, 'tags'] }],
    ['Fn::FindInMap with a default that may be meant', { 'Fn::FindInMap': ['Same', { Ref: 'AWS::Region' }, 'tags', { DefaultValue: 'IMMUTABLE' }] }],
    ['Fn::FindInMap of no row', { 'Fn::FindInMap': ['Same', { Ref: 'AWS::Region' }, 'nothing'] }],
    ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Lists', { Ref: 'AWS::Region' }, 'tags'] }],
    ['Ref of a number', { Ref: 7 }],
    ['Ref of nothing', { Ref: 'Nowhere' }],
    ['Ref of what every object has', { Ref: 'constructor' }],
    ['a function that does not exist', { 'Fn::Magic': 'MUTABLE' }],
    ['a parameter of SSM, whose default is a name', { Ref: 'FromSsm' }],
    ['null', null],
    ['a list', ['MUTABLE']],
  ])('%s', (_, value) => {
    const judgement = judgementOf({
      Repo: repositoryWith(value),
    }, { Parameters: { FromSsm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'MUTABLE' } }, Conditions: { IsProd: { 'Fn::Equals': ['a'] } }, Mappings: MAPPINGS });
    expect(judgement.failures).toEqual([]);
    expect(judgement.verdicts).toEqual([]);
    expect(judgement.unjudged).toBe(1);
  });

  test('Fn::Sub without an end', () => {
    const judgement = judgementOf({
      Repo: repositoryWith({ 'Fn::Sub': 'MUTABLE${' }),
    });
    expect(judgement.failures).toEqual([]);
    expect(judgement.verdicts).toEqual([]);
  });

  test('references that go round in a circle', () => {
    const nested = (value: unknown, depth: number): unknown => (depth === 0 ? value : { 'Fn::Join': ['', [nested(value, depth - 1)]] });
    const judgement = judgementOf({ Repo: { Type: 'AWS::ECR::Repository', Properties: { ImageTagMutability: nested('MUTABLE', 200) } } });
    expect(judgement.failures).toEqual([]);
  });

  test('conditions that go round in a circle', () => {
    const judgement = judgementOf({
      Repo: repositoryWith({ 'Fn::If': ['A', 'MUTABLE', 'MUTABLE'] }),
    }, { Conditions: { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } } });
    expect(judgement.failures).toEqual([]);
    expect(judgement.verdicts).toEqual([]);
  });
});

test('stacks that hand a value round in a circle never say what it is', () => {
  const stack = (path: string, other: string) => ({
    stackPath: path,
    body: {
      Resources: { Repo: repositoryWith({ 'Fn::ImportValue': other }) },
      Outputs: { Out: { Value: { 'Fn::ImportValue': other }, Export: { Name: path } } },
    },
  });
  const judgement = judge(new AppFacts([stack('One', 'Two'), stack('Two', 'One')]));
  expect(judgement.failures).toEqual([]);
  expect(judgement.verdicts).toEqual([]);
  expect(judgement.unjudged).toBe(2);
});

test('a value that fifty stacks hand on twice each is looked up once', () => {
  const stack = (index: number) => ({
    stackPath: `Stack${index}`,
    body: {
      Outputs: {
        Out: {
          Value: index === 0 ? 'MUTABLE' : { 'Fn::Select': [0, [{ 'Fn::ImportValue': `Export${index - 1}` }, { 'Fn::ImportValue': `Export${index - 1}` }]] },
          Export: { Name: `Export${index}` },
        },
      },
    },
  });
  const importing = {
    stackPath: 'Last',
    body: {
      Resources: {
        Repo: repositoryWith({ 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Export49' }]] }),
      },
    },
  };
  const judgement = judge(new AppFacts([...Array.from({ length: 50 }, (_, index) => stack(index)), importing]));
  expect(ids(judgement)).toEqual(['RepositoryMutableTags']);
});

test('twenty conditions in one resource are told apart one by one, and do not take for ever', () => {
  const names = Array.from({ length: 20 }, (_, index) => `C${index}`);
  const judgement = judgementOf(taskOf(names.map((name) => ({ 'Fn::If': [name, { Name: name, Image: 'nginx' }, { Ref: 'AWS::NoValue' }] }))), {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String' }])),
    Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'yes'] }])),
  });
  expect(judgement.failures).toEqual([]);
  const untagged = judgement.verdicts.filter(({ rule }) => rule.id === 'ImageLatestTag').map(({ finding }) => finding.message);
  expect(untagged).toEqual(names.map((name) => `container "${name}" runs image "nginx" without a tag, which means latest, where ${name} is true.`));
});
