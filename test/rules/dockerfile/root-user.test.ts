import rule from '../../../src/rules/dockerfile/root-user';
import { testRule } from '../rule-tester';
import { ASSET_IMAGE } from '../subjects';

const JOB = 'job definition "Subject"';

testRule(rule, {
  good: {
    'a user by name': job('FROM node:22.11.0\nUSER node'),
    'a user by number, and the group root': job('FROM node:22.11.0\nUSER 1001:0'),
    'root for a while': job('FROM node:22.11.0\nUSER root\nRUN apk add curl\nUSER node'),
    'root in a stage that the image only copies from': job('FROM golang:1.23.4 AS build\nUSER root\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /app /app'),
    'a user of the stage that it is built on': job('FROM node:22.11.0 AS base\nUSER node\nFROM base\nCMD ["node", "server.js"]'),
    'a user of the base image': job('FROM nginxinc/nginx-unprivileged:1.27.3'),
    'a user that the build is given': job('FROM node:22.11.0\nARG APP_USER\nUSER $APP_USER', { buildArgs: { APP_USER: 'app' } }),
    'a user that only CloudFormation knows': job('FROM node:22.11.0\nARG APP_USER\nUSER $APP_USER', { buildArgs: { APP_USER: '${Token[TOKEN.1]}' } }),
    'a user that the base image may set in an ENV': job('FROM base.example.com/spark:3.5.1\nUSER ${spark_uid}'),
    'a base image that only CloudFormation knows': job('ARG BASE\nFROM ${BASE}', { buildArgs: { BASE: '${Token[TOKEN.1]}' } }),
    'another target': job('FROM node:22.11.0 AS app\nUSER node\nFROM app AS debug\nUSER root', { target: 'app' }),
    'Windows, which has no root': job('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["app.exe"]'),
    'Windows, by the platform': job('FROM --platform=windows/amd64 example.com/base:1.0.0\nCMD ["app.exe"]'),
    'a file that is no Dockerfile': job('hello'),
    'a container of ECS, which is judged by its task definition': { files: { Dockerfile: 'FROM node:22.11.0\nUSER root' } },
    'a job that names a user itself': job('FROM node:22.11.0\nUSER root', {}, { User: '1000' }),
    'a job that names a user which only CloudFormation knows': job('FROM node:22.11.0\nUSER root', {}, { User: { 'Fn::ImportValue': 'User' } }),
    'Kubernetes, which is told the user': runBy('AWS::Batch::JobDefinition', {
      EksProperties: { PodProperties: { Containers: [{ Image: ASSET_IMAGE, SecurityContext: { RunAsUser: 1000 } }] } },
    }),
    'Lambda, which has a user for all functions': runBy('AWS::Lambda::Function', { Code: { ImageUri: ASSET_IMAGE } }),
    'CodeBuild, which needs root': runBy('AWS::CodeBuild::Project', { Environment: { Image: ASSET_IMAGE } }),
  },
  bad: {
    'by name': [job('FROM node:22.11.0\nUSER root'), `api/Dockerfile:2 says USER root: ${JOB} runs as root.`],
    'by number': [job('FROM node:22.11.0\nUSER 0:0'), `api/Dockerfile:2 says USER 0:0: ${JOB} runs as root.`],
    'by a default': [job('FROM node:22.11.0\nARG APP_USER=root\nUSER ${APP_USER}'), `api/Dockerfile:3 says USER root: ${JOB} runs as root.`],
    'root again in the end': [job('FROM node:22.11.0\nUSER node\nRUN npm ci\nUSER root\nCMD ["node", "a.js"]'), `api/Dockerfile:4 says USER root: ${JOB} runs as root.`],
    'no word of it, on a base that runs as root': [job('FROM node:22.11.0\nCMD ["node", "a.js"]'), `api/Dockerfile has no USER, and node:22.11.0 runs as root: ${JOB} runs as root.`],
    'a user of the stage that it copies from': [
      job('FROM node:22.11.0 AS build\nUSER node\nFROM scratch\nCOPY --from=build /app /app'), `api/Dockerfile has no USER, and scratch runs as root: ${JOB} runs as root.`,
    ],
    'a base that nobody knows, as a hint': [
      job('FROM example.com/team/base:1.2.3\nCMD ["app"]'), `info: api/Dockerfile has no USER, and example.com/team/base:1.2.3 is not known to set another: ${JOB} may run as root.`,
    ],
    'root that steps down when it starts, as a hint': [
      {
        properties: { ContainerProperties: {} },
        files: { 'Dockerfile': 'FROM debian:12.8\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["app"]', 'start.sh': '#!/bin/sh\nchown app /data\nexec gosu app "$@"\n' },
      },
      `info: api/Dockerfile has no USER, and debian:12.8 runs as root, until it steps down: ${JOB} may run as root.`,
    ],
    'App Runner': [
      runBy('AWS::AppRunner::Service', { SourceConfiguration: { ImageRepository: { ImageIdentifier: ASSET_IMAGE } } }),
      'api/Dockerfile:2 says USER root: App Runner service "Other" runs as root.',
    ],
    'Kubernetes, which is not told the user': [
      runBy('AWS::Batch::JobDefinition', { EksProperties: { PodProperties: { Containers: [{ Name: 'a', Image: ASSET_IMAGE }] } } }),
      'api/Dockerfile:2 says USER root: container "a" of job definition "Other" runs as root.',
    ],
  },
});

function job(text: string, build = {}, ContainerProperties = {}) {
  return { properties: { ContainerProperties }, files: { Dockerfile: text }, build };
}

/** An image that runs as root, beside a container that is not judged here. */
function runBy(type: string, properties: object) {
  return { files: { Dockerfile: 'FROM node:22.11.0\nUSER root' }, Resources: { Other: { Type: type, Properties: properties } } };
}
