import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerNoLogDriver',
  guideline: 'logs',
  severity: 'warning',
  title: 'What a container writes to stdout and stderr is kept',
  why: 'Without a log driver the last words of a container that dies are lost with it.',
  fix: "set logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH }); SafeFargateTaskDefinition sets it",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  peers: ['CT.ECS.PR.5', 'ECS.9', 'AwsSolutions-ECS7'],
  examples: {
    bad: { LogConfiguration: undefined },
    good: { LogConfiguration: { LogDriver: 'awsfirelens' } },
  },
  *check({ title, logDriver }) {
    if (logDriver === undefined || logDriver === 'none') {
      yield { property: 'LogConfiguration', message: `${title} has ${logDriver === undefined ? 'no log driver' : 'the log driver "none"'}: its output is lost.` };
    }
  },
});
