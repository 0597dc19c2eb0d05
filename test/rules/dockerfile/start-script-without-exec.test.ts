import rule from '../../../src/rules/dockerfile/start-script-without-exec';
import { testRule, verdictsOf } from '../rule-tester';

const BASE = 'FROM node:22.11.0\nWORKDIR /app\nCOPY . .\n';
const ENTRY_POINT = 'ENTRYPOINT ["/app/start.sh"]';
const STAYS = 'api/Dockerfile:4 starts "api/start.sh", which stays in front of';

testRule(rule, {
  good: {
    'exec "$@"': script('#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then\n  set -- node "$@"\nfi\nexec "$@"\n', `${ENTRY_POINT}\nCMD ["server.js"]`),
    'gosu, a step down': script('#!/bin/bash\nchown -R app /data\nexec gosu app "$@"\n', `${ENTRY_POINT}\nCMD ["node", "server.js"]`),
    'su-exec': script('#!/bin/ash\nexec su-exec app node server.js'),
    'dumb-init at its end': script('#!/bin/sh\nexec dumb-init node server.js'),
    'exec in each branch': script('#!/bin/sh\nif [ "$MODE" = worker ]; then exec node worker.js; else exec node server.js; fi'),
    'exec in the branch of the server, a moment of work in the other': script('#!/bin/sh\ncase "$1" in\n  migrate) npx prisma migrate deploy ;;\n  *) exec node server.js ;;\nesac'),
    'a usage message behind the branches that exec': script('#!/bin/sh\nif [ "$1" = web ]; then exec gunicorn app; fi\necho "usage: web"\nexit 1'),
    'a script that only prints': script('#!/bin/sh\necho ready\n'),
    'a script that prepares and ends': script('#!/bin/sh\ncp -r /app/dist /shared\nchmod -R a+r /shared'),
    'migrations alone': script('#!/bin/sh\npython manage.py migrate'),
    'one that handles SIGTERM': script('#!/bin/bash\ntrap \'kill -TERM "$pid"\' SIGTERM\nnode server.js &\npid=$!\nwait $pid\n'),
    'SIGTERM by number': script('#!/bin/sh\ntrap "kill $!" 15\nnode server.js & wait'),
    'dumb-init in front, and exec': script('#!/bin/sh\nexec node server.js', 'ENTRYPOINT ["dumb-init", "--", "/app/start.sh"]'),
    'a script for another shell than ours': script('#!/usr/bin/with-contenv bash\nnode server.js'),
    'a script for Python': script('#!/usr/bin/env python3\nimport app\napp.run()'),
    'in shell form, where a shell is in front anyway': script('#!/bin/sh\nnode server.js', 'CMD /app/start.sh'),
    'what keeps a container up and dies with it': script('#!/bin/sh\nservice nginx start\ntail -f /var/log/nginx/access.log'),
    'a service that goes into the background': script('#!/bin/bash\nservice nginx start'),
    'arguments that nobody gives': script('#!/bin/sh\necho starting\n"$@"'),
    'a script that reads another one in, which may exec': script('#!/bin/sh\n. /app/lib.sh'),
    'exec in a variable': script('#!/bin/sh\nRUN="exec node"\n[ -n "$DEBUG" ] && RUN="node --inspect"\n$RUN server.js'),
    'a script that cannot be read to its end': script('#!/bin/sh\nif true; then\nnode server.js'),
    'something else that the task definition starts': { properties: { EntryPoint: ['node', 'server.js'] }, ...script('#!/bin/sh\nnode worker.js') },
    'an entry point that only CloudFormation knows': { properties: { EntryPoint: { 'Fn::GetAtt': ['Elsewhere', 'Value'] } }, ...script('#!/bin/sh\nnode server.js') },
    'a script that is kept out of the build': { files: { 'Dockerfile': `FROM node:22.11.0\n${ENTRY_POINT}`, 'start.sh': '#!/bin/sh\nnode server.js' } },
    'a last line for the arguments alone, which exec': script('#!/bin/sh\nexec "$@"', `${ENTRY_POINT}\nCMD ["sh", "-c", "node server.js"]`),
    'a container that makes the task ready': {
      ...script('#!/bin/sh\nnode warm.js'),
      Resources: {
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            ContainerDefinitions: [
              { Name: 'init', Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets-111122223333-eu-west-1:' + '0f'.repeat(32), Essential: false },
              { Name: 'app', Image: 'app:1.0.0', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] },
            ],
          },
        },
      },
      properties: { Image: 'app:1.0.0' },
    },
    'a function that execs in one of its branches': script('#!/bin/bash\nstart() {\n  if [ "$ENV" = dev ]; then exec ./manage.py runserver; else gunicorn app; fi\n}\nstart'),
    'exec behind a server that never ends': script('#!/bin/sh\npython manage.py collectstatic\nexec "$@"', `${ENTRY_POINT}\nCMD ["apachectl", "-D", "FOREGROUND"]`),
    'an exit at its end': script('#!/bin/sh\nnpm ci\nexec node server.js\nexit 1'),
  },
  bad: {
    'tini -g in front, which signals the shell, too': [script('#!/bin/sh\nnode server.js', 'ENTRYPOINT ["tini", "-g", "--", "/app/start.sh"]'),
      'api/Dockerfile:4 starts "api/start.sh", which ends at once when tini signals all, and takes its last command "node server.js" with it.'],
    'a server that is told to stay in front': [script('#!/bin/sh\nmkdir -p /run/nginx\nnginx -g "daemon off;"'),
      `${STAYS} its last command "nginx -g daemon off;" and keeps SIGTERM from it.`],
    'a server, and an exit behind it': [script('#!/bin/sh\napachectl -D FOREGROUND\nexit $?'), `${STAYS} its last command "apachectl -D FOREGROUND" and keeps SIGTERM from it.`],
    'a loop that starts it again': [script('#!/bin/sh\nwhile true; do node server.js; done'), `${STAYS} what it ends with, "node server.js", and keeps SIGTERM from it.`],
    'a command': [script('#!/bin/bash\nnode server.js\n'), `${STAYS} its last command "node server.js" and keeps SIGTERM from it.`],
    'a command behind others': [script('#!/bin/sh\nset -e\npython manage.py migrate && gunicorn app:app -b 0.0.0.0:$PORT'),
      `${STAYS} its last command "gunicorn app:app -b 0.0.0.0:$PORT" and keeps SIGTERM from it.`],
    'the arguments': [script('#!/bin/sh\necho starting\n"$@"\n', `${ENTRY_POINT}\nCMD ["node", "server.js"]`), `${STAYS} its last command "$@" and keeps SIGTERM from it.`],
    'the arguments, which the task definition gives': [
      { properties: { Command: ['node', 'worker.js'] }, ...script('#!/bin/sh\n$@', `${ENTRY_POINT}\nCMD ["node", "server.js"]`) },
      `${STAYS} its last command "$@" and keeps SIGTERM from it.`,
    ],
    'a command, whatever the task definition gives it': [{ properties: { Command: ['--verbose'] }, ...script('#!/bin/sh\nnode server.js') },
      `${STAYS} its last command "node server.js" and keeps SIGTERM from it.`],
    'a script that the task definition alone starts': [{ properties: { Command: ['/app/start.sh'] }, ...script('#!/bin/sh\nnode server.js', 'CMD ["node", "server.js"]') },
      'api/Dockerfile gives container "app" its start script "api/start.sh", which stays in front of its last command "node server.js" and keeps SIGTERM from it.'],
    'a shell that is given the script': [script('node server.js', 'CMD ["bash", "start.sh"]'), `${STAYS} its last command "node server.js" and keeps SIGTERM from it.`],
    'bash, which would replace itself behind -c': [script('#!/bin/bash\nexport A=b\njava -jar app.jar'),
      `${STAYS} its last command "java -jar app.jar" and keeps SIGTERM from it.`],
    'tini, which signals the script alone': [script('#!/bin/sh\nnode server.js', 'ENTRYPOINT ["tini", "--"]\nCMD ["/app/start.sh"]'),
      'api/Dockerfile:5 starts "api/start.sh", which stays in front of its last command "node server.js" and keeps SIGTERM from it.'],
    'a pipeline': [script('#!/bin/sh\nnode server.js | tee /tmp/log'), `${STAYS} a pipeline and keeps SIGTERM from it.`],
    'a process in the background': [script('#!/bin/sh\nnode server.js &\nwait'), `${STAYS} a background process and keeps SIGTERM from it.`],
    'a function': [script('#!/bin/bash\nmain() {\n  echo starting\n  node server.js\n}\nmain "$@"'), `${STAYS} what it ends with, "node server.js", and keeps SIGTERM from it.`],
    'branches': [script('#!/bin/sh\nif [ "$MODE" = worker ]; then node worker.js; else node server.js; fi'),
      `${STAYS} what it ends with, "node server.js", and keeps SIGTERM from it.`],
    'a command behind a branch that execs': [script('#!/bin/sh\nif [ "$1" = worker ]; then exec node worker.js; fi\nnode server.js'),
      'info: api/Dockerfile:4 starts "api/start.sh", which says exec elsewhere, but stays in front of its last command "node server.js" and keeps SIGTERM from it.'],
    'the second of two scripts': [
      { files: { 'Dockerfile': `${BASE}ENTRYPOINT ["/app/entry.sh"]\nCMD ["/app/start.sh"]`, 'entry.sh': '#!/bin/sh\nexec "$@"', 'start.sh': '#!/bin/sh\nnode server.js' } },
      'api/Dockerfile:5 starts "api/start.sh", which stays in front of its last command "node server.js" and keeps SIGTERM from it.',
    ],
    'another user, who takes no place': [script('#!/bin/sh\nsu app -c "exec node server.js"'),
      `${STAYS} its last command "su app -c exec node server.js" and keeps SIGTERM from it.`],
    'a script that stands in the Dockerfile': [
      { files: { Dockerfile: 'FROM node:22.11.0\nCOPY --chmod=755 <<EOF /start.sh\n#!/bin/sh\nnode server.js\nEOF\nENTRYPOINT ["/start.sh"]\n' } },
      'api/Dockerfile:6 starts "api/Dockerfile:2", which stays in front of its last command "node server.js" and keeps SIGTERM from it.',
    ],
    'a password in the last command': [script('#!/bin/sh\nserve --db-password=hunter2secret'),
      `${STAYS} its last command "serve --db-password=…" and keeps SIGTERM from it.`],
  },
});

