import type { Container } from '../facts/container';

/** The log driver as no rule finds fault with it. */
export const AWS_LOGS = "ecs.LogDrivers.awsLogs({ streamPrefix: 'app', logRetention: logs.RetentionDays.ONE_MONTH, mode: ecs.AwsLogDriverMode.NON_BLOCKING })";

/** Whether a container speaks for those of its task that log to the same group, so that what is wrong with it is said once: the first in the alphabet does. */
export function speaksForLogGroup({ name, logGroup, logGroupName, task: { containers } }: Container): boolean {
  const sharing = typeof containers === 'symbol' ? [] : containers
    .filter((other) => (typeof logGroup === 'object' ? other.logGroup === logGroup : other.logGroupName === logGroupName));
  return sharing.every((other) => String(name) <= String(other.name));
}
