import { AppFacts } from '../../src/facts/app';
import type { Template } from '../../src/facts/template';
import { judge } from '../../src/pack/judge';
import { templateOf } from '../rules/subjects';

interface Parts {
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Resources?: object;
}

/** A repository that breaks no rule, but for the properties. */
const repositoryWith = (properties: Readonly<Record<string, unknown>>) => templateOf('repository', properties).Resources.Subject;

/** What the rules say of a repository whose mutability is the value. */
function mutabilityFindings(value: unknown, { Resources, ...parts }: Parts = {}): string[] {
  const repository = repositoryWith({ ImageTagMutability: value });
  const { verdicts, failures } = judge(new AppFacts([{ stackPath: 'Stack', body: { ...parts, Resources: { Repo: repository, ...Resources } } }]));
  expect(failures).toEqual([]);
  return verdicts.map(({ finding }) => finding.message);
}

const MUTABLE = 'repository "Repo" has mutable tags: ImageTagMutability is MUTABLE.';
const STAGE = { Parameters: { Stage: { Type: 'String', Default: 'test', AllowedValues: ['test', 'prod'] } } };
const IS_PROD = { ...STAGE, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

test.each<[string, unknown, Parts?]>([
  ['a literal', 'MUTABLE'],
  ['the default of a parameter', { Ref: 'Mutability' }, { Parameters: { Mutability: { Type: 'String', Default: 'MUTABLE' } } }],
  ['Fn::Sub with a parameter', { 'Fn::Sub': '${Mode}ABLE' }, { Parameters: { Mode: { Type: 'String', Default: 'MUT' } } }],
  ['Fn::Sub with variables of its own', { 'Fn::Sub': ['${Mode}ABLE', { Mode: 'MUT' }] }],
  ['Fn::Join', { 'Fn::Join': ['', ['MUT', 'ABLE']] }],
  ['Fn::Join that a condition shortens', { 'Fn::Join': ['', ['MUT', { Ref: 'AWS::NoValue' }, 'ABLE']] }],
  ['Fn::Select of a literal list', { 'Fn::Select': [1, ['IMMUTABLE', 'MUTABLE']] }],
  ['Fn::Select with an index as a text, of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': [',', 'IMMUTABLE,MUTABLE'] }] }],
  ['Fn::Select of a list parameter', { 'Fn::Select': [0, { Ref: 'Modes' }] }, { Parameters: { Modes: { Type: 'CommaDelimitedList', Default: 'MUTABLE, IMMUTABLE' } } }],
  ['Fn::FindInMap with literal keys', { 'Fn::FindInMap': ['Modes', 'ecr', 'tags'] }, { Mappings: { Modes: { ecr: { tags: 'MUTABLE' } } } }],
  ['Fn::FindInMap with the default of a parameter', { 'Fn::FindInMap': ['Modes', { Ref: 'Stage' }, 'tags'] }, { ...STAGE, Mappings: { Modes: { test: { tags: 'MUTABLE' } } } }],
  ['Fn::FindInMap of which all rows say the same', { 'Fn::FindInMap': ['Modes', { Ref: 'AWS::Region' }, 'tags'] },
    { Mappings: { Modes: { 'eu-west-1': { tags: 'MUTABLE' }, 'us-east-1': { tags: 'MUTABLE' }, 'us-east-2': { other: 'IMMUTABLE' } } } }],
  ['both branches of a condition', { 'Fn::If': ['IsProd', 'MUTABLE', 'MUTABLE'] }, IS_PROD],
])('%s is resolved', (...[, value, parts]) => {
  expect(mutabilityFindings(value, parts).map((message) => message.replace(/, where .*\./, '.'))).toContain(MUTABLE);
});

test.each([null, 7, -1, 'one', { 'Fn::GetAZs': '' }, []])('Fn::Select selects nothing where the index is %j', (index) => {
  expect(mutabilityFindings({ 'Fn::Select': [index, ['MUTABLE']] })).toEqual([]);
});

