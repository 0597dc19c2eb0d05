import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerBlockingLogs',
  guideline: 'logs',
  severity: 'warning',
  title: 'A slow log destination does not stop the application',
  why: 'In blocking mode a write to stdout waits for CloudWatch Logs: when that is slow or away, the application stands still.',
  fix: 'set mode: ecs.AwsLogDriverMode.NON_BLOCKING and maxBufferSize: Size.mebibytes(25) in ecs.LogDrivers.awsLogs; SafeFargateTaskDefinition sets both',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  peers: ['ecs_task_definitions_logging_block_mode'],
  examples: {
    bad: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'app', 'mode': 'blocking' } } },
    good: { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'app', 'mode': 'non-blocking', 'max-buffer-size': '25m' } } },
  },
  *check({ title, logDriver, logOptions }) {
    if (logDriver !== 'awslogs' || typeof logOptions === 'symbol') {
      return;
    }
    const property = 'LogConfiguration.Options';
    const mode = logOptions?.get('mode');
    if (mode === 'blocking') {
      yield { property, message: `${title} writes its logs in blocking mode: it stands still while CloudWatch Logs does not answer.` };
    } else if (mode === undefined) {
      yield { property, severity: 'info', message: `${title} leaves the delivery mode of its logs to an account setting: the awslogs option "mode" is not set.` };
    }
  },
});
