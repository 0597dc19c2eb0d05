import rule from '../../../src/rules/dockerfile/ignored-command';
import { testRule } from '../rule-tester';

const BASE = 'FROM node:22.11.0\nUSER node\n';

testRule(rule, {
  good: {
    'one of each': dockerfile(`${BASE}ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]`),
    'the same once more': dockerfile(`${BASE}CMD ["node", "server.js"]\nCMD ["node", "server.js"]`),
    'one in each stage': dockerfile('FROM node:22.11.0 AS base\nCMD ["node", "repl.js"]\nFROM base\nUSER node\nCMD ["node", "server.js"]'),
    'two in a stage that the image is not made of': dockerfile(`FROM node:22.11.0 AS build\nCMD a\nCMD b\n${BASE}CMD ["node", "server.js"]`),
    'a health check beside it': dockerfile(`${BASE}HEALTHCHECK CMD curl localhost\nCMD ["node", "server.js"]`),
    'one for builds on top': dockerfile(`${BASE}ONBUILD CMD ["node", "app.js"]\nCMD ["node", "server.js"]`),
  },
  bad: {
    'two CMD': [dockerfile(`${BASE}CMD ["node", "worker.js"]\nCMD ["node", "server.js"]`),
      'api/Dockerfile:3 is ignored: "CMD ["node", "worker.js"]" does not count beside "CMD ["node", "server.js"]" in line 4.'],
    'two ENTRYPOINT': [dockerfile(`${BASE}ENTRYPOINT /a.sh\nENTRYPOINT ["/b"]`),
      'api/Dockerfile:3 is ignored: "ENTRYPOINT /a.sh" does not count beside "ENTRYPOINT ["/b"]" in line 4.'],
    'passwords, which are not shown': [dockerfile(`${BASE}CMD serve --db-password hunter2pass\nCMD ["serve", "--db-password", "hunter2pass"]`),
      'api/Dockerfile:3 is ignored: "CMD …" does not count beside "CMD …" in line 4.'],
    'in a stage that the image is built on': [dockerfile('FROM node:22.11.0 AS base\ncmd a\ncmd b\nFROM base\nUSER node'),
      'api/Dockerfile:2 is ignored: "CMD a" does not count beside "CMD b" in line 3.'],
  },
});

function dockerfile(text: string) {
  return { files: { Dockerfile: text } };
}
