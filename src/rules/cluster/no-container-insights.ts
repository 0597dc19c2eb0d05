import { clusterRule } from '../rule';

export default clusterRule({
  id: 'ClusterNoContainerInsights',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'A cluster reports metrics and restarts of its tasks to Container Insights',
  why: 'Without it nobody sees what memory, network and disk of a task looked like, or how often it restarted, when something went wrong.',
  fix: 'set containerInsightsV2: ecs.ContainerInsights.ENHANCED on the cluster',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html',
  peers: [
    'CKV_AWS_65',
    'AWS-0034',
    'ab759fde-e1e8-4b0e-ad73-ba856e490ed8',
    'ECS.12',
    'CT.ECS.PR.2',
    'AwsSolutions-ECS4',
    'ecs_cluster_container_insights_enabled',
  ],
  examples: {
    bad: { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] },
    good: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
  },
  *check({ title, containerInsights }) {
    const property = 'ClusterSettings';
    if (containerInsights === undefined) {
      yield { property, message: `${title} does not ask for Container Insights: the setting containerInsights is not set, so that the account decides.` };
    } else if (containerInsights === 'disabled') {
      yield { property, message: `${title} has no Container Insights: the setting containerInsights is disabled.`, fix: IN_PLACE };
    }
  },
});

/** The CDK does not take both. */
const IN_PLACE = 'set containerInsightsV2: ecs.ContainerInsights.ENHANCED in place of containerInsights';
