import { AWS_LOGS } from '../log-groups';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerLogsWithoutStreamPrefix',
  guideline: 'logs',
  severity: 'warning',
  title: 'A log stream says which container and task wrote it',
  why: 'With a prefix a stream is called prefix/container/task; without it, on an instance, it has the id of a Docker container that nobody knows.',
  fix: `set the option 'awslogs-stream-prefix': 'app', or use ${AWS_LOGS}; SafeFargateTaskDefinition sets it`,
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
  peers: [],
  examples: {
    bad: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'app', 'awslogs-region': 'eu-west-1' } } },
    good: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'app', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' } } },
  },
  *check({ title, fargate, logDriver, logOptions }) {
    if (logDriver !== 'awslogs' || typeof logOptions === 'symbol' || logOptions?.has('awslogs-stream-prefix')) {
      return;
    }
    const property = 'LogConfiguration.Options';
    const missing = `${title} logs with awslogs and has no awslogs-stream-prefix`;
    yield fargate === true
      ? { property, severity: 'error', message: `${missing}, without which Fargate refuses the task definition.` }
      : { property, message: `${missing}: its streams have the ids of Docker containers for names.` };
  },
});
