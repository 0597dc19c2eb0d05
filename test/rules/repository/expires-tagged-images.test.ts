import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { SafeContainersChecks } from '../../../src';
import rule from '../../../src/rules/repository/expires-tagged-images';
import { testRule } from '../rule-tester';

const policy = (text: unknown) => ({ LifecyclePolicy: { LifecyclePolicyText: text } });
const rules = (...written: object[]) => policy(JSON.stringify({ rules: written }));
const expire = (rulePriority: unknown, selection: object, action = 'expire') => (
  { rulePriority, selection: { countType: 'imageCountMoreThan', countNumber: 10, ...selection }, action: { type: action } });
const any = { tagStatus: 'any' };
const tagged = (...tagPatternList: string[]) => ({ tagStatus: 'tagged', tagPatternList });
const prefixed = (...tagPrefixList: string[]) => ({ tagStatus: 'tagged', tagPrefixList });
const aged = (countNumber: unknown, countType = 'sinceImagePushed') => ({ countType, countUnit: 'days', countNumber });

const finding = (what: string, priority = 1) =>
  `repository "Subject" deletes images that may be in use: lifecycle rule ${priority} expires ${what}.`;

testRule(rule, {
  good: {
    'no policy': { LifecyclePolicy: undefined },
    'untagged images alone': rules(expire(1, { tagStatus: 'untagged', ...aged(1) })),
    'tags of branches, pull requests and caches': rules(
      expire(1, prefixed('pr-')), expire(2, prefixed('dev-')), expire(3, tagged('feature-*')), expire(4, tagged('*-snapshot')), expire(5, tagged('buildcache')),
    ),
    'tags of stages before production': rules(expire(1, prefixed('staging-')), expire(2, prefixed('test')), expire(3, tagged('qa-*'))),
    'a rule that archives': rules(expire(1, { ...any, ...aged(90, 'sinceImagePulled') }, 'transition')),
    'what was archived long ago': rules(
      expire(1, { ...any, ...aged(90, 'sinceImagePulled') }, 'transition'),
      expire(2, { ...any, storageClass: 'archive', ...aged(365, 'sinceImageTransitioned') }),
    ),
    'a count that keeps everything': rules(expire(1, { ...prefixed('v'), countNumber: 9999 })),
    'an age that keeps everything': rules(expire(1, { ...any, ...aged(3650) })),
    'a rule for all images after one that takes all that are tagged': rules(expire(1, { ...tagged('*'), countNumber: 9999 }), expire(2, { ...any, ...aged(14) })),
    'the same by prefix': rules(expire(1, { ...prefixed(''), countNumber: 9999 }), expire(2, { ...any, ...aged(14) })),
    'the same, written in another order': rules(expire(2, { ...any, ...aged(14) }), expire(1, { ...tagged('*'), countNumber: 9999 })),
    'a rule for all images after one that nobody knows': policy({
      'Fn::Sub': JSON.stringify({ rules: [expire(1, { tagStatus: '${Status}' }), expire(2, any)] }),
    }),
    'a pattern that only CloudFormation knows': policy({ 'Fn::Sub': JSON.stringify({ rules: [expire(1, tagged('${Stage}-*')), expire(2, prefixed('${Stage}'))] }) }),
    'a number that only CloudFormation knows': policy({ 'Fn::Sub': '{"rules":[{"selection":{"tagStatus":"any","countNumber":${Count}},"action":{"type":"expire"}}]}' }),
    'a number as a text with a hole': policy({ 'Fn::Sub': JSON.stringify({ rules: [expire(1, { ...any, countNumber: '${Count}' })] }) }),
    'an action that only CloudFormation knows': policy({ 'Fn::Sub': JSON.stringify({ rules: [expire(1, any, '${Action}')] }) }),
    'a count that does not exist': rules(expire(1, { ...any, countType: 'sinceTheFloods' })),
    'a text that is no JSON': policy("{'rules': []}"),
    'a text that is unknown': policy({ 'Fn::ImportValue': 'Lifecycle' }),
    'rules that are nothing of the kind': policy('{"rules": [null, 7, {}, {"selection": [], "action": "expire"}, {"selection": {"tagStatus": "tagged", "tagPrefixList": "v"}}]}'),
  },
  bad: {
    'all images beyond a count, as most templates have it': [rules(expire(1, any)), finding('all images but the newest 10')],
    'all images beyond an age': [rules(expire(1, { ...any, ...aged(30) })), finding('all images 30 days after the push')],
    'a day': [rules(expire(1, { ...any, ...aged(1) })), finding('all images 1 day after the push')],
    'all images that nobody pulled: a task pulls when it starts, not while it runs': [
      rules(expire(1, { ...any, ...aged(90, 'sinceImagePulled') })), finding('all images 90 days after the last pull'),
    ],
    'all images that have a tag': [rules(expire(1, tagged('*'))), finding('all images but the newest 10')],
    'all images that have a tag, by no pattern at all': [rules(expire(1, { tagStatus: 'tagged' })), finding('all images but the newest 10')],
    'versions by prefix': [rules(expire(1, prefixed('v'))), finding('images tagged "v*", as a version tag can be, but the newest 10')],
    'versions by pattern': [rules(expire(1, tagged('*.*.*'))), finding('images tagged "*.*.*", as a version tag can be, but the newest 10')],
    'commits': [rules(expire(1, tagged('sha-*'))), finding('images tagged "sha-*", as a commit SHA can be, but the newest 10')],
    'releases': [rules(expire(1, prefixed('release-'))), finding('images tagged "release-*", as a release tag can be, but the newest 10')],
    'versions that are also something else': [
      rules(expire(1, tagged('dev-*', 'v*', '*'))), finding('images tagged "dev-*" and "v*", as a version tag can be, but the newest 10'),
    ],
    'two rules of one policy': [
      rules(expire(2, { ...prefixed('1.'), ...aged(30) }), expire(1, prefixed('v'))),
      finding('images tagged "v*", as a version tag can be, but the newest 10'),
      `info: ${finding('images tagged "1.*", as a version tag can be, 30 days after the push', 2)}`,
    ],
    'what production runs, by its name, as a hint': [
      rules(expire(1, prefixed('prod')), expire(2, { ...tagged('main-*'), ...aged(30) })),
      `info: ${finding('images tagged "prod*" but the newest 10')}`,
      `info: ${finding('images tagged "main-*" 30 days after the push', 2)}`,
    ],
    'all images but those that a rule before it keeps for production, as a hint': [
      rules(expire(1, { ...prefixed('prod'), countNumber: 9999 }), expire(2, { ...any, ...aged(30) })),
      `info: ${finding('all images that no rule before it selects 30 days after the push', 2)}`,
    ],
    'all images after a rule that keeps what no deployment names': [
      rules(expire(1, { ...prefixed('latest'), countNumber: 9999 }), expire(2, any)), finding('all images but the newest 10', 2),
    ],
    'all images after a rule for untagged ones': [
      rules(expire(1, { tagStatus: 'untagged', ...aged(1) }), expire(2, any)), finding('all images but the newest 10', 2),
    ],
    'numbers as texts': [rules(expire('7', { ...any, countNumber: '20' })), finding('all images but the newest 20', 7)],
    'a rule without a number': [
      rules(expire(undefined, any)), finding('all images but the newest 10').replace('lifecycle rule 1', 'a lifecycle rule'),
    ],
    'a number from the default of a parameter': [
      {
        properties: policy({ 'Fn::Sub': '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":${Count}},"action":{"type":"expire"}}]}' }),
        Parameters: { Count: { Type: 'Number', Default: 5 } },
      },
      finding('all images but the newest 5'),
    ],
    'a text with unknown parts elsewhere': [
      policy({ 'Fn::Join': ['', ['{"rules":[{"rulePriority":1,"description":"', { Ref: 'AWS::StackName' }, `",${JSON.stringify(expire(2, any)).slice(1)}]}`]] }),
      finding('all images but the newest 10', 2),
    ],
  },
  fixes: {
    'any image': [
      rules(expire(2, any)),
      'let rules with an age or a count select tagStatus: ecr.TagStatus.UNTAGGED, as ImmutableRepository does, or tags that no deployment names, '
        + "as in tagStatus: ecr.TagStatus.TAGGED, tagPatternList: ['pr-*']",
    ],
  },
});

test.each([
  ['the example of the CDK\'s documentation', [{ tagPrefixList: ['prod'], maxImageCount: 9999 }, { maxImageAge: Duration.days(30) }], ['info']],
  ['a count', [{ maxImageCount: 5 }], ['warning']],
  ['untagged images', [{ tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(1) }], []],
])('lifecycle rules of an L2 are read: %s', (_, lifecycleRules: ecr.LifecycleRule[], severities) => {
  const stack = new Stack(new App(), 'Stack');
  new ecr.Repository(stack, 'Repo', { lifecycleRules });
  const { violations } = new SafeContainersChecks().validateScope(stack);
  expect(violations.filter(({ ruleName }) => ruleName === `SafeContainers-${rule.id}`).map(({ severity }) => severity)).toEqual(severities);
});
