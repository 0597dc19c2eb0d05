import rule from '../../../src/rules/dockerfile/installs-at-start';
import { testRule, verdictsOf } from '../rule-tester';
import { ASSET_IMAGE } from '../subjects';

const BASE = 'FROM node:22.11.0\nWORKDIR /app\nCOPY . .\n';

testRule(rule, {
  good: {
    'an application alone': dockerfile('RUN npm ci\nCMD ["node", "server.js"]'),
    'what is installed while it is built': dockerfile('RUN npm ci && apt-get update && apt-get install -y curl\nENTRYPOINT ["node"]\nCMD ["server.js"]'),
    'a health check': dockerfile('HEALTHCHECK CMD wget -O /tmp/x http://localhost/\nCMD ["node", "server.js"]'),
    'a stage that the image is not made of': dockerfile('CMD npm install\nFROM node:22.11.0\nCMD ["node", "server.js"]'),
    'a CMD that a later one replaces': dockerfile('CMD npm install\nCMD ["node", "server.js"]'),
    'a script that installs nothing': script('#!/bin/sh\nnpm run migrate\n# npm install\necho "npm install"\nexec node server.js'),
    'a script that is not started': { files: { 'Dockerfile': `${BASE}CMD ["node", "server.js"]`, 'start.sh': '#!/bin/sh\nnpm install' } },
    'what the task definition starts': { properties: { Command: ['node', 'server.js'] }, ...dockerfile('CMD npm install && npm start') },
    'what the task definition installs, which is judged there': {
      properties: { Command: ['sh', '-c', 'npm ci && node a'] }, ...dockerfile('ENTRYPOINT ["tini", "--"]'),
    },
    'an answer from the task itself': script('#!/bin/sh\ncurl -fo /tmp/meta "$ECS_CONTAINER_METADATA_URI_V4/task"\nexec node server.js'),
  },
  bad: {
    'shell form': [dockerfile('CMD npm install && node server.js'),
      'api/Dockerfile:4 installs or fetches when its container starts: npm install ("CMD npm install && node server.js").'],
    'exec form': [dockerfile('ENTRYPOINT ["sh", "-c", "pip install -r requirements.txt; exec gunicorn app"]'),
      'api/Dockerfile:4 installs or fetches when its container starts: pip install ("ENTRYPOINT ["sh", "-c", "pip install -r requirements.txt; exec gunicorn app"]").'],
    'only sometimes': [dockerfile('CMD [ -d node_modules ] || npm ci; node .'),
      'api/Dockerfile:4 may install or fetch when its container starts: npm ci ("CMD [ -d node_modules ] || npm ci; node .").'],
    'nothing else': [dockerfile('CMD ["yarn"]'), 'api/Dockerfile:4 installs or fetches when its container starts: yarn ("CMD ["yarn"]").'],
    'several': [dockerfile('CMD apt-get update && apt-get install -y ffmpeg && wget https://example.com/a.jar && java -jar a.jar'),
      'api/Dockerfile:4 installs or fetches when its container starts: apt-get install, wget '
      + '("CMD apt-get update && apt-get install -y ffmpeg && wget https://example.com/a.j…").'],
    'a script': [script('#!/bin/sh\nset -e\nnpm ci\nexec node server.js'), 'api/Dockerfile:4 installs or fetches when its container starts: npm ci (in api/start.sh).'],
    'a script, under a condition': [script('#!/bin/sh\nif [ ! -d node_modules ]; then\n  npm install\nfi\nexec "$@"', '\nCMD ["node", "server.js"]'),
      'api/Dockerfile:4 may install or fetch when its container starts: npm install (in api/start.sh).'],
    'a CMD that a script is given': [script('#!/bin/sh\nexec "$@"', '\nCMD ["npm", "ci"]'), 'api/Dockerfile:5 installs or fetches when its container starts: npm ci ("CMD ["npm", "ci"]").'],
    'a script that a script is given': [
      { files: { 'Dockerfile': `${BASE}ENTRYPOINT ["/app/entry.sh"]\nCMD ["/app/start.sh"]`, 'entry.sh': '#!/bin/sh\nexec "$@"', 'start.sh': '#!/bin/sh\nbundle install\nexec puma' } },
      'api/Dockerfile:5 installs or fetches when its container starts: bundle install (in api/start.sh).',
    ],
    'a stage that the image is built on': [{ files: { Dockerfile: 'FROM node:22.11.0 AS base\nCMD npm i && npm start\nFROM base\nUSER node' } },
      'api/Dockerfile:2 installs or fetches when its container starts: npm i ("CMD npm i && npm start").'],
    'a password in what it starts': [dockerfile('CMD pip install app && serve --db-password=hunter2pass'),
      'api/Dockerfile:4 installs or fetches when its container starts: pip install ("CMD …").'],
    'a container that makes the task ready, as a hint': [
      {
        ...dockerfile('CMD ["aws", "s3", "sync", "s3://bucket/assets", "/assets"]'),
        properties: { Image: 'app:1.0.0' },
        Resources: {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              ContainerDefinitions: [
                { Name: 'init', Image: ASSET_IMAGE, Essential: false },
                { Name: 'app', Image: 'app:1.0.0', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] },
              ],
            },
          },
        },
      },
      'info: api/Dockerfile:4 installs or fetches to make the task ready: aws ("CMD ["aws", "s3", "sync", "s3://bucket/assets", "/assets"]").',
    ],
  },
});

