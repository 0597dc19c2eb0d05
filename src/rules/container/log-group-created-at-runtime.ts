import { speaksForLogGroup } from '../log-groups';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerLogGroupCreatedAtRuntime',
  guideline: 'logs',
  severity: 'info',
  title: 'The log group is part of the app',
  why: 'A log group that ECS makes at the first start has no retention, tags or key, needs logs:CreateLogGroup, and stays when the stack goes.',
  fix: 'give ecs.LogDrivers.awsLogs a logGroup: new logs.LogGroup(this, \'Logs\', { retention: … }), and remove awslogs-create-group; SafeFargateTaskDefinition makes its own',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  peers: [],
  examples: {
    bad: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/ecs/shop', 'awslogs-create-group': 'true' } } },
    good: {
      properties: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/ecs/shop' } } },
      Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/ecs/shop', RetentionInDays: 30 } } },
    },
  },
  *check(container) {
    const { title, logOptions, logGroupName } = container;
    if (typeof logGroupName !== 'string' || typeof logOptions === 'symbol' || container.logGroup !== undefined || !speaksForLogGroup(container)) {
      return;
    }
    const create = logOptions?.get('awslogs-create-group');
    const created = typeof create === 'string' && create.toLowerCase() === 'true';
    yield {
      property: 'LogConfiguration.Options',
      message: created
        ? `${title} lets ECS create its log group "${logGroupName}" when it first starts: nobody decides how long that keeps logs.`
        : `${title} logs to "${logGroupName}", which this app does not make: who does, and how long it keeps logs, is not known here.`,
    };
  },
});
