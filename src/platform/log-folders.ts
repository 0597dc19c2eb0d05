import { basename } from './command-line';
import { isWithin, normalizePath, partsOf } from './paths';

/** Whether a folder is, by its name, where an application logs to files. */
export function isLogFolder(path: string): boolean {
  const folder = normalizePath(path);
  const parts = partsOf(folder.toLowerCase());
  return isWithin(folder, '/var/log') ? !isWithin(folder, SSM_LOGS) : ['log', 'logs'].includes(parts[parts.length - 1]) && !isWithin(folder, '/var/lib');
}

/** The agent of ECS Exec logs here. It needs a volume where the root file system is read-only. */
const SSM_LOGS = '/var/log/amazon';

/** Whether an application, by its name, keeps data in a folder that is called after logs: a commit log, or the output that it shows to people. */
export function keepsLogsAsData(name: string): boolean {
  return /airflow|bookkeeper|cassandra|eventstore|jenkins|kafka|pulsar|redpanda|zookeeper/.test(name.toLowerCase());
}

/** Whether a container, by its name, is there to take logs somewhere. */
export function namesLogs(name: string): boolean {
  return name.toLowerCase().split(/[^a-z0-9]+/).some((word) => /^(?:log|logs|logg(?:er|ing)|log(?:collector|forwarder|router|shipper|stream|tail)\w*|tail\w*|shipper|forwarder)$/.test(word));
}

/** Whether a program reads files of logs as they grow. */
export function followsFiles(words: readonly string[]): boolean {
  const [path = '', ...args] = words;
  const program = basename(path);
  return FOLLOWERS.has(program)
    || (program === 'tail' && args.some((arg) => /^(?:-[A-Za-z0-9]*[fF]|--follow|--retry)/.test(arg)) && !args.includes('/dev/null'));
}

const FOLLOWERS: ReadonlySet<string> = new Set([
  'amazon-cloudwatch-agent', 'awslogs', 'filebeat', 'fluent-bit', 'fluentd', 'multitail', 'promtail', 'start-amazon-cloudwatch-agent', 'td-agent', 'td-agent-bit',
  'vector', 'xtail',
]);
