import { BaseImage, ImageShell, baseImage } from '../../src/platform/base-images';
import { parseImageReference } from '../../src/platform/image-reference';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

function known(text: string): BaseImage | undefined {
  return baseImage(parseImageReference(text)!);
}

const SHELLS: Readonly<Record<ImageShell | 'unknown', readonly string[]>> = {
  dash: [
    'debian', 'debian:12', 'debian:bookworm-slim', 'debian:sid-20260901', `debian@${DIGEST}`, 'debian:${SUITE}', 'ubuntu', 'ubuntu:24.04', 'ubuntu:resolute',
    'node', 'node:22', 'node:22.11.0', 'node:lts', 'node:22-slim', 'node:22-bookworm', 'node:current-trixie-slim', `node:22@${DIGEST}`, 'node:${VERSION}-slim',
    'python', 'python:3.12', 'python:3.12-slim', 'python:3.15-rc', 'python:3.13-slim-bookworm', 'golang:1.23', 'golang:1.23-bookworm', 'ruby:3.3', 'rust:1-slim',
    'php:8.3', 'php:8.3-fpm', 'php:8.3-apache', 'perl:5', 'elixir:1.17-otp-27', 'swift:5.10', 'swift:5.10-jammy-slim', 'buildpack-deps:jammy',
    'eclipse-temurin:21', 'eclipse-temurin:21-jre', 'eclipse-temurin:21-jre-noble', 'openjdk:8', 'openjdk:8-jre', 'openjdk:11.0.16', 'openjdk:17-slim',
    'openjdk:17-jdk-slim-bullseye', 'openjdk:jre', 'maven', 'maven:3', 'maven:3.9', 'maven:3.9.9-eclipse-temurin-21',
    'maven:3.8-eclipse-temurin-17', 'maven:3.9-amazoncorretto-21-debian', 'gradle:8-jdk21', 'gradle:8.10-jdk21-jammy', 'tomcat:10.1-jdk21', 'tomcat:10.1-jre21-temurin-noble',
    'nginx', 'nginx:1.27', 'nginx:stable', 'nginx:mainline-bookworm', 'nginxinc/nginx-unprivileged:1.27', 'httpd:2.4', 'haproxy:3.0', 'memcached:1.6',
    'postgres:17', 'postgres:17.2-bookworm', 'mariadb:11', 'mongo:8', 'mongo:7-jammy', 'rabbitmq:4', 'rabbitmq:4-management', 'redis', 'redis:7', 'redis:7.4-bookworm',
    'mysql:8.0-debian', 'mysql:8.0.26-debian', 'mysql:8.0.34-bullseye', 'wordpress:6', 'wordpress:6-php8.3-fpm', 'jenkins/jenkins:lts', 'jenkins/jenkins:2.479-jdk21',
    'oven/bun:1', 'oven/bun:1.1-slim', 'oven/bun:debian', 'ghcr.io/astral-sh/uv:python3.12-bookworm-slim', 'ghcr.io/astral-sh/uv:debian-slim',
    'nvidia/cuda:12.4.1-runtime-ubuntu22.04', 'mcr.microsoft.com/playwright:v1.50.0-noble', 'mcr.microsoft.com/playwright/python:v1.49.0-jammy',
    'mcr.microsoft.com/dotnet/aspnet:8.0', 'mcr.microsoft.com/dotnet/aspnet:10.0', 'mcr.microsoft.com/dotnet/sdk:8.0-bookworm-slim', 'mcr.microsoft.com/dotnet/runtime:8.0-jammy',
    'mcr.microsoft.com/dotnet/nightly/aspnet:9.0-noble', 'public.ecr.aws/ubuntu/ubuntu:22.04', 'public.ecr.aws/debian/debian:stable', 'bitnamilegacy/redis:7.4.2-debian-12-r0',
    'public.ecr.aws/bitnami/nginx:1.27.3-debian-12-r1',
  ],
  busybox: [
    'alpine', 'alpine:3.20', 'alpine:edge', `alpine@${DIGEST}`, 'alpine:${ALPINE}', 'busybox:1.37', 'busybox:glibc', 'busybox:uclibc',
    'node:22-alpine', 'node:22-alpine3.20', 'node:${NODE_VERSION}-alpine', 'node:alpine', 'node:lts-alpine3.21', 'python:3.12-alpine', 'python:3.13-alpine3.21', 'golang:1.23-alpine',
    'ruby:3.3-alpine', 'php:8.3-fpm-alpine', 'nginx:alpine', 'nginx:1.27-alpine-slim', 'nginx:stable-alpine3.20-perl', 'redis:7-alpine', 'postgres:17-alpine3.20',
    'eclipse-temurin:21-jre-alpine', 'eclipse-temurin:21-jre-alpine-3.22', 'openjdk:8-jdk-alpine', 'amazoncorretto:21-alpine', 'amazoncorretto:17-alpine3.20-jdk',
    'maven:3.9-eclipse-temurin-21-alpine', 'gradle:8-jdk21-alpine', 'haproxy:3.0-alpine', 'httpd:2.4-alpine', 'rabbitmq:4-management-alpine', 'memcached:alpine',
    'traefik', 'traefik:v3', 'traefik:v3.2', 'traefik:2.11', 'caddy', 'caddy:2', 'caddy:2.8-alpine', 'caddy:2-builder', 'wordpress:cli', 'wordpress:cli-2.11-php8.3',
    'wordpress:6-php8.3-fpm-alpine', 'jenkins/jenkins:lts-alpine', 'oven/bun:1-alpine', 'ghcr.io/astral-sh/uv:0.5-python3.12-alpine', 'mcr.microsoft.com/dotnet/aspnet:8.0-alpine',
    'mcr.microsoft.com/dotnet/sdk:9.0-alpine3.22', 'mcr.microsoft.com/dotnet/runtime-deps:8.0-alpine-amd64', 'cgr.dev/chainguard/wolfi-base', 'cgr.dev/chainguard/python:latest-dev',
    'nginxinc/nginx-unprivileged:1.27-alpine',
  ],
  bash: [
    'amazonlinux', 'amazonlinux:2', 'amazonlinux:2023', 'amazonlinux:2023-minimal', `amazonlinux@${DIGEST}`, 'public.ecr.aws/amazonlinux/amazonlinux:2023',
    'fedora:41', 'centos:7', 'rockylinux:9', 'rockylinux:9-minimal', 'almalinux:9', 'oraclelinux:9-slim', 'oraclelinux:8',
    'registry.access.redhat.com/ubi9/ubi:9.5', 'registry.access.redhat.com/ubi9/ubi-minimal', 'registry.access.redhat.com/ubi9-minimal:9.4', 'registry.access.redhat.com/ubi8',
    'registry.redhat.io/ubi10/ubi', 'redhat/ubi9-minimal', 'registry.access.redhat.com/ubi9/nodejs-22', 'registry.access.redhat.com/ubi9/nodejs-18-minimal:1',
    'registry.access.redhat.com/ubi8/python-39', 'amazoncorretto', 'amazoncorretto:21', 'amazoncorretto:17-al2023', 'amazoncorretto:8u422-al2', 'amazoncorretto:21-al2023-headless',
    'public.ecr.aws/amazoncorretto/amazoncorretto:21', 'openjdk', 'openjdk:latest', 'openjdk:12', 'openjdk:17', 'openjdk:17-jdk', 'openjdk:21-oracle', 'openjdk:18-jdk-oraclelinux8',
    'eclipse-temurin:21-ubi9-minimal', 'eclipse-temurin:17-jre-centos7', 'maven:3.9-amazoncorretto-21-al2023', 'swift:5.10-amazonlinux2', 'swift:6.0-rhel-ubi9-slim',
    'mysql', 'mysql:8', 'mysql:8.0', 'mysql:8.4', 'mysql:9.1.0', 'mysql:lts', 'mysql:8.0.29', 'mysql:8.0.40', 'mysql:5.7', 'mysql:5.7.44', 'mysql:8.0-oracle', 'mysql:8.4-oraclelinux9',
    'mariadb:11-ubi', 'mariadb:11.4-ubi9', 'jenkins/jenkins:lts-rhel-ubi9-jdk21', 'jenkins/jenkins:lts-almalinux', 'nvidia/cuda:12.4.1-base-ubi8', 'nvidia/cuda:12.4.1-base-rockylinux9',
    'mcr.microsoft.com/dotnet/aspnet:9.0-azurelinux3.0', 'mcr.microsoft.com/dotnet/runtime:8.0-cbl-mariner2.0', 'public.ecr.aws/lambda/nodejs:22', 'public.ecr.aws/lambda/python:3.9',
    'public.ecr.aws/lambda/provided:al2023', `public.ecr.aws/lambda/java@${DIGEST}`,
  ],
  none: [
    'scratch', 'gcr.io/distroless/static', 'gcr.io/distroless/static-debian12:nonroot', 'gcr.io/distroless/base-debian12', 'gcr.io/distroless/cc', 'gcr.io/distroless/nodejs22-debian12',
    'gcr.io/distroless/java21-debian12:nonroot', 'gcr.io/distroless/python3-debian12', `gcr.io/distroless/static@${DIGEST}`, 'cgr.dev/chainguard/static', 'cgr.dev/chainguard/python',
    'cgr.dev/chainguard/nginx:latest', 'chainguard/python:latest', 'mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled', 'mcr.microsoft.com/dotnet/runtime-deps:9.0-noble-chiseled-extra',
    'mcr.microsoft.com/dotnet/aspnet:9.0-azurelinux3.0-distroless', 'mcr.microsoft.com/dotnet/runtime:8.0-cbl-mariner2.0-distroless', 'oven/bun:1-distroless', 'ghcr.io/astral-sh/uv', 'ghcr.io/astral-sh/uv:latest', 'ghcr.io/astral-sh/uv:0.5.4',
  ],
  windows: [
    'python:3.12-windowsservercore', 'golang:1.23-nanoserver-ltsc2022', 'eclipse-temurin:21-windowsservercore-ltsc2022', 'mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022',
  ],
  unknown: [
    `node@${DIGEST}`, 'node:${TAG}', 'node:22${SUFFIX}', 'node:${VERSION}-${VARIANT}', 'python:{{resolve:ssm:/python}}', 'gcr.io/distroless/static:debug', 'gcr.io/distroless/base:debug-nonroot',
    'mysql:8.0.26', 'mysql:5.7.37', 'mysql:5.6', 'traefik:v1.7', 'traefik:1.7.34', 'traefik:maroilles', 'maven:3.6.3', 'maven:3.8', 'maven:3.9-amazoncorretto-21', 'maven:3-openjdk-17',
    'gradle:8-jdk21-graal', 'gradle:8-jdk21-corretto', 'tomcat:9-jdk17-corretto', 'almalinux:9-micro', 'cgr.dev/chainguard/python:${TAG}', 'ghcr.io/astral-sh/uv:python3.12',
    'nvidia/cuda', 'bitnami/redis', 'mcr.microsoft.com/playwright:latest', 'mcr.microsoft.com/dotnet/aspnet:${VERSION}',
    // Not of the list, or somebody's own of the same name.
    'acme/node:22', 'shop', 'ghcr.io/acme/node:22-alpine', `${ECR}/node:22`, `${ECR}/shop/node:22-alpine`, `${ECR}/jenkins/jenkins:lts`, 'harbor.acme.com/library/node:22', 'localhost:5000/python:3.12',
    'registry.access.redhat.com/ubi9-micro', 'registry.access.redhat.com/ubi9/ubi-micro', 'registry.access.redhat.com/ubi9/ubi-init', 'gcr.io/acme/distroless/static', 'cgr.dev/chainguard/jdk',
    'cgr.dev/acme/python', 'public.ecr.aws/acme/amazonlinux', 'mcr.microsoft.com/dotnet/monitor:9', 'registry.acme.com/github/astral-sh/uv:alpine', 'mcr.microsoft.com/windows/servercore:ltsc2022', '${Image}', 'nodejs', 'distroless/static',
  ],
};

