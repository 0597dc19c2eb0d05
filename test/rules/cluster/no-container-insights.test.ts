import rule from '../../../src/rules/cluster/no-container-insights';
import { testRule } from '../rule-tester';

const insights = (value: unknown) => ({ ClusterSettings: [{ Name: 'containerInsights', Value: value }] });

const UNSET = 'cluster "Subject" does not ask for Container Insights: the setting containerInsights is not set, so that the account decides.';

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
    'nothing said, so that the account decides': [{ ClusterSettings: undefined }, UNSET],
    'no such setting': [{ ClusterSettings: [] }, UNSET],
    'disabled': [insights('disabled'), 'cluster "Subject" has no Container Insights: the setting containerInsights is disabled.'],
    'by its name': [{ ClusterName: 'Subject', ...insights('disabled') }, 'cluster "Subject" has no Container Insights: the setting containerInsights is disabled.'],
  },
  fixes: {
    'nothing said': [{ ClusterSettings: undefined }, 'set containerInsightsV2: ecs.ContainerInsights.ENHANCED on the cluster'],
    'disabled, which the CDK does not take beside it': [
      insights('disabled'), 'set containerInsightsV2: ecs.ContainerInsights.ENHANCED in place of containerInsights',
    ],
  },
});