describe('conditions', () => {
  const where = (condition: string) => [MUTABLE.replace(/\.$/, `, where ${condition}.`)];

  test.each<[string, unknown, object, string[]]>([
    ['one branch', { 'Fn::If': ['IsProd', 'IMMUTABLE', 'MUTABLE'] }, {}, where('IsProd is false')],
    ['a condition of conditions', { 'Fn::If': ['Either', 'MUTABLE', 'IMMUTABLE'] },
      { Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] } }, [MUTABLE]],
    ['a condition that can never hold', { 'Fn::If': ['Never', 'MUTABLE', 'IMMUTABLE'] },
      { Never: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] } }, []],
    ['a condition inside another', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsTest', 'MUTABLE', 'IMMUTABLE'] }, 'IMMUTABLE'] },
      { IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] } }, []],
    ['a literal comparison', { 'Fn::If': ['Always', 'IMMUTABLE', 'MUTABLE'] }, { Always: { 'Fn::Equals': ['a', 'a'] } }, []],
  ])('%s', (_, value, conditions, expected) => {
    expect(mutabilityFindings(value, { ...IS_PROD, Conditions: { ...IS_PROD.Conditions, ...conditions } })).toEqual(expected);
  });
});

describe('a finding is said once', () => {
  const FIVE = ['A', 'B', 'C', 'D', 'E'];
  const messagesOf = (properties: Readonly<Record<string, unknown>>, condition?: string) => judge(new AppFacts([{
    stackPath: 'Stack',
    body: {
      Parameters: { Stage: { Type: 'String', AllowedValues: ['test', 'prod'] }, ...Object.fromEntries(FIVE.map((name) => [name, { Type: 'String' }])) },
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] }, IsProd: IS_PROD.Conditions.IsProd, ...Object.fromEntries(FIVE.map((name) => [`Is${name}`, { 'Fn::Equals': [{ Ref: name }, 'yes'] }])) },
      Resources: { Repo: { ...repositoryWith(properties), Condition: condition } },
    },
  }])).verdicts.map(({ finding }) => finding.message);
  const unrelated = { Text: { 'Fn::Join': ['-', ['app', ...FIVE.map((name) => ({ 'Fn::If': [`Is${name}`, name, 'x'] }))]] } };

  test('however many unrelated conditions the resource hangs on', () => {
    expect(new Set(messagesOf({ ImageTagMutability: 'MUTABLE', RepositoryPolicyText: unrelated })).size).toBe(1);
    expect(messagesOf({ ImageTagMutability: 'MUTABLE', RepositoryPolicyText: unrelated })).toEqual([MUTABLE]);
  });

  test('with the conditions that tell where it holds, and no others', () => {
    expect(messagesOf({ ImageTagMutability: { 'Fn::If': ['IsA', 'MUTABLE', 'IMMUTABLE'] }, RepositoryPolicyText: unrelated }))
      .toEqual([MUTABLE.replace(/\.$/, ', where IsA is true.')]);
  });

  test('and says so where its conditions alone do not decide', () => {
    expect(messagesOf({ ImageTagMutability: { 'Fn::If': ['IsA', { 'Fn::If': ['IsB', 'MUTABLE', { 'Fn::If': ['IsC', 'MUTABLE', 'IMMUTABLE'] }] }, 'IMMUTABLE'] } }))
      .toEqual([MUTABLE.replace(/\.$/, ', where IsA is true and others of its conditions hold.')]);
  });

  test('and not at all where the resource does not exist', () => {
    const properties = { ImageTagMutability: { 'Fn::If': ['IsProd', 'IMMUTABLE', 'MUTABLE'] } };
    expect(messagesOf(properties, 'IsProd')).toEqual([]);
    expect(messagesOf(properties, 'IsA')).toEqual([MUTABLE.replace(/\.$/, ', where IsProd is false.')]);
    expect(messagesOf({ ImageTagMutability: 'MUTABLE' }, 'IsProd')).toEqual([MUTABLE]);
    expect(messagesOf({ ImageTagMutability: 'MUTABLE' }, 'Never')).toEqual([]);
  });
});

test('what a macro adds beside other properties is not known', () => {
  expect(judge(new AppFacts([{
    stackPath: 'Stack',
    body: {
      Resources: {
        Repo: {
          Type: 'AWS::ECR::Repository', Properties: { 'RepositoryName': 'shop', 'Fn::Transform': { Name: 'AWS::Include' } },
        },
      },
    },
  }])).verdicts).toEqual([]);
});

