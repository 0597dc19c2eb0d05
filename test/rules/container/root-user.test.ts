import rule from '../../../src/rules/container/root-user';
import { testRule } from '../rule-tester';

const finding = (user: string) => `container "app" runs as root: user is "${user}".`;

const image = (Dockerfile: string, properties = {}) => ({ files: { Dockerfile }, properties });

testRule(rule, {
  good: {
    'an image with a user': image('FROM node:22.11.0\nUSER node'),
    'an image of which the base has a user': image('FROM gcr.io/distroless/nodejs22-debian12:nonroot'),
    'an image whose user only the build knows': image('FROM node:22.11.0\nUSER ${UID}'),
    'an image whose base only the build knows': image('FROM ${BASE}'),
    'an image of root, with another user in the task definition': image('FROM node:22.11.0\nUSER root', { User: '1000' }),
    'a root user in another stage': image('FROM node:22.11.0 AS build\nUSER root\nFROM node:22.11.0\nUSER node'),
    'a Windows image': image('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022'),
    'nothing said, for only the image knows': {},
    'a number': { User: 1000 },
    'a name': { User: 'node' },
    'a name that begins like it': { User: 'rootless' },
    'a number that begins with zero': { User: '01000' },
    'the group root, as OpenShift has it': { User: '1001:0' },
    'the group root by name': { User: 'app:root' },
    'Windows, by its image': { User: 'root', Image: 'mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022' },
    'a value that only CloudFormation knows': { User: { 'Fn::ImportValue': 'User' } },
    'a text with a part that only CloudFormation knows': { User: { 'Fn::Sub': '${Uid}:0' } },
  },
  bad: {
    'an image that says so': [image('FROM node:22.11.0\nUSER node\nUSER 0'), 'container "app" runs as root: api/Dockerfile:3 says USER 0.'],
    'an image that says nothing': [image('FROM node:22.11.0'), 'container "app" runs as root: api/Dockerfile has no USER, and node:22.11.0 runs as root.'],
    'a stage that the image is built on': [image('FROM node:22.11.0 AS base\nUSER root\nFROM base'), 'container "app" runs as root: api/Dockerfile:2 says USER root.'],
    'an image that nobody knows, as a hint': [image('FROM acme.example.com/base:1'),
      'info: container "app" may run as root: api/Dockerfile has no USER, and acme.example.com/base:1 is not known to set another.'],
    'an image that steps down, as a hint': [image('FROM node:22.11.0\nENTRYPOINT ["gosu", "node", "node", "server.js"]'),
      'info: container "app" may run as root: api/Dockerfile has no USER, and node:22.11.0 runs as root, until it steps down.'],
    'by name': [{ User: 'root' }, finding('root')],
    'by number': [{ User: '0' }, finding('0')],
    'by a number that is none in the template': [{ User: 0 }, finding('0')],
    'by number and group': [{ User: '0:0' }, finding('0:0')],
    'with another group': [{ User: '0:1000' }, finding('0:1000')],
    'by names': [{ User: 'root:root' }, finding('root:root')],
    'by name with another group': [{ User: 'root:1000' }, finding('root:1000')],
    'with many zeros': [{ User: '0000' }, finding('0000')],
    'by the default of a parameter': [{ properties: { User: { Ref: 'User' } }, Parameters: { User: { Type: 'String', Default: 'root' } } }, finding('root')],
    'a FireLens router, which ECS runs so': [
      { User: '0', FirelensConfiguration: { Type: 'fluentbit' } }, 'info: container "app" runs as root: user is "0", as ECS runs a FireLens router that names no other.',
    ],
    'a container that makes the task ready': [
      { ContainerDefinitions: [{ Name: 'worker', DependsOn: [{ ContainerName: 'app', Condition: 'SUCCESS' }] }, { Name: 'app', Essential: false, User: 'root' }] },
      'info: container "app" runs as root: user is "root", until it has made the task ready and ends.',
    ],
    'an image that steps down when it starts': [
      {
        files: {
          'Dockerfile': 'FROM debian:12.8\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["app"]',
          'start.sh': '#!/bin/sh\nchown app /data\nexec gosu app "$@"\n',
        },
      },
      'info: container "app" may run as root: api/Dockerfile has no USER, and debian:12.8 runs as root, until it steps down.',
    ],
    'an agent': [{ ContainerDefinitions: [{ Name: 'app', Image: 'public.ecr.aws/datadog/agent:7.70.0', User: '0' }] }, finding('0')],
  },
  fixes: {
    'a FireLens router, for which its image does not decide': [
      { User: '0', FirelensConfiguration: { Type: 'fluentbit' } }, "name a user, as in user: '1000:1000', that may read the configuration of the router",
    ],
    'a container': [{ User: '0' }, "set user: '1000:1000', or leave user out and let the image say USER, with an id that owns what the application writes to"],
  },
});
