import { speaksForLogGroup } from '../log-groups';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerLogGroupNeverExpires',
  guideline: 'logs',
  severity: 'warning',
  title: 'Logs are kept for a time that somebody chose',
  why: 'A log group without retention keeps and costs for ever, and with the logs what they should not have said about people.',
  fix: 'set logRetention: logs.RetentionDays.ONE_MONTH in ecs.LogDrivers.awsLogs (with aws-ecs-patterns: logDriver of the image options, or of a QueueProcessing service itself), or retention on the log group; SafeFargateTaskDefinition keeps logs for a month',
  link: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  peers: [
    'CKV_AWS_66',
    'HIPAA.Security-CloudWatchLogGroupRetentionPeriod',
    'NIST.800.53.R4-CloudWatchLogGroupRetentionPeriod',
    'NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod',
    'PCI.DSS.321-CloudWatchLogGroupRetentionPeriod',
    'Serverless-CloudWatchLogGroupRetentionPeriod',
  ],
  examples: {
    bad: {
      properties: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/ecs/shop' } } },
      Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ecs/shop' } } },
    },
    good: {
      properties: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/ecs/shop' } } },
      Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ecs/shop', RetentionInDays: 30 } } },
    },
  },
  *check(container) {
    const { title, logGroup } = container;
    if (typeof logGroup === 'object' && logGroup.retentionDays === undefined && speaksForLogGroup(container)) {
      yield { property: 'LogConfiguration.Options', message: `${title} logs to "${logGroup.name}", which keeps everything for ever: the log group has no retention.` };
    }
  },
});
