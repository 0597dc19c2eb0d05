import rule from '../../../src/rules/container/package-manager-start';
import { initContainer, testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const finding = (command: string, because: string) => `container "app" starts "${command}": ${because}.`;
const inAShell = (tool: string) => `${tool} hands SIGTERM to a shell, and one such as dash (Debian, Ubuntu) keeps it from the application`;
const YARN = 'yarn 1 ends at SIGTERM without waiting for the application';

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that starts its application': built('CMD ["node", "server.js"]'),
    'the application itself': { Command: ['node', 'server.js'] },
    'a migration in front': sh('npm run migrate && exec node server.js'),
    'a build in front': sh('npm run build; exec node server.js'),
    'an installation in front': sh('yarn install && exec node server.js'),
    'a migration alone': { Command: ['npm', 'run', 'db:migrate'] },
    'a migration of a package': { Command: ['npx', 'prisma', 'migrate', 'deploy'] },
    'bundle exec, which is replaced': { Command: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'] },
    'rails server, which serves production too': { Command: ['bundle', 'exec', 'rails', 'server', '-b', '0.0.0.0'] },
    'poetry run, which is replaced': { Command: ['poetry', 'run', 'gunicorn', 'app:app'] },
    'a built application': { Command: ['dotnet', 'Api.dll'] },
    'a file that Bun runs': { Command: ['bun', 'run', 'src/index.ts'] },
    'a production server': { Command: ['uvicorn', 'app:app', '--host', '0.0.0.0'] },
    'the word as an argument': { Command: ['echo', 'npm', 'start'] },
    'a tool in the background behind what keeps the container up': sh('tail -f /dev/null'),
    'a script that cannot be read to its end': sh('npm start "'),
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
    'a script that only CloudFormation knows': { properties: { Command: ['sh', '-c', { Ref: 'Script' }] }, Parameters: { Script: { Type: 'String' } } },
    'a container on Windows': {
      properties: {},
      Resources: {
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' }, ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', Command: ['npm', 'start'] }] },
        },
      },
    },
    'a one-shot container that prepares the task': initContainer({ Command: ['npm', 'run', 'assets'] }),
  },
  bad: {
    'an image that starts a package manager': [built('CMD ["npm", "start"]'), `container "app" starts "npm start" (api/Dockerfile:2): ${inAShell('npm')}.`],
    'a start script that hands on to one': [built('COPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["npm", "start"]', { 'start.sh': '#!/bin/sh\nexec "$@"' }),
      `container "app" starts "npm start" (api/Dockerfile:4, api/start.sh): ${inAShell('npm')}.`],
    'npm': [{ Command: ['npm', 'start'] }, finding('npm start', inAShell('npm'))],
    'npm split over entry point and command': [{ EntryPoint: ['npm'], Command: ['run', 'start:prod'] }, finding('npm run start:prod', inAShell('npm'))],
    'npm with a password, which is not shown': [
      { Command: ['npm', 'start', '--', '--db-password', 'hunter2', '--url=postgres://app:hunter2@db/app'] },
      finding('npm start -- --db-password … …', inAShell('npm')),
    ],
    'npm behind exec': [sh('npm run migrate && exec npm start'), finding('npm start', inAShell('npm'))],
    'npm behind a shell': [sh('npm install && npm run dev -- --host'), finding('npm run dev -- --host', inAShell('npm'))],
    'npm behind two shells': [sh('/bin/sh -c "npm start"'), finding('npm start', inAShell('npm'))],
    'npm that a shell waits for': [sh('npm start & wait'), finding('npm start', inAShell('npm'))],
    'npm behind what keeps the container up': [sh('npm start & tail -f /dev/null'), finding('npm start', inAShell('npm'))],
    'npm in a loop': [sh('while true; do npm run job; sleep 60; done'), finding('npm run job', inAShell('npm'))],
    'npm behind an init process, which signals npm alone': [{ Command: ['tini', '--', 'npm', 'start'] }, finding('npm start', inAShell('npm'))],
    'npm behind an init process that signals all, as a hint': [
      { Command: ['dumb-init', '--', 'npm', 'start'] }, 'info: container "app" starts "npm start" behind dumb-init, which signals every process but waits for this one alone.',
    ],
    'npx': [{ Command: ['npx', 'next', 'start'] }, finding('npx next start', inAShell('npx'))],
    'yarn in a workspace': [{ Command: ['yarn', 'workspace', 'api', 'start'] }, finding('yarn workspace api start', YARN)],
    'pnpm with a filter': [{ Command: ['pnpm', '--filter', '@acme/api', 'start'] }, finding('pnpm --filter @acme/api start', inAShell('pnpm'))],
    'go': [{ Command: ['go', 'run', '.'] }, finding('go run .', 'go ends at SIGTERM, and the application is killed with the container')],
    'gradle': [{ Command: ['./gradlew', 'bootRun'] }, finding('./gradlew bootRun', 'the application belongs to the daemon of Gradle, which SIGTERM does not reach')],
    'conda': [{ Command: ['conda', 'run', '-n', 'env', 'python', 'app.py'] }, finding('conda run -n env python app.py', 'conda does not hand SIGTERM on')],
    'flask': [{ Command: ['flask', 'run', '--host=0.0.0.0'] }, finding('flask run --host=0.0.0.0', 'flask run is made for development')],
    'Django': [
      { Command: ['python', 'manage.py', 'runserver', '0.0.0.0:8000'] }, finding('python manage.py runserver 0.0.0.0:8000', 'manage.py runserver is made for development'),
    ],
    'a development server behind uv': [{ Command: ['uv', 'run', 'fastapi', 'dev'] }, finding('uv run fastapi dev', 'fastapi dev is made for development')],
    'a server that reloads': [{ Command: ['uvicorn', 'app:app', '--reload'] }, finding('uvicorn app:app --reload', 'uvicorn --reload is made for development')],
    'PHP': [sh('exec php -S 0.0.0.0:8000 -t public'), finding('php -S 0.0.0.0:8000 -t public', 'php -S is made for development')],
    'two tools': [sh('npm run worker & yarn start'), finding('yarn start', YARN)],
    'two tools that a shell waits for': [sh('npm run worker & yarn start & wait'), finding('npm run worker', inAShell('npm')), finding('yarn start', YARN)],
    'dotnet run, which hands the signal on, as a hint': [
      { Command: ['dotnet', 'run'] }, `info: ${finding('dotnet run', 'dotnet run stays in front of the application, and has to hand SIGTERM on to it')}`,
    ],
    'uv, as a hint': [
      { Command: ['uv', 'run', 'uvicorn', 'app:app'] }, `info: ${finding('uv run uvicorn app:app', 'uv stays in front of the application, and has to hand SIGTERM on to it')}`,
    ],
    'ts-node, as a hint': [{ Command: ['ts-node', 'src/main.ts'] }, `info: ${finding('ts-node src/main.ts', 'ts-node compiles the application each time it starts')}`],
  },
});
