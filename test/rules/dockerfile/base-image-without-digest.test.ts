import rule from '../../../src/rules/dockerfile/base-image-without-digest';
import { testRule } from '../rule-tester';

const SHA = 'a'.repeat(64);

testRule(rule, {
  good: {
    'digests': dockerfile(`FROM golang:1.23.4@sha256:${SHA} AS build\nFROM node@sha256:${SHA}\nCOPY --from=build /a /a`),
    'a digest by an argument': dockerfile(`ARG NODE=22.11.0@sha256:${SHA}\nFROM node:$NODE`),
    'no version at all, which another rule says': dockerfile('FROM node'),
    'latest, which another rule says': dockerfile('FROM node:latest'),
    'scratch': dockerfile('FROM scratch'),
    'a tag that only CloudFormation knows': dockerfile('ARG TAG\nFROM node:$TAG', { buildArgs: { TAG: '${Token[TOKEN.1]}' } }),
    'an image that only CloudFormation knows': dockerfile('ARG BASE\nFROM $BASE', { buildArgs: { BASE: '${Token[TOKEN.1]}' } }),
    'a context of the build': dockerfile('FROM base:1.0.0', { buildContexts: { 'base:1.0.0': '../base' } }),
    'a stage that the image does not need': dockerfile(`FROM node:22.11.0 AS test\nFROM node@sha256:${SHA}`),
  },
  bad: {
    'a version': [dockerfile('FROM node:22.11.0'), 'api/Dockerfile:1 names no digest for "node:22.11.0".'],
    'several images, in one finding': [
      dockerfile('FROM golang:1.23.4 AS build\nFROM golang:1.23.4 AS tools\nFROM alpine\nCOPY --from=build /a /a\nCOPY --from=tools /a /a\nCOPY --from=busybox:1.37.0 /bin/wget /bin/\nRUN --mount=from=ghcr.io/astral-sh/uv:0.5.11,target=/uv ls'),
      'api/Dockerfile:1 names no digest for "golang:1.23.4", "busybox:1.37.0" and "ghcr.io/astral-sh/uv:0.5.11".',
    ],
    'a registry that only CloudFormation knows': [
      dockerfile('ARG REGISTRY\nFROM ${REGISTRY}/node:22.11.0', { buildArgs: { REGISTRY: '${Token[TOKEN.1]}' } }), 'api/Dockerfile:2 names no digest for "${REGISTRY}/node:22.11.0".',
    ],
  },
});

function dockerfile(text: string, build = {}) {
  return { files: { Dockerfile: text }, build };
}