test('a container is numbered by its place in the template, whatever conditions remove before it', () => {
  const { verdicts } = judge(new AppFacts([{
    stackPath: 'Stack',
    body: {
      Resources: {
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            ContainerDefinitions: [{ Ref: 'AWS::NoValue' }, { Image: 'nginx:1.29.1', Privileged: true }],
          },
        },
      },
    },
  }]));
  const [privileged] = verdicts.filter(({ rule }) => rule.severity === 'error');
  expect(privileged.finding.message).toMatch(/^container number 2 is privileged/);
  expect(privileged.subject.place).toBe('ContainerDefinitions.1');
});

describe('containers', () => {
  const privileged = (name: string) => ({ Name: name, Image: 'app:1.0.0', Privileged: true });
  const findings = (containers: unknown) => judge(new AppFacts([{
    stackPath: 'Stack',
    body: {
      ...IS_PROD, Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } } },
    },
  }])).verdicts.filter(({ rule }) => rule.severity === 'error').map(({ subject, finding }) => [subject.at, finding.message.replace(/^.*host/, '')]);

  test('around which there is a condition are judged where it holds', () => {
    expect(findings([privileged('app'), { 'Fn::If': ['IsProd', privileged('agent'), { Ref: 'AWS::NoValue' }] }])).toEqual([
      ['app', '.'], ['agent', ', where IsProd is true.'],
    ]);
    expect(findings({ 'Fn::If': ['IsProd', [privileged('app')], [privileged('app'), privileged('debugger')]] })).toEqual([
      ['app', '.'], ['debugger', ', where IsProd is false.'],
    ]);
  });

  test('are named the same in any order', () => {
    const [one, other] = [[privileged('a'), privileged('b')], [privileged('b'), privileged('a')]].map((containers) => findings(containers));
    expect(new Set(one.map(String))).toEqual(new Set(other.map(String)));
    expect(one).toHaveLength(2);
  });
});

test('a parameter without a default, and one that is secret, are not known', () => {
  const Parameters = { Open: { Type: 'String' }, Secret: { Type: 'String', Default: 'MUTABLE', NoEcho: true } };
  expect(mutabilityFindings({ Ref: 'Open' }, { Parameters })).toEqual([]);
  expect(mutabilityFindings({ Ref: 'Secret' }, { Parameters })).toEqual([]);
});

test('a value that another stack exports is followed', () => {
  const importing = {
    stackPath: 'Importing',
    body: {
      Resources: {
        Repo: repositoryWith({ ImageTagMutability: { 'Fn::ImportValue': 'mode' } }),
      },
    },
  };
  const exporting = { stackPath: 'Exporting', body: { Outputs: { Mode: { Value: 'MUTABLE', Export: { Name: 'mode' } } } } };
  const messages = (...templates: Template[]) => judge(new AppFacts(templates)).verdicts.map(({ finding }) => finding.message);
  expect(messages(importing, exporting)).toEqual([MUTABLE]);
  expect(messages(importing)).toEqual([]);
});

test('a parameter of a nested stack has the value that its parent gives, whatever its conditions ask', () => {
  const nested = (value: unknown) => judge(new AppFacts([
    { stackPath: 'Parent', body: { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Env: value } } } } } },
    {
      stackPath: 'Parent/Nested',
      nestedIn: { stackPath: 'Parent', logicalId: 'Nested' },
      body: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Repo: repositoryWith({ ImageTagMutability: { 'Fn::If': ['IsProd', 'MUTABLE', 'IMMUTABLE'] } }),
        },
      },
    },
  ])).verdicts.map(({ finding }) => finding.message);
  expect(nested('dev')).toEqual([]);
  expect(nested('prod')).toEqual([MUTABLE]);
  expect(nested({ Ref: 'Unknown' })).toEqual([MUTABLE.replace(/\.$/, ', where IsProd is true.')]);
});

test('a resource that no template has is not judged', () => {
  const { resources } = judge(new AppFacts([{ stackPath: 'Stack', body: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } } }]));
  expect(resources).toBe(0);
});
