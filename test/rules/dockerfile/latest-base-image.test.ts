import rule from '../../../src/rules/dockerfile/latest-base-image';
import { testRule } from '../rule-tester';

const SHA = 'a'.repeat(64);
const LATEST = 'the tag "latest" means another image after every push';

testRule(rule, {
  good: {
    'a full version': dockerfile('FROM node:22.11.0-alpine3.20'),
    'a part of a version, which is another question': dockerfile('FROM node:22-alpine'),
    'a channel': dockerfile('FROM debian:bookworm-slim'),
    'a digest alone': dockerfile(`FROM node@sha256:${SHA}`),
    'a digest beside latest': dockerfile(`FROM node:latest@sha256:${SHA}`),
    'a port of a registry, and a version': dockerfile('FROM registry.example.com:5000/team/node:22.11.0'),
    'a platform': dockerfile('FROM --platform=$BUILDPLATFORM golang:1.23.4'),
    'scratch': dockerfile('FROM scratch\nCOPY app /app'),
    'a stage': dockerfile('FROM node:22.11.0 AS base\nFROM base AS build\nFROM Base\nCOPY --from=build /a /a\nCOPY --from=0 /b /b'),
    'a stage that is mounted': dockerfile('FROM node:22.11.0 AS deps\nFROM node:22.11.0\nRUN --mount=from=deps,target=/d --mount=type=cache,from=0,target=/c ls'),
    'a version by the default of an argument': dockerfile('ARG NODE_VERSION=22.11.0\nFROM node:${NODE_VERSION}-alpine'),
    'a version by a default in place': dockerfile('ARG NODE_VERSION\nFROM node:${NODE_VERSION:-22.11.0}'),
    'a version that the build is given': dockerfile('ARG TAG=latest\nFROM node:$TAG', { buildArgs: { TAG: '22.11.0' } }),
    'a version that only CloudFormation knows': dockerfile('ARG TAG=latest\nFROM node:$TAG', { buildArgs: { TAG: '${Token[TOKEN.1]}' } }),
    'an image that only CloudFormation knows': dockerfile('ARG BASE=node\nFROM $BASE', { buildArgs: { BASE: '${Token[TOKEN.1]}' } }),
    'an argument that nobody gives a value': dockerfile('ARG BASE\nFROM ${BASE}'),
    'a context of the build by that name': dockerfile('FROM base\nCOPY --from=node:latest /n /n', { buildContexts: { base: 'docker-image://node:22.11.0', node: '../node' } }),
    'a context of the build in place of a stage': dockerfile('FROM node AS base\nFROM base', { buildContexts: { base: 'docker-image://node:22.11.0' } }),
    'a context of the build by another form of its name': dockerfile('FROM docker.io/library/alpine:latest', { buildContexts: { alpine: 'docker-image://alpine:3.21.0' } }),
    'a stage that copies from itself, or from a later one, which does not build': dockerfile(
      'FROM node:22.11.0 AS app\nCOPY --from=app /a /a\nCOPY --from=late /b /b\nFROM node:22.11.0 AS late', { target: 'app' },
    ),
    'a part of a tag that only CloudFormation knows': dockerfile('ARG SHA\nFROM node:latest-$SHA', { buildArgs: { SHA: '${Token[TOKEN.1]}' } }),
    'a stage by the processor, as BuildKit names it': dockerfile('FROM node:22.11.0 AS base-amd64\nFROM base-${TARGETARCH}', { platform: 'linux/amd64' }),
    'a stage by a processor that is not known': dockerfile('FROM node:22.11.0 AS base-amd64\nFROM base-${TARGETARCH}'),
    'a default inside a default': dockerfile('ARG UV_BASE=${UV_VERSION:-0.4.27}\nFROM ghcr.io/astral-sh/uv:$UV_BASE'),
    'an argument that FROM does not see': dockerfile('FROM node:22.11.0 AS base\nARG TAG=latest\nFROM node:${TAG:-22.11.0}'),
    'a stage that the image does not need': dockerfile('FROM node AS test\nRUN npm test\nFROM node:22.11.0'),
    'a stage behind the target': dockerfile('FROM node:22.11.0 AS app\nFROM node AS debug', { target: 'app' }),
    'the image of the frontend': dockerfile('# syntax=docker/dockerfile:latest\nFROM node:22.11.0'),
    'a comment': dockerfile('# FROM node:latest\nFROM node:22.11.0'),
    'a build on top': dockerfile('FROM node:22.11.0\nONBUILD COPY --from=nginx:latest /a /a'),
    'a commit beside latest': dockerfile('FROM ghcr.io/acme/base:latest-3f2c1ab9'),
    'a file from the context': dockerfile('FROM node:22.11.0\nCOPY latest /app/\nADD https://example.com/latest /app/'),
    'a name that is no image': dockerfile('FROM Node Server'),
  },
  bad: {
    'no tag': [dockerfile('FROM node'), 'api/Dockerfile:1 builds on "node" without a tag, which means latest.'],
    'latest': [dockerfile('FROM node:latest'), `api/Dockerfile:1 builds on "node:latest": ${LATEST}.`],
    'a variant of latest': [dockerfile('FROM amazoncorretto:latest-alpine'), 'api/Dockerfile:1 builds on "amazoncorretto:latest-alpine": the tag "latest-alpine" means another image after every push.'],
    'a port of a registry, which is no tag': [
      dockerfile('FROM registry.example.com:5000/node'), 'api/Dockerfile:1 builds on "registry.example.com:5000/node" without a tag, which means latest.',
    ],
    'lower case, a platform and a name': [dockerfile('from --platform=linux/arm64 node as node'), 'api/Dockerfile:1 builds on "node" without a tag, which means latest.'],
    'the default of an argument': [dockerfile('ARG TAG=latest\nFROM node:${TAG}'), `api/Dockerfile:2 builds on "node:latest": ${LATEST}.`],
    'an argument of the build': [dockerfile('ARG TAG=22.11.0\nFROM node:$TAG', { buildArgs: { TAG: 'latest' } }), `api/Dockerfile:2 builds on "node:latest": ${LATEST}.`],
    'a registry that only CloudFormation knows': [
      dockerfile('ARG REGISTRY\nFROM ${REGISTRY}/node:latest', { buildArgs: { REGISTRY: '${Token[TOKEN.1]}' } }), `api/Dockerfile:2 builds on "\${REGISTRY}/node:latest": ${LATEST}.`,
    ],
    'an image that is copied from': [
      dockerfile('FROM python:3.12.8\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/'), `api/Dockerfile:2 copies from "ghcr.io/astral-sh/uv:latest": ${LATEST}.`,
    ],
    'an image that is mounted': [
      dockerfile('FROM python:3.12.8\nRUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv \\\n  uv sync'),
      'api/Dockerfile:2 mounts "ghcr.io/astral-sh/uv" without a tag, which means latest.',
    ],
    'an image that is mounted, among other mounts and lines': [
      dockerfile('FROM python:3.12.8\nRUN \\\n  --mount=type=cache,target=/c \\\n  --mount=type=bind,from=mlocati/php-extension-installer:latest,source=/i,target=/i <<EOF\nset -e\n/i opcache\nEOF'),
      `api/Dockerfile:2 mounts "mlocati/php-extension-installer:latest": ${LATEST}.`,
    ],
    'a stage that the image copies from, and one that this is built on': [
      dockerfile('FROM golang AS deps\nFROM deps AS build\nFROM node:22.11.0\nCOPY --from=build /a /a'), 'api/Dockerfile:1 builds on "golang" without a tag, which means latest.',
    ],
    'a stage that the image mounts': [
      dockerfile('FROM golang AS tools\nFROM node:22.11.0\nRUN --mount=type=bind,from=tools,target=/t /t/a'), 'api/Dockerfile:1 builds on "golang" without a tag, which means latest.',
    ],
    'an image that a later stage is called after': [dockerfile('FROM node AS base\nFROM base AS node'), 'api/Dockerfile:1 builds on "node" without a tag, which means latest.'],
    'the same image several times': [
      dockerfile('FROM node AS a\nFROM node AS b\nFROM node\nCOPY --from=a /a /a\nCOPY --from=b /b /b'), 'api/Dockerfile:1 builds on "node" without a tag, which means latest; so do lines 2 and 3.',
    ],
    'several images': [
      dockerfile('FROM golang AS build\nFROM alpine:latest\nCOPY --from=build /a /a'),
      'api/Dockerfile:1 builds on "golang" without a tag, which means latest.', `api/Dockerfile:2 builds on "alpine:latest": ${LATEST}.`,
    ],
  },
});

function dockerfile(text: string, build = {}) {
  return { files: { Dockerfile: text }, build };
}
