import type { Start } from '../../dockerfile';
import { dockerfileRule } from '../rule';
import { quoteStart } from '../wording';

export default dockerfileRule({
  id: 'DockerfileIgnoredCommand',
  guideline: 'one-process',
  severity: 'warning',
  title: 'A Dockerfile says once what its image starts',
  why: 'Of several CMD or ENTRYPOINT instructions in a stage only the last counts: what the others start never runs.',
  fix: 'keep the last one, and give what the others start a container or a task definition of its own',
  link: 'https://docs.docker.com/reference/dockerfile/#cmd',
  peers: ['DL4003', 'DL4004', 'DS-0007', 'DS-0016', 'MultipleInstructionsDisallowed'],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nCMD ["node", "migrate.js"]\nCMD ["node", "server.js"]\n' } },
    good: { files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  *check({ build }) {
    for (const { commands, entryPoints } of build.chain) {
      for (const starts of [commands, entryPoints]) {
        const last = starts[starts.length - 1];
        yield* ignored(starts).map((start) => ({
          message: `${build.at(start.line)} is ignored: ${quote(start)} does not count beside ${quote(last)} in line ${last.line}.`,
          line: start.line,
        }));
      }
    }
  },
});

function quote(start: Start): string {
  return quoteStart(start.text, start);
}

/** All but the last one, and what says the same as that. */
function ignored(starts: readonly Start[]): readonly Start[] {
  return starts.filter(({ text }) => text !== starts[starts.length - 1].text);
}
