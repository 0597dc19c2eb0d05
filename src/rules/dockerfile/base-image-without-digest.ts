import { hasNoDigest, hasNoVersion } from '../pulled-images';
import { dockerfileRule } from '../rule';
import { listed } from '../wording';

export default dockerfileRule({
  id: 'DockerfileBaseImageWithoutDigest',
  guideline: 'tags',
  severity: 'info',
  title: 'A Dockerfile names images by their digest',
  why: 'The tag of a public image moves with each rebuild of it, even that of a full version: only the digest says which image was built on.',
  fix: 'add the digest that docker buildx imagetools inspect prints, as in FROM node:22.11.0@sha256:…, and let Dependabot or Renovate keep it up to date',
  link: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  peers: [],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: {
      files: {
        Dockerfile: `FROM node:22.11.0@sha256:${'3f2c1ab9'.repeat(8)}\nUSER node\nCMD ["node", "server.js"]\n`,
      },
    },
  },
  *check({ build }) {
    const found = build.pulls.filter((image) => hasNoDigest(image) && !hasNoVersion(image));
    if (found.length > 0) {
      const names = new Set(found.map(({ text }) => `"${text}"`));
      yield { line: found[0].line, message: `${build.at(found[0].line)} names no digest for ${listed([...names])}.` };
    }
  },
});
