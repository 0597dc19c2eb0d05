import type { Build } from '../../facts/build';
import { namesWindows } from '../../platform/image-reference';
import { imageUser } from '../image-user';
import { dockerfileRule } from '../rule';

export default dockerfileRule({
  id: 'DockerfileRootUser',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'No image runs as root',
  why: 'Who takes over a process of root can change all of its container, and one fault in the kernel or the container runtime makes it root of the host.',
  fix: 'add USER 1000:1000 behind the last instruction that needs root, with an id that owns what the application writes to; many base images have a user for it, such as node',
  link: 'https://docs.docker.com/reference/dockerfile/#user',
  peers: ['DL3002', 'CKV_DOCKER_3', 'CKV_DOCKER_8', 'DS-0002'],
  examples: {
    bad: {
      properties: { ContainerProperties: {} },
      files: { 'Dockerfile': 'FROM node:22.11.0-alpine3.20\nCOPY train.js /app/\nCMD ["node", "/app/train.js"]\n', 'train.js': '' },
    },
    good: {
      properties: { ContainerProperties: {} },
      files: { 'Dockerfile': 'FROM node:22.11.0-alpine3.20\nCOPY train.js /app/\nUSER node\nCMD ["node", "/app/train.js"]\n', 'train.js': '' },
    },
  },
  *check(image) {
    const { build, usedBy, userSaidElsewhere } = image;
    const user = userSaidElsewhere || isWindows(build) ? undefined : imageUser(build, image.ownStart.process);
    if (user?.certain) {
      yield { line: user.line, message: `${user.because}: ${usedBy} runs as root.` };
    } else if (user) {
      yield { line: user.line, severity: 'info', message: `${user.because}: ${usedBy} may run as root.` };
    }
  },
});

function isWindows({ base, platform, chain }: Build): boolean {
  return (chain[0]?.platform ?? platform)?.startsWith('windows') === true || (base?.reference !== undefined && namesWindows(base.reference));
}
