import { MAX_STOP_TIMEOUT_SECONDS } from '../../platform/fargate';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerStopTimeoutAboveLimit',
  guideline: 'sigterm',
  severity: 'error',
  title: 'stopTimeout is within the limit of Fargate',
  why: 'Fargate refuses a task definition whose stopTimeout is above 120 s: the deployment fails.',
  fix: 'set stopTimeout: Duration.seconds(120) or less, and save work that takes longer so that another task can go on with it; SafeFargateTaskDefinition checks it',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  peers: [],
  examples: {
    bad: { StopTimeout: 300 },
    good: { StopTimeout: 120 },
  },
  *check({ title, fargate, stopTimeout }) {
    if (fargate === true && typeof stopTimeout === 'number' && stopTimeout > MAX_STOP_TIMEOUT_SECONDS) {
      yield { property: 'StopTimeout', message: `${title} has a stopTimeout of ${stopTimeout} s; Fargate allows at most ${MAX_STOP_TIMEOUT_SECONDS} s.` };
    }
  },
});
