import type { PulledImage } from '../../facts/build-images';
import { hasNoVersion } from '../pulled-images';
import { dockerfileRule } from '../rule';
import { soDo } from '../wording';

export default dockerfileRule({
  id: 'DockerfileLatestBaseImage',
  guideline: 'tags',
  severity: 'warning',
  title: 'A Dockerfile names the version of each image that it takes something from',
  why: 'What latest means changes with every push, so that the same Dockerfile builds another image tomorrow, and nobody can build the one of today again.',
  fix: 'name a version, such as FROM node:22.11.0-alpine3.20, and add its digest, without which a version can move too',
  link: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  peers: ['DL3006', 'DL3007', 'CKV_DOCKER_7', 'DS-0001'],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:latest\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: {
      files: {
        Dockerfile: `FROM node:22.11.0@sha256:${'3f2c1ab9'.repeat(8)}\nUSER node\nCMD ["node", "server.js"]\n`,
      },
    },
  },
  *check({ build }) {
    const found = build.pulls.filter(hasNoVersion);
    for (const [index, image] of found.entries()) {
      const same = found.filter(({ text }) => text === image.text);
      if (found.findIndex(({ text }) => text === image.text) === index) {
        yield { line: image.line, message: `${build.at(image.line)} ${image.use} "${image.text}"${because(image)}${soDo(same)}.` };
      }
    }
  },
});

function because({ reference: { tag } }: PulledImage): string {
  return tag === undefined ? ' without a tag, which means latest' : `: the tag "${tag}" means another image after every push`;
}
