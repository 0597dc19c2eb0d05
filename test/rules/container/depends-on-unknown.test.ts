import rule from '../../../src/rules/container/depends-on-unknown';
import { testRule } from '../rule-tester';

const on = (...names: unknown[]) => ({ DependsOn: names.map((ContainerName) => ({ ContainerName, Condition: 'START' })) });
const task = (...containers: object[]) => ({ ContainerDefinitions: containers });

testRule(rule, {
  good: {
    'no wait': {},
    'a container of the task': task({ Name: 'app', ...on('cache') }, { Name: 'cache' }),
    'a diamond': task({ Name: 'a', ...on('b', 'c') }, { Name: 'b', ...on('d') }, { Name: 'c', ...on('d') }, { Name: 'd' }),
    'a name that only CloudFormation knows': task({ Name: 'app', ...on({ 'Fn::ImportValue': 'Name' }) }, { Name: 'cache' }),
    'another container whose name only CloudFormation knows': task({ Name: 'app', ...on('cache') }, { Name: { 'Fn::ImportValue': 'Name' } }),
    'a container that only CloudFormation knows': task({ Name: 'app', ...on('cache') }, { 'Fn::Transform': { Name: 'Cache' } }),
    'one parameter for both names': {
      properties: task({ Name: 'app', ...on({ Ref: 'Sidecar' }) }, { Name: { Ref: 'Sidecar' } }), Parameters: { Sidecar: { Type: 'String' } },
    },
    'waits that only CloudFormation knows': { DependsOn: { 'Fn::ImportValue': 'DependsOn' } },
    'the end of a container that may be essential': task(
      { Name: 'app', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] }, { Name: 'init', Essential: { 'Fn::ImportValue': 'Essential' } },
    ),
    'an essential container that waits for the end of another': task(
      { Name: 'app', Essential: true, DependsOn: [{ ContainerName: 'init', Condition: 'COMPLETE' }] }, { Name: 'init', Essential: 'false' },
    ),
    'a wait and what it waits for, which the same condition removes': {
      properties: task(
        { Name: 'app', DependsOn: { 'Fn::If': ['Cached', on('cache').DependsOn, { Ref: 'AWS::NoValue' }] } }, { 'Fn::If': ['Cached', { Name: 'cache', Image: 'redis:8.2.1' }, { Ref: 'AWS::NoValue' }] },
      ),
      Parameters: { Cache: { Type: 'String' } },
      Conditions: { Cached: { 'Fn::Equals': [{ Ref: 'Cache' }, 'yes'] } },
    },
  },
  bad: {
    'a container that the task does not have': [
      task({ Name: 'app', ...on('db') }, { Name: 'cache' }), 'container "app" waits for "db", which its task does not have: it has "app", "cache".',
    ],
    'a name in another case': [task({ Name: 'app', ...on('Cache') }, { Name: 'cache' }), 'container "app" waits for "Cache", which its task does not have: it has "app", "cache".'],
    'itself': [on('app'), 'container "app" waits for itself.'],
    'each other, said once': [task({ Name: 'b', ...on('a') }, { Name: 'a', ...on('b') }), 'container "a" waits for itself: "a" → "b" → "a".'],
    'a longer way round, whatever stands first': [
      task({ Name: 'c', ...on('a') }, { Name: 'b', ...on('c') }, { Name: 'a', ...on('b') }, { Name: 'app', ...on('a') }), 'container "a" waits for itself: "a" → "b" → "c" → "a".',
    ],
    'two cycles in one container': [
      task({ Name: 'a', ...on('b') }, { Name: 'b', ...on('a', 'c') }, { Name: 'c', ...on('b') }),
      'container "a" waits for itself: "a" → "b" → "a".', 'container "b" waits for itself: "b" → "c" → "b".',
    ],
    'a cycle beside a name that only CloudFormation knows': [
      task({ Name: 'a', ...on({ 'Fn::ImportValue': 'Name' }, 'b') }, { Name: 'b', ...on('a') }), 'container "a" waits for itself: "a" → "b" → "a".',
    ],
    'the end of an essential container': [
      task({ Name: 'app', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] }, { Name: 'init' }),
      'container "app" waits for "init" to end (SUCCESS), but the task ends with "init", which is essential.',
    ],
    'the end of an essential container, in the spelling of the ECS API': [
      task({ Name: 'app', dependsOn: [{ containerName: 'envoy', condition: 'SUCCESS' }] }, { Name: 'envoy' }),
      'container "app" waits for "envoy" to end (SUCCESS), but the task ends with "envoy", which is essential.',
    ],
    'what a condition removes': [
      {
        properties: task({ Name: 'app', ...on('cache') }, { 'Fn::If': ['Cached', { Name: 'cache', Image: 'redis:8.2.1' }, { Ref: 'AWS::NoValue' }] }),
        Parameters: { Cache: { Type: 'String' } },
        Conditions: { Cached: { 'Fn::Equals': [{ Ref: 'Cache' }, 'yes'] } },
      },
      'container "app" waits for "cache", which its task does not have: it has "app", where Cached is false.',
    ],
  },
});
