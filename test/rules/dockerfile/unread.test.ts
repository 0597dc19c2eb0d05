import rule from '../../../src/rules/dockerfile/unread';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'a program that is no script': { files: { Dockerfile: 'FROM alpine:3.20.3\nCOPY app /app\nCMD ["/app"]', app: '\x7fELF' } },
    'a program of the base image': { files: { Dockerfile: 'FROM node:22.11.0\nCMD ["node"]' } },
    'a Dockerfile by another name': { files: { 'docker/api.Dockerfile': 'FROM node:22.11.0\nCMD ["node"]' }, build: { file: 'docker/api.Dockerfile' } },
    'an image that the app does not build': {},
  },
  bad: {
    'a Dockerfile that is not there': [{ files: {} }, 'api/Dockerfile was not judged: it is not there.'],
    'one by another name that is not there': [{ files: { Dockerfile: 'FROM node:22.11.0' }, build: { file: 'api.Dockerfile' } }, 'api/api.Dockerfile was not judged: it is not there.'],
    'one that is too long': [{ files: { Dockerfile: `FROM node:22.11.0\n${'RUN true\n'.repeat(20_000)}` } }, 'api/Dockerfile was not judged: it is too long.'],
  },
});
