import { AWS_LOGS } from '../log-groups';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerNoLogDriver',
  guideline: 'logs',
  severity: 'warning',
  title: 'What a container writes to stdout and stderr is kept',
  why: 'Without a log driver the last words of a container that dies are lost with it.',
  fix: `set logging: ${AWS_LOGS}; SafeFargateTaskDefinition sets it`,
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  peers: ['ECS.9', 'CT.ECS.PR.5', 'AwsSolutions-ECS7', 'ecs_task_definitions_logging_enabled'],
  examples: {
    bad: { LogConfiguration: undefined },
    good: { LogConfiguration: { LogDriver: 'awsfirelens' } },
  },
  *check({ title, logDriver, fargate }) {
    const property = 'LogConfiguration';
    if (logDriver === 'none') {
      yield fargate === true
        ? { property, severity: 'error', message: `${title} has the log driver "none", which Fargate refuses.` }
        : { property, message: `${title} has the log driver "none": its output is lost.` };
    } else if (logDriver === undefined) {
      yield { property, message: `${title} has no log driver: its output ${fargate === true ? 'is lost' : 'goes no further than its host'}.` };
    }
  },
});
