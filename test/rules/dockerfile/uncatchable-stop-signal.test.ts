import rule from '../../../src/rules/dockerfile/uncatchable-stop-signal';
import { testRule } from '../rule-tester';

const finding = (line: number, signal: string) =>
  `api/Dockerfile:${line} says "STOPSIGNAL ${signal}", which no process can handle: container "app" is cut off in its work whenever it is stopped.`;

testRule(rule, {
  good: {
    'nothing said': dockerfile('CMD ["node", "server.js"]'),
    ...Object.fromEntries(['SIGTERM', 'SIGQUIT', 'SIGINT', 'SIGWINCH', 'SIGUSR1', 'SIGRTMIN+3', 'QUIT', '15', '3', '90', '29', '37', 'SIGTSTP', '${SIGNAL}']
      .map((signal) => [signal, dockerfile(`STOPSIGNAL ${signal}`)])),
    'another one in the end': dockerfile('STOPSIGNAL SIGKILL\nSTOPSIGNAL SIGTERM'),
    'another one on top': { files: { Dockerfile: 'FROM node:22.11.0 AS base\nSTOPSIGNAL SIGKILL\nFROM base\nSTOPSIGNAL SIGTERM' } },
    'a stage that the image is not made of': { files: { Dockerfile: 'FROM node:22.11.0 AS build\nSTOPSIGNAL SIGKILL\nFROM node:22.11.0' } },
    'a build on top': dockerfile('ONBUILD STOPSIGNAL SIGKILL'),
    'a signal that only CloudFormation knows': { ...dockerfile('ARG SIGNAL=SIGKILL\nSTOPSIGNAL $SIGNAL'), build: { buildArgs: { SIGNAL: '${Token[TOKEN.1]}' } } },
    'a command that kills': dockerfile('RUN kill -9 1\nCMD ["timeout", "-s", "KILL", "9", "node"]'),
  },
  bad: {
    ...Object.fromEntries(['SIGKILL', 'KILL', '9', '09', 'SIGSTOP', 'stop', '19', 'sigkill'].map((signal) => [signal, [dockerfile(`STOPSIGNAL ${signal}`), finding(2, signal)] as const])),
    'in quotes': [dockerfile('stopsignal "SIGKILL"'), finding(2, 'SIGKILL')],
    'by the default of an argument': [dockerfile('ARG SIGNAL=9\nSTOPSIGNAL ${SIGNAL}'), finding(3, '9')],
    'from the stage that the image is built on': [{ files: { Dockerfile: 'FROM node:22.11.0 AS base\nSTOPSIGNAL SIGKILL\nFROM base\nUSER node' } }, finding(2, 'SIGKILL')],
  },
});

function dockerfile(text: string) {
  return { files: { Dockerfile: `FROM node:22.11.0\n${text}` } };
}