describe.each(Object.entries(SHELLS))('/bin/sh is %s in', (shell, references) => {
  test.each(references)('%s', (text) => {
    expect(known(text)?.shell ?? 'unknown').toBe(shell);
  });
});

test.each([
  'docker.io/library/node:22-alpine', 'index.docker.io/node:22-alpine', 'registry-1.docker.io/library/node:22-alpine', 'registry.hub.docker.com/library/node:22-alpine',
  'public.ecr.aws/docker/library/node:22-alpine', 'mirror.gcr.io/library/node:22-alpine', 'mirror.gcr.io/node:22-alpine', `${ECR}/docker-hub/library/node:22-alpine`,
  `${ECR}/dockerhub/library/node:22-alpine`, `${ECR}/cache/library/node:22-alpine`, `${ECR}/ecr-public/docker/library/node:22-alpine`,
  '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/docker-hub/library/node:22-alpine', 'harbor.acme.com/hub/library/node:22-alpine',
])('%s is node', (text) => {
  expect(known(text)).toEqual(known('node:22-alpine'));
});

test.each([
  [`${ECR}/docker-hub/jenkins/jenkins:lts`, 'jenkins/jenkins:lts'],
  [`${ECR}/ecr-public/lambda/nodejs:22`, 'public.ecr.aws/lambda/nodejs:22'],
  [`${ECR}/ghcr/astral-sh/uv:alpine`, 'ghcr.io/astral-sh/uv:alpine'],
  ['public.ecr.aws/nginx/nginx:1.27', 'nginx:1.27'],
])('%s is known as %s', (copy, original) => {
  expect(known(copy)).toBeDefined();
  expect(known(copy)).toEqual(known(original));
});

