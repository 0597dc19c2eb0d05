import rule from '../../../src/rules/cluster/no-container-insights';
import { testRule } from '../rule-tester';

const insights = (value: unknown) => ({ ClusterSettings: [{ Name: 'containerInsights', Value: value }] });

testRule(rule, {
  good: {
    'enabled': insights('enabled'),
    'enhanced': insights('enhanced'),
    'beside another setting': { ClusterSettings: [{ Name: 'other', Value: 'on' }, ...insights('enabled').ClusterSettings] },
    'a value that only CloudFormation knows': insights({ 'Fn::ImportValue': 'Insights' }),
    'a setting that only CloudFormation knows': { ClusterSettings: [{ Name: { 'Fn::ImportValue': 'Setting' }, Value: 'enabled' }] },
    'settings that only CloudFormation knows': { ClusterSettings: { 'Fn::Transform': { Name: 'Settings' } } },
  },
  bad: {
    'nothing said, so that the account decides': [{ ClusterSettings: undefined }, 'cluster "Subject" has no Container Insights: the setting containerInsights is not set.'],
    'no such setting': [{ ClusterSettings: [] }, 'cluster "Subject" has no Container Insights: the setting containerInsights is not set.'],
    'disabled': [insights('disabled'), 'cluster "Subject" has no Container Insights: the setting containerInsights is disabled.'],
    'by its name': [{ ClusterName: 'Subject', ...insights('disabled') }, 'cluster "Subject" has no Container Insights: the setting containerInsights is disabled.'],
  },
});
