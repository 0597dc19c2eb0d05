import rule from '../../../src/rules/container/shell-keeps-signal';
import { initContainer, testRule, verdictsOf } from '../rule-tester';

const sh = (script: string, shell = 'sh') => ({ Command: [shell, '-c', script] });
const dash = (script: string) =>
  `container "app" starts sh -c "${script}": a shell such as dash (Debian, Ubuntu) stays in front of the application and keeps SIGTERM from it.`;

function image(Dockerfile: string, properties = {}) {
  return { files: { Dockerfile }, properties };
}

testRule(rule, {
  good: {
    'exec form': { Command: ['node', 'server.js'] },
    'exec in front': sh('exec node server.js'),
    'exec after a migration': sh('npm run migrate && exec node server.js'),
    'a trap that forwards the signal, and waits': sh('trap "kill -TERM $pid; wait $pid" TERM; node server.js & pid=$!; wait $pid'),
    'a trap that forwards the signal, and a script that waits once more': sh('trap "kill -TERM $pid" TERM; node server.js & pid=$!; wait $pid; trap - TERM; wait $pid'),
    'a trap that calls a function, which may wait': sh('trap stop TERM; node server.js & pid=$!; wait $pid'),
    'a shell that becomes another, which becomes the application': sh('exec sh -c "npm run migrate && exec node server.js"'),
    'a script that ends at once': sh('echo done'),
    'a script that CloudFormation supplies': { properties: { Command: ['sh', '-c', { Ref: 'Script' }] }, Parameters: { Script: { Type: 'String' } } },
    'an init that signals the whole group, and exec': { EntryPoint: ['/usr/bin/dumb-init', '--', 'sh', '-c'], Command: ['npm run migrate && exec node server.js'] },
    'a script that is read in, and may say exec': sh('. /app/entrypoint.sh'),
    'a script that cannot be read': sh('node "server.js'),
    'an entry point of the image that gets a command': { Command: ['--port', '8080'] },
    'a script of which CloudFormation knows a part': { Command: { 'Fn::Split': [',', { 'Fn::ImportValue': 'Command' }] } },
    'an image that starts its application itself': image('FROM node:22.11.0\nCMD ["node", "server.js"]'),
    'an image that says exec': image('FROM node:22.11.0\nCMD exec node server.js'),
    'an image whose command the task definition overrides': image('FROM node:22.11.0\nCMD node server.js', { Command: ['node', 'server.js'] }),
    'an image whose ENTRYPOINT the task definition overrides': image('FROM node:22.11.0\nENTRYPOINT node server.js', { EntryPoint: ['node', 'server.js'] }),
    'a script of the image without -c, which is a matter of its own': { files: { 'Dockerfile': 'FROM node:22.11.0\nCOPY start.sh /\nCMD ["/start.sh"]', 'start.sh': '#!/bin/sh\nnode server.js' } },
    'a stage that the image is not made of': image('FROM node:22.11.0 AS build\nCMD node build.js\nFROM node:22.11.0\nCMD ["node", "server.js"]'),
    'a Windows image': image('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD app.exe'),
    'a command that keeps the container up': image('FROM node:22.11.0\nCMD cron && tail -f /var/log/cron.log'),
    'a test of the shell': image('FROM node:22.11.0\nCMD [ -f /app/ready ]'),
    'a one-shot container that prepares the task': initContainer({ Command: ['sh', '-c', 'npm run migrate'] }),
  },
  bad: {
    'an init that signals the whole group': [{ EntryPoint: ['/usr/bin/dumb-init', '--', 'sh', '-c'], Command: ['npm run migrate && node server.js'] },
      'container "app" starts sh -c "npm run migrate && node server.js": dumb-init signals the shell, too, which ends at once and takes the application with it.'],
    'a trap that forwards the signal, and a shell that then ends': [sh('trap "kill -TERM $pid" TERM; node server.js & pid=$!; wait $pid'),
      'container "app" starts sh -c "trap "kill -TERM $pid" TERM; node server.js & pid=$!; wait $pid": the shell hands SIGTERM on and ends, without waiting for the application to finish.'],
    'the shell form of CMD': [image('FROM node:22.11.0\nCMD node server.js'),
      'container "app" starts "CMD node server.js" (api/Dockerfile:2): dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.'],
    'the shell form of ENTRYPOINT': [image('FROM python:3.13.1-slim\nENTRYPOINT python app.py'),
      'container "app" starts "ENTRYPOINT python app.py" (api/Dockerfile:2): dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.'],
    'the shell form in a stage that it is built on': [image('FROM node:22.11.0 AS base\nCMD node server.js\nFROM base'),
      'container "app" starts "CMD node server.js" (api/Dockerfile:2): dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.'],
    'the shell form on Alpine, as a hint': [image('FROM node:22.11.0-alpine3.20\nCMD node server.js'),
      'info: container "app" starts "CMD node server.js" (api/Dockerfile:2): SIGTERM reaches the application only because the sh of busybox replaces itself with it; say exec.'],
    'the shell form on Amazon Linux, as a hint': [image('FROM public.ecr.aws/amazonlinux/amazonlinux:2023.6.20241121.0\nCMD node server.js'),
      'info: container "app" starts "CMD node server.js" (api/Dockerfile:2): SIGTERM reaches the application only because bash, the sh of its base image, replaces itself with it; say exec.'],
    'an exec form in single quotes': [image("FROM node:22.11.0\nCMD ['node', 'server.js']"),
      'container "app" starts "CMD [\'node\', \'server.js\']" (api/Dockerfile:2): this is no JSON, so it goes to a shell, which cannot run it.'],
    'a pipeline on Alpine': [image('FROM node:22.11.0-alpine3.20\nCMD node server.js | tee log'),
      'container "app" starts "CMD node server.js | tee log" (api/Dockerfile:2): the shell stays in front of a pipeline and keeps SIGTERM from it.'],
    'the shell form on an unknown base': [image('FROM acme.example.com/base:1\nCMD node server.js'),
      'container "app" starts "CMD node server.js" (api/Dockerfile:2): a shell such as dash (Debian, Ubuntu) stays in front of the application and keeps SIGTERM from it.'],
    'another SHELL': [image('FROM node:22.11.0\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD node server.js'),
      'info: container "app" starts "CMD node server.js" (api/Dockerfile:3): SIGTERM reaches the application only because bash replaces itself with it; say exec.'],
    'the shell form where there is no shell': [image('FROM gcr.io/distroless/nodejs22-debian12\nENTRYPOINT node server.js'),
      'container "app" starts "ENTRYPOINT node server.js" (api/Dockerfile:2): its base image has no shell, so it cannot start.'],
    'a command that the ENTRYPOINT of the image is given': [image('FROM node:22.11.0\nENTRYPOINT ["/bin/sh", "-c"]', { Command: ['node server.js'] }),
      'container "app" starts sh -c "node server.js" (api/Dockerfile:2): dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.'],
    'a command on a public image with dash': [{ Image: 'node:22.11.0', Command: ['sh', '-c', 'node server.js'] },
      'container "app" starts sh -c "node server.js": dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.'],
    'sh -c': [sh('node server.js'), dash('node server.js')],
    'a script with a password, which is not shown': [sh('PGPASSWORD=hunter2 psql -f a.sql'), dash('…')],
    'a script with a password in quotes': [sh("app --password 'correct horse'"), dash('…')],
    'a script with a password in a heredoc': [sh('cat > .env <<END\npassword=hunter2\nEND\nnode server.js'), dash('…')],
    'a password behind a wrapper': [sh('gosu app mysql -phunter2'), dash('…')],
    'a script with a variable for a password': [sh('app --password "$DB_PASSWORD"'), dash('app --password "$DB_PASSWORD"')],
    'a full path and options': [
      { EntryPoint: ['/bin/sh', '-ec'], Command: ['node server.js'] }, dash('node server.js'),
    ],
    'the last of several commands': [sh('npm run migrate; node server.js'), dash('npm run migrate; node server.js')],
    'a shell behind an init process, which signals the shell alone': [{ Command: ['tini', '--', 'sh', '-c', 'node server.js'] }, dash('node server.js')],
    'a part that CloudFormation fills in': [
      { Command: ['sh', '-c', { 'Fn::Sub': 'node server.js --region ${AWS::Region}' }] }, dash('node server.js --region ${AWS::Region}'),
    ],
    'bash, which replaces itself, as a hint': [
      sh('node server.js', 'bash'),
      'info: container "app" starts bash -c "node server.js": SIGTERM reaches the application only because bash replaces itself with it; say exec.',
    ],
    'a shell that becomes another with a script of its own, which stays': [
      { Image: 'debian:12.8', ...sh('exec /bin/sh -c "echo hi && node server.js"') },
      'container "app" starts sh -c "exec /bin/sh -c "echo hi && node server.js"": '
        + 'dash, the sh of its base image, stays in front of the application and keeps SIGTERM from it.',
    ],
    'a shell that replaces itself with another, which stays for its loop': [
      { Image: 'busybox:1.37.0', ...sh('/bin/sh -c "while true; do work; sleep 1; done"') },
      'container "app" starts sh -c "/bin/sh -c "while true; do work; sleep 1; done"": the shell stays in front of what it runs and keeps SIGTERM from it.',
    ],
    'a shell that replaces itself with another, which has something to do afterwards': [
      sh("bash -c 'node server.js; exit $?'", 'bash'),
      'container "app" starts bash -c "bash -c \'node server.js; exit $?\'": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash with something to do afterwards, which cannot replace itself': [
      sh('node server.js; exit $?', 'bash'),
      'container "app" starts bash -c "node server.js; exit $?": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash with a redirection to undo, which cannot replace itself': [
      sh('java -jar app.jar 2>&1', 'bash'),
      'container "app" starts bash -c "java -jar app.jar 2>&1": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'busybox, which leaves a redirection as it is, as a hint': [
      sh('java -jar app.jar 2>&1', 'ash'),
      'info: container "app" starts ash -c "java -jar app.jar 2>&1": SIGTERM reaches the application only because ash replaces itself with it; say exec.',
    ],
    'bash with a trap to run, which cannot replace itself': [
      sh('trap cleanup EXIT; node server.js', 'bash'),
      'container "app" starts bash -c "trap cleanup EXIT; node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash with a line that mixes ; and &&, where it does not replace itself': [
      sh('cd /srv; npm run migrate && node server.js', 'bash'),
      'container "app" starts bash -c "cd /srv; npm run migrate && node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash behind &&, which replaces itself': [
      sh('cd /srv && npm run migrate && node server.js', 'bash'),
      'info: container "app" starts bash -c "cd /srv && npm run migrate && node server.js": '
        + 'SIGTERM reaches the application only because bash replaces itself with it; say exec.',
    ],
    'bash that turns the status around': [
      sh('! node server.js', 'bash'), 'container "app" starts bash -c "! node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash that evaluates': [
      sh('eval "node server.js"', 'bash'),
      'container "app" starts bash -c "eval "node server.js"": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash beside what it left running on the same line': [
      sh('worker & node server.js', 'bash'),
      'container "app" starts bash -c "worker & node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'busybox with a redirection, which replaces itself': [
      sh('java -jar app.jar 2>&1', 'ash'),
      'info: container "app" starts ash -c "java -jar app.jar 2>&1": SIGTERM reaches the application only because ash replaces itself with it; say exec.',
    ],
    'busybox with a group, which replaces itself': [
      sh('{ npm run migrate; node server.js; }', 'ash'),
      'info: container "app" starts ash -c "{ npm run migrate; node server.js; }": SIGTERM reaches the application only because ash replaces itself with it; say exec.',
    ],
    'busybox with a newline to read behind the application': [
      sh('node server.js\n', 'ash'), 'container "app" starts ash -c "node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'dash, by its own name': [
      sh('node server.js', 'dash'), 'container "app" starts dash -c "node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'a pipeline, with any shell': [
      sh('node server.js | tee /tmp/log', 'bash'),
      'container "app" starts bash -c "node server.js | tee /tmp/log": the shell stays in front of a pipeline and keeps SIGTERM from it.',
    ],
    'a background process': [
      sh('worker & server & wait'), 'container "app" starts sh -c "worker & server & wait": the shell stays in front of a background process and keeps SIGTERM from it.',
    ],
    'a loop': [
      sh('while true; do ./job; sleep 60; done'),
      'container "app" starts sh -c "while true; do ./job; sleep 60; done": the shell stays in front of what it runs and keeps SIGTERM from it.',
    ],
  },
});

test.each([
  ['CMD node server.js', 'write CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['ENTRYPOINT node server.js --port 80', 'write ENTRYPOINT ["node", "server.js", "--port", "80"] (api/Dockerfile:2)'],
  ['CMD npm run migrate && node server.js', 'write CMD npm run migrate && exec node server.js (api/Dockerfile:2)'],
  ['CMD npm install && node server.js', 'write RUN npm install above, and CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['CMD node server.js --port $PORT', 'write CMD exec node server.js --port $PORT (api/Dockerfile:2)'],
  ['CMD cd /app; node server.js', 'write CMD cd /app; exec node server.js (api/Dockerfile:2)'],
  ['CMD node "my server.js"', 'write CMD ["node", "my server.js"] (api/Dockerfile:2)'],
  ["CMD ['node', 'server.js']", 'write CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['CMD [ "node", "server.js", ]', 'write CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['CMD [“node”, “server.js”]', 'write CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['CMD [node, server.js]', undefined],
  ['CMD ["sh", "-c", "node server.js"]', 'write CMD ["node", "server.js"] (api/Dockerfile:2)'],
  ['CMD ["sh", "-c", "npm run migrate && node server.js"]', 'write CMD ["sh", "-c", "npm run migrate && exec node server.js"] (api/Dockerfile:2)'],
  ['CMD ["/bin/bash", "-c", "source /env && node server.js"]', 'write CMD ["/bin/bash", "-c", "source /env && exec node server.js"] (api/Dockerfile:2)'],
  ['ENTRYPOINT ["sh", "-c"]\nCMD ["node server.js"]', 'write CMD ["exec node server.js"] (api/Dockerfile:3)'],
  ['ENTRYPOINT ["/bin/bash", "-lc"]\nCMD ["node server.js"]', 'write CMD ["exec node server.js"] (api/Dockerfile:3)'],
  ['SHELL ["/bin/bash", "-lc"]\nCMD node server.js', 'write CMD exec node server.js (api/Dockerfile:3)'],
  ['ENTRYPOINT ["tini", "--"]\nCMD node server.js', 'write CMD ["node", "server.js"] (api/Dockerfile:3)'],
  ['ENTRYPOINT ["tini", "--", "sh", "-c", "node server.js"]', 'write ENTRYPOINT ["tini", "--", "sh", "-c", "exec node server.js"] (api/Dockerfile:2)'],
  ['CMD echo hi && node "my server.js"', undefined],
  ['CMD node server.js > /dev/stderr', undefined],
  ['CMD app --password hunter2', undefined],
])('%s is corrected to: %s', (instruction, fix) => {
  const [verdict] = verdictsOf(rule, image(`FROM node:22.11.0\n${instruction}`)).filter((each) => each.rule === rule);
  expect(verdict.finding.fix).toBe(fix);
});