test.each<[string, BaseImage]>([
  ['scratch', { shell: 'none', user: 'root', entryPoint: 'none' }],
  ['ubuntu:24.04', { shell: 'dash', user: 'root', entryPoint: 'none' }],
  ['node:22', { shell: 'dash', user: 'root', entryPoint: 'execs' }],
  ['node:${VERSION}', { user: 'root', entryPoint: 'execs' }],
  ['python:3.12-slim', { shell: 'dash', user: 'root', entryPoint: 'none' }],
  ['php:8.3', { shell: 'dash', user: 'root', entryPoint: 'execs' }],
  ['php:8.3-fpm-alpine', { shell: 'busybox', user: 'root', entryPoint: 'execs', stopSignal: 'SIGQUIT' }],
  ['php:8.3-apache', { shell: 'dash', user: 'root', entryPoint: 'execs', stopSignal: 'SIGWINCH' }],
  ['php:${VARIANT}', { user: 'root', entryPoint: 'execs' }],
  ['wordpress', { shell: 'dash', entryPoint: 'execs', stopSignal: 'SIGWINCH' }],
  ['wordpress:fpm', { shell: 'dash', entryPoint: 'execs', stopSignal: 'SIGQUIT' }],
  ['wordpress:cli', { shell: 'busybox', entryPoint: 'execs' }],
  ['nginx', { shell: 'dash', user: 'root', entryPoint: 'execs', stopSignal: 'SIGQUIT' }],
  ['nginxinc/nginx-unprivileged', { shell: 'dash', user: '101', entryPoint: 'execs', stopSignal: 'SIGQUIT' }],
  ['httpd', { shell: 'dash', user: 'root', entryPoint: 'none', stopSignal: 'SIGWINCH' }],
  ['postgres:17', { shell: 'dash', user: 'root', entryPoint: 'execs', stopSignal: 'SIGINT' }],
  ['haproxy:3.0', { shell: 'dash', user: 'haproxy', entryPoint: 'execs', stopSignal: 'SIGUSR1' }],
  ['haproxy:2.2', { shell: 'dash', entryPoint: 'execs', stopSignal: 'SIGUSR1' }],
  ['memcached', { shell: 'dash', user: 'memcache', entryPoint: 'execs' }],
  ['jenkins/jenkins:lts', { shell: 'dash', user: 'jenkins', entryPoint: 'init' }],
  ['eclipse-temurin:21', { shell: 'dash', user: 'root', entryPoint: 'execs' }],
  ['python:3.12-windowsservercore', { shell: 'windows' }],
  ['gcr.io/distroless/static-debian12', { shell: 'none', user: 'root', entryPoint: 'none' }],
  ['gcr.io/distroless/static-debian12:nonroot', { shell: 'none', user: '65532', entryPoint: 'none' }],
  ['gcr.io/distroless/static-debian12:debug-nonroot', { user: '65532' }],
  [`gcr.io/distroless/nodejs22-debian12@${DIGEST}`, { shell: 'none', entryPoint: 'program' }],
  ['cgr.dev/chainguard/static', { shell: 'none', user: '65532', entryPoint: 'none' }],
  ['mcr.microsoft.com/dotnet/aspnet:8.0', { shell: 'dash', user: 'root', entryPoint: 'none' }],
  ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', { shell: 'none', user: 'app', entryPoint: 'none' }],
  ['registry.access.redhat.com/ubi9/nodejs-22', { shell: 'bash', user: '1001' }],
  ['public.ecr.aws/lambda/python:3.13', { shell: 'bash', entryPoint: 'program' }],
])('of %s is known %j', (text, expected) => {
  expect(known(text)).toEqual(expected);
});

test.each(['acme/shop:1.0', '${Image}', 'registry.example.com/node:22'])('nothing is known of %s', (text) => {
  expect(known(text)).toBeUndefined();
});
