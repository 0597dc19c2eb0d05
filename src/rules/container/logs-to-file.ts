import type { Running } from '../../facts/running';
import { withoutSecrets } from '../../platform/command-secrets';
import { application } from '../../platform/launchers';
import { isFile, isNamedLog, logFileOption, logWriter } from '../../platform/log-files';
import { containerRule } from '../rule';
import type { Finding } from '../rule';
import { quoteCommand, startPlace, startedAt } from '../wording';

export default containerRule({
  id: 'ContainerLogsToFile',
  guideline: 'logs',
  severity: 'warning',
  title: 'An application writes its log to stdout and stderr',
  why: 'The log driver takes what a container prints: a file dies with the container, and fills its disk until then.',
  fix: 'let the application print (no > file, --access-logfile - instead of a path), or link the file in the Dockerfile: RUN ln -sf /dev/stdout /var/log/app.log',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Command: ['sh', '-c', 'exec java -jar app.jar > /var/log/app.log 2>&1'] },
    good: { Command: ['java', '-jar', 'app.jar'] },
  },
  *check({ title, oneShot, start, running }) {
    const { foreground, keptAlive, background, shown } = running;
    if (oneShot) {
      return;
    }
    const inFront = foreground && !keptAlive ? foreground : background.length === 1 ? background[0] : undefined;
    for (const started of new Set([...inFront ? [inFront] : [], ...background])) {
      const found = describe(started, started === inFront, shown);
      if (found) {
        yield { ...startedAt(start), ...found, message: `${title} ${found.message}${startPlace(start)}.` };
      }
    }
  },
});

type Started = Running['background'][number];

function describe(started: Started, inFront: boolean, shown: ReadonlySet<string>): Omit<Finding, 'property'> | undefined {
  const { words, stdout, stderr, readers } = started;
  const quoted = () => quoteCommand(words);
  const keeps = (target: string | undefined): target is string => target !== undefined && isFile(target) && !shown.has(target);
  const option = logFileOption(application(words));
  const isLog = keeps(stdout) && (isNamedLog(stdout) || stderr === stdout);
  if (isLog || keeps(stderr)) {
    return { message: `writes the ${isLog ? 'output' : 'errors'} of ${quoted()} to the file ${withoutSecrets([String(isLog ? stdout : stderr)]).join('')}` };
  }
  if (keeps(option)) {
    return { message: `has ${quoted()} write its log to the file ${option}` };
  }
  if (inFront && stdout === '/dev/null' && stderr === '/dev/null') {
    return { message: `throws the output of ${quoted()} away`, fix: 'let the application print, and set its log level where that is too much' };
  }
  return readers.map((reader) => describeReader(quoted, reader, keeps)).find((found) => found !== undefined);
}

function describeReader(quoted: () => string, { words, stdout }: Started, keeps: (target: string | undefined) => target is string): Omit<Finding, 'property'> | undefined {
  const writer = logWriter(words);
  if (writer && (writer.target === 'syslog' || keeps(writer.target))) {
    const shows = writer.copies && stdout !== '/dev/null';
    const message = `pipes the output of ${quoted()} into ${writer.target === 'syslog' ? 'syslog' : `the file ${writer.target}`}`;
    return shows ? { severity: 'info', message: `${message} as well as to stdout` } : { message };
  }
  return keeps(stdout) && isNamedLog(stdout) ? { message: `pipes the output of ${quoted()} into the file ${stdout}` } : undefined;
}
