import type { Healthcheck } from '../../dockerfile';
import { durationSeconds, withinLimits } from '../../platform/health-check';
import { containerRule } from '../rule';
import { quoteStart, showsSecret } from '../wording';

export default containerRule({
  id: 'ContainerIgnoredHealthcheck',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'A health check of the image stands in the task definition, too',
  why: 'ECS does not look at the HEALTHCHECK of an image, so a container that has no other counts as healthy as long as its process runs.',
  fix: "say it again in the task definition, as in healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'] }",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
  peers: [],
  examples: {
    bad: {
      files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nHEALTHCHECK CMD wget -qO- http://localhost:8080/health\nCMD ["node", "server.js"]\n' },
    },
    good: {
      properties: { HealthCheck: { Command: ['CMD-SHELL', 'wget -qO- http://localhost:8080/health'] } },
      files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nHEALTHCHECK CMD wget -qO- http://localhost:8080/health\nCMD ["node", "server.js"]\n' },
    },
  },
  *check({ title, healthCheck, image, windows }) {
    const ignored = image?.build?.configuration.healthcheck;
    if (healthCheck === undefined && ignored?.command && image?.build) {
      const message = `${title} has no healthCheck, and ECS ignores ${quoteStart(ignored.text, ignored.command)} (${image.build.at(ignored.line)}).`;
      yield { property: 'HealthCheck', line: ignored.line, message, ...windows === true || showsSecret(ignored.command) ? {} : { fix: `set healthCheck: { ${[`command: [${inEcs(ignored.command)}]`, ...timesOf(ignored.text)].join(', ')} }` } };
    }
  },
});

/** Its times and retries as the CDK takes them, within the limits of ECS. What is 0 is left at its default, as Docker does. */
function timesOf(instruction: string): string[] {
  const [flags] = /^\S+(?:\s+--\S+)*/.exec(instruction)!;
  const said = [...flags.matchAll(/--(interval|timeout|start-period|retries)=(\S+)/g)].map(([, flag, value]): [string, number | undefined] => (
    flag === 'retries' ? [flag, Number(value)] : [flag.replace('-p', 'P'), durationSeconds(value)]
  ));
  const times = withinLimits(Object.fromEntries(said.filter(([, value]) => value !== undefined && value > 0)));
  return Object.entries(times).map(([name, value]) => `${name}: ${name === 'retries' ? value : `Duration.seconds(${value})`}`);
}

/** The command as ECS takes it. */
function inEcs({ form, vector }: NonNullable<Healthcheck['command']>): string {
  const words = form === 'exec' ? ['CMD', ...vector] : ['CMD-SHELL', vector[vector.length - 1]];
  return words.map((word) => `'${word.replace(/[\\']/g, '\\$&')}'`).join(', ');
}
