import rule from '../../../src/rules/container/platform-mismatch';
import { testRule } from '../rule-tester';

const DOCKERFILE = 'FROM node:22.11.0\nUSER node\nCMD ["node", "server.js"]';

interface Options { readonly task?: object; readonly platform?: string; readonly dockerfile?: string }

function task({ task: properties = {}, platform, dockerfile = DOCKERFILE }: Options) {
  return {
    files: { Dockerfile: dockerfile },
    build: { platform },
    properties: {
      ContainerDefinitions: [{ Name: 'app', Image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets-111122223333-eu-west-1:${'0f'.repeat(32)}` }],
      ...properties,
    },
  };
}

const arm = { RuntimePlatform: { CpuArchitecture: 'ARM64' } };

testRule(rule, {
  good: {
    'ARM on ARM': task({ task: arm, platform: 'linux/arm64' }),
    'ARM on ARM, with its variant': task({ task: arm, platform: 'linux/arm64/v8' }),
    'an asset that leaves it to the machine that builds': task({ task: arm }),
    'a base image that follows the target': task({ task: arm, dockerfile: `FROM --platform=$TARGETPLATFORM ${DOCKERFILE.slice(5)}` }),
    'a first stage that runs on the machine that builds': task({
      task: arm, platform: 'linux/arm64', dockerfile: `FROM --platform=$BUILDPLATFORM golang:1.23.3 AS build\nRUN go build\n${DOCKERFILE}`,
    }),
    'instances, of which the task asks nothing': task({ task: { RequiresCompatibilities: ['EC2'] }, platform: 'linux/arm64' }),
    'an architecture that CloudFormation fills in': task({ task: { RuntimePlatform: { CpuArchitecture: { 'Fn::GetAtt': ['Elsewhere', 'Value'] } } }, platform: 'linux/amd64' }),
    'a platform that ECS has no name for': task({ platform: 'linux/riscv64' }),
    'an image that the app does not build': {},
  },
  bad: {
    'ARM on X86_64, by default': [task({ platform: 'linux/arm64' }),
      'container "app" cannot start: its image is built for linux/arm64, and runtimePlatform.cpuArchitecture is not set, which means X86_64.'],
    'X86_64 on ARM': [task({ task: arm, platform: 'linux/amd64' }),
      'container "app" cannot start: its image is built for linux/amd64, and runtimePlatform.cpuArchitecture is ARM64.'],
    'a base image for one platform alone': [task({ task: arm, dockerfile: `FROM --platform=linux/amd64 ${DOCKERFILE.slice(5)}` }),
      'container "app" cannot start: its image is built for linux/amd64 (api/Dockerfile:1), and runtimePlatform.cpuArchitecture is ARM64.'],
    'instances, of which the task asks for ARM': [task({ task: { RequiresCompatibilities: ['EC2'], ...arm }, platform: 'linux/amd64' }),
      'container "app" cannot start: its image is built for linux/amd64, and runtimePlatform.cpuArchitecture is ARM64.'],
  },
  fixes: {
    'the platform of the asset': [task({ platform: 'linux/arm64' }), rule.fix],
    'the platform of the asset, which the Dockerfile takes over': [
      task({ platform: 'linux/arm64', dockerfile: `FROM --platform=$TARGETPLATFORM ${DOCKERFILE.slice(5)}` }), rule.fix,
    ],
    'the platform of a base image, before which that of the asset does not count': [
      task({ platform: 'linux/amd64', dockerfile: `FROM --platform=linux/arm64 ${DOCKERFILE.slice(5)}` }),
      'set runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 }, or take --platform=linux/arm64 out of api/Dockerfile:1',
    ],
    'the platform of a base image, by an argument': [
      task({ task: arm, dockerfile: `ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM ${DOCKERFILE.slice(5)}` }),
      'set runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.X86_64 }, or take --platform=$PLATFORM out of api/Dockerfile:2',
    ],
  },
});
