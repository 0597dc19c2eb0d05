import { FARGATE_LOG_DRIVERS } from '../../platform/fargate';
import { AWS_LOGS } from '../log-groups';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerLogDriverUnsupported',
  guideline: 'logs',
  severity: 'error',
  title: 'The log driver is one that Fargate has',
  why: 'Fargate has no Docker daemon of yours: it refuses a task definition with another log driver than awslogs, splunk or awsfirelens.',
  fix: `set logging: ${AWS_LOGS}, which SafeFargateTaskDefinition sets, or ecs.LogDrivers.firelens({ … }) in a SafeFargateTaskDefinition for all other destinations`,
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
  peers: ['E3048', 'E3713'],
  examples: {
    bad: { LogConfiguration: { LogDriver: 'fluentd', Options: { 'fluentd-address': 'localhost:24224' } } },
    good: { LogConfiguration: { LogDriver: 'awsfirelens' } },
  },
  *check({ title, fargate, logDriver }) {
    if (fargate === true && typeof logDriver === 'string' && logDriver !== 'none' && !FARGATE_LOG_DRIVERS.includes(logDriver)) {
      yield { property: 'LogConfiguration.LogDriver', message: `${title} has the log driver "${logDriver}"; Fargate has only ${FARGATE_LOG_DRIVERS.join(', ')}.` };
    }
  },
});
