import rule from '../../../src/rules/container/ignored-healthcheck';
import { testRule, verdictsOf } from '../rule-tester';

const image = (instructions: string, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\nUSER node\n${instructions}\nCMD ["node", "server.js"]` }, properties });

testRule(rule, {
  good: {
    'an image without one': image('EXPOSE 8080'),
    'one that is switched off': image('HEALTHCHECK NONE'),
    'one that is switched off again': image('HEALTHCHECK CMD curl localhost\nHEALTHCHECK NONE'),
    'a health check of another stage': { files: { Dockerfile: 'FROM node:22.11.0 AS build\nHEALTHCHECK CMD curl localhost\nFROM node:22.11.0\nCMD ["node", "server.js"]' } },
    'a health check of ECS that is switched off on purpose': image('HEALTHCHECK CMD curl localhost', { HealthCheck: { Command: ['NONE'] } }),
    'a health check that CloudFormation fills in': image('HEALTHCHECK CMD curl localhost', { HealthCheck: { 'Fn::GetAtt': ['Elsewhere', 'Value'] } }),
    'an image that the app does not build': { HealthCheck: undefined },
  },
  bad: {
    'the shell form': [image('HEALTHCHECK --interval=5s CMD curl -f localhost || exit 1'),
      'container "app" has no healthCheck, and ECS ignores "HEALTHCHECK --interval=5s CMD curl -f localhost || exit 1" (api/Dockerfile:3).'],
    'a password in it, which is not shown': [image('HEALTHCHECK CMD mysqladmin ping -uroot -phunter2pass'),
      'container "app" has no healthCheck, and ECS ignores "HEALTHCHECK …" (api/Dockerfile:3).'],
    'a password in the exec form, which is not shown': [image('HEALTHCHECK CMD ["curl", "-H", "Authorization: Bearer hunter2hunter2pass", "localhost"]'),
      'container "app" has no healthCheck, and ECS ignores "HEALTHCHECK …" (api/Dockerfile:3).'],
    'of a stage that the image is built on': [
      { files: { Dockerfile: 'FROM node:22.11.0 AS base\nHEALTHCHECK CMD ["curl", "localhost"]\nFROM base\nCMD ["node", "server.js"]' } },
      'container "app" has no healthCheck, and ECS ignores "HEALTHCHECK CMD ["curl", "localhost"]" (api/Dockerfile:2).',
    ],
  },
});

test.each([
  ['HEALTHCHECK --interval=30s --timeout=10s --start-period=1m --retries=5 CMD a', "set healthCheck: { command: ['CMD-SHELL', 'a'], interval: Duration.seconds(30), timeout: Duration.seconds(10), startPeriod: Duration.seconds(60), retries: 5 }"],
  ['HEALTHCHECK --interval=1m30s --timeout=1500ms --start-period=1.5s CMD a', "set healthCheck: { command: ['CMD-SHELL', 'a'], interval: Duration.seconds(90), timeout: Duration.seconds(2), startPeriod: Duration.seconds(2) }"],
  ['HEALTHCHECK --interval=2s --timeout=3m --start-period=10m --retries=30 CMD a', "set healthCheck: { command: ['CMD-SHELL', 'a'], interval: Duration.seconds(5), timeout: Duration.seconds(4), startPeriod: Duration.seconds(300), retries: 10 }"],
  ['HEALTHCHECK --interval=0s --timeout=soon --retries=0 --start-interval=1s CMD a', "set healthCheck: { command: ['CMD-SHELL', 'a'] }"],
  ['HEALTHCHECK CMD wget --timeout=3s localhost', "set healthCheck: { command: ['CMD-SHELL', 'wget --timeout=3s localhost'] }"],
  ['HEALTHCHECK CMD curl -f localhost || exit 1', "set healthCheck: { command: ['CMD-SHELL', 'curl -f localhost || exit 1'] }"],
  ['HEALTHCHECK CMD ["curl", "it\'s"]', "set healthCheck: { command: ['CMD', 'curl', 'it\\'s'] }"],
  ["HEALTHCHECK CMD curl localhost | grep '\\d'", "set healthCheck: { command: ['CMD-SHELL', 'curl localhost | grep \\'\\\\d\\''] }"],
  ['HEALTHCHECK CMD PGPASSWORD=hunter2pass psql -c 1', undefined],
])('%s is said in ECS as: %s', (instruction, fix) => {
  const [verdict] = verdictsOf(rule, image(instruction)).filter((each) => each.rule === rule);
  expect(verdict.finding.fix).toBe(fix);
});
