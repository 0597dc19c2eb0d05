import { AppFacts } from '../../src/facts/app';
import type { Template } from '../../src/facts/template';
import { judge } from '../../src/pack/judge';

interface Parts {
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Resources?: object;
}

/** What the rules say of a repository whose mutability is the value. */
function mutabilityFindings(value: unknown, { Resources, ...parts }: Parts = {}): string[] {
  const repository = { Type: 'AWS::ECR::Repository', Properties: { ImageTagMutability: value, ImageScanningConfiguration: { ScanOnPush: true } } };
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
  ['both branches of a condition', { 'Fn::If': ['IsProd', 'MUTABLE', 'MUTABLE'] }, IS_PROD],
])('%s is resolved', (...[, value, parts]) => {
  expect(mutabilityFindings(value, parts).map((message) => message.replace(/, where .*\./, '.'))).toContain(MUTABLE);
});

describe('conditions', () => {
  const where = (condition: string) => [MUTABLE.replace(/\.$/, `, where ${condition}.`)];

  test.each<[string, unknown, object, string[]]>([
    ['one branch', { 'Fn::If': ['IsProd', 'IMMUTABLE', 'MUTABLE'] }, {}, where('IsProd is false')],
    ['a condition of conditions', { 'Fn::If': ['Either', 'MUTABLE', 'IMMUTABLE'] },
      { Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] } }, where('Either is true')],
    ['a condition that can never hold', { 'Fn::If': ['Never', 'MUTABLE', 'IMMUTABLE'] },
      { Never: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] } }, []],
    ['a condition inside another', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsTest', 'MUTABLE', 'IMMUTABLE'] }, 'IMMUTABLE'] },
      { IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] } }, []],
    ['a literal comparison', { 'Fn::If': ['Always', 'IMMUTABLE', 'MUTABLE'] }, { Always: { 'Fn::Equals': ['a', 'a'] } }, []],
  ])('%s', (_, value, conditions, expected) => {
    expect(mutabilityFindings(value, { ...IS_PROD, Conditions: { ...IS_PROD.Conditions, ...conditions } })).toEqual(expected);
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
        Repo: {
          Type: 'AWS::ECR::Repository',
          Properties: {
            ImageTagMutability: { 'Fn::ImportValue': 'mode' }, ImageScanningConfiguration: { ScanOnPush: true },
          },
        },
      },
    },
  };
  const exporting = { stackPath: 'Exporting', body: { Outputs: { Mode: { Value: 'MUTABLE', Export: { Name: 'mode' } } } } };
  const messages = (...templates: Template[]) => judge(new AppFacts(templates)).verdicts.map(({ finding }) => finding.message);
  expect(messages(importing, exporting)).toEqual([MUTABLE]);
  expect(messages(importing)).toEqual([]);
});

test('a resource that no template has is not judged', () => {
  const { resources } = judge(new AppFacts([{ stackPath: 'Stack', body: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } } }]));
  expect(resources).toBe(0);
});