test.each([
  ['CMD npm ci && node server.js', 'write RUN npm ci above, and CMD ["node", "server.js"] at api/Dockerfile:4'],
  ['CMD ["sh", "-c", "npm ci; exec node server.js"]', 'write RUN npm ci above, and CMD ["node", "server.js"] at api/Dockerfile:4'],
  ['CMD apt-get update && apt-get install -y a && migrate && serve --port $PORT', 'write RUN apt-get update && apt-get install -y a above, and CMD migrate && exec serve --port $PORT at api/Dockerfile:4'],
  ['ENTRYPOINT pip install -r r.txt && A=b gunicorn app', 'write RUN pip install -r r.txt above, and ENTRYPOINT exec env A=b gunicorn app at api/Dockerfile:4'],
  ['CMD cd client && npm ci && node .', undefined],
  ['CMD npm ci', undefined],
  ['CMD npm ci || npm i; node .', undefined],
  ['CMD npm ci && node . | tee log', undefined],
  ['CMD npm install $PACKAGES && node .', undefined],
  ['CMD aws s3 cp s3://bucket/a.jar . && java -jar a.jar', undefined],
  ['CMD npm ci && echo "a && b" && node .', undefined],
  ['CMD npm ci && serve --db-password=hunter2pass', undefined],
])('says what to write instead: %s', (instruction, fix) => {
  expect(fixesOf(dockerfile(instruction))).toEqual([fix]);
});

test('says what to move out of a script', () => {
  expect(fixesOf(script('#!/bin/sh\nif true; then npm ci --omit=dev; fi\nexec node .'))).toEqual(['write RUN npm ci --omit=dev in api/Dockerfile, and take it out of api/start.sh']);
  expect(fixesOf(script('#!/bin/sh\naws s3 cp s3://bucket/a .\nexec node .'))).toEqual([undefined]);
});

function fixesOf(subject: Parameters<typeof verdictsOf>[1]) {
  return verdictsOf(rule, subject).filter((verdict) => verdict.rule === rule).map(({ finding }) => finding.fix);
}

function dockerfile(text: string) {
  return { files: { Dockerfile: `${BASE}${text}\n` } };
}

function script(text: string, more = '') {
  return { files: { 'Dockerfile': `${BASE}ENTRYPOINT ["./start.sh"]${more}\n`, 'start.sh': text } };
}