test.each([
  ['node server.js', 'exec node server.js'],
  ['"$@"', 'exec "$@"'],
  ['NODE_ENV=production node \\\n  server.js # go', 'exec env NODE_ENV=production node server.js # go'],
  ['cd dist && node server.js', 'cd dist && exec node server.js'],
  ['node "a && b.js"', undefined],
  ['serve --db-password=hunter2secret', undefined],
  ['node server.js || exit 1', undefined],
])('corrects the last line: %s', (line, corrected) => {
  const [{ fix }] = findings(line);
  expect(fix).toBe(corrected === undefined ? undefined : `end api/start.sh with ${corrected}`);
});

test.each([
  ['node server.js | tee log', 'let the application write to stdout and start it alone: the log driver takes what it writes'],
  ['node server.js &\nwait', 'start one application with exec, and give each other process a container of its own'],
])('asks for no exec where it would not help: %s', (line, expected) => {
  expect(findings(line)[0].fix).toBe(expected);
});

function findings(line: string) {
  return verdictsOf(rule, script(`#!/bin/sh\nset -e\n${line}\n# the end\n`, `${ENTRY_POINT}\nCMD ["node", "server.js"]`))
    .filter((verdict) => verdict.rule === rule).map(({ finding }) => finding);
}

function script(text: string, start = ENTRY_POINT) {
  return { files: { 'Dockerfile': `${BASE}${start}\n`, 'start.sh': text } };
}
