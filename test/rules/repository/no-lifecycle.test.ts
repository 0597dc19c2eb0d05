import rule from '../../../src/rules/repository/no-lifecycle';
import { testRule } from '../rule-tester';

const policy = (text: unknown) => ({ LifecyclePolicy: { LifecyclePolicyText: text } });
const selecting = (...selections: object[]) => policy(JSON.stringify({
  rules: selections.map((selection, index) => ({
    rulePriority: index + 1, selection: { countType: 'imageCountMoreThan', countNumber: 5, ...selection }, action: { type: 'expire' },
  })),
}));

const NONE = 'repository "Subject" keeps untagged images for ever: it has no lifecycle policy.';
const OTHERS = 'repository "Subject" keeps untagged images for ever: no rule of its lifecycle policy selects them.';

testRule(rule, {
  good: {
    'a rule for all images': selecting({ tagStatus: 'any' }),
    'a rule for untagged images after others': selecting({ tagStatus: 'tagged', tagPrefixList: ['pr-'] }, { tagStatus: 'untagged' }),
    'untagged images that are archived': policy(JSON.stringify({
      rules: [{ rulePriority: 1, selection: { tagStatus: 'untagged' }, action: { type: 'transition', targetStorageClass: 'archive' } }],
    })),
    'a text with unknown parts inside its strings': policy({
      'Fn::Sub': '{"rules":[{"rulePriority":1,"description":"${AWS::StackName}","selection":{"tagStatus":"untagged"},"action":{"type":"expire"}}]}',
    }),
    'a text with an unknown number': policy({ 'Fn::Sub': '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","countNumber":${Count}}}]}' }),
    'a text that is wholly unknown': policy({ 'Fn::ImportValue': 'Lifecycle' }),
    'a policy that is wholly unknown': { LifecyclePolicy: { 'Fn::ImportValue': 'Lifecycle' } },
    'a tag status that is unknown': policy({ 'Fn::Sub': '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"${Status}"}}]}' }),
    'a text that is no JSON': policy('{"rules": ['),
    'an empty text': policy(''),
    'JSON that is no object': policy('7'),
    'JSON that is null': policy('null'),
    'an object without rules': policy('{}'),
    'rules that are an object': policy('{"rules": {"rulePriority": 1}}'),
    'rules that are nothing of the kind': policy('{"rules": [null, 7, "untagged", [], {}, {"selection": 1}]}'),
    'a text as deep as a hole': policy(`{"rules":${'['.repeat(9000)}${']'.repeat(9000)}}`),
  },
  bad: {
    'nothing said, as in most templates': [{ LifecyclePolicy: undefined }, NONE],
    'a policy without a text': [{ LifecyclePolicy: { RegistryId: '111122223333' } }, NONE],
    'a policy without rules': [policy('{"rules": []}'), OTHERS],
    'rules for tagged images alone': [selecting({ tagStatus: 'tagged', tagPrefixList: ['pr-'] }, { tagStatus: 'tagged', tagPatternList: ['dev-*'] }), OTHERS],
    'a text that is joined of known parts': [policy({ 'Fn::Join': ['', ['{"rules"', ':[', ']}']] }), OTHERS],
  },
});
