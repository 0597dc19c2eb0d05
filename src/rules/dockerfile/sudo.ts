import { basename } from '../../platform/command-line';
import type { Command } from '../../shell';
import { dockerfileRule } from '../rule';
import { quoteCommand, soDo } from '../wording';

export default dockerfileRule({
  id: 'DockerfileSudo',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'No image needs sudo',
  why: 'Where an application can become root without a password, so can who takes it over, and sudo stands in front of the application as a process of its own.',
  fix: 'write USER root in front of what needs root and USER with the user of the application behind it, and leave sudo out of the image',
  link: 'https://docs.docker.com/build/building/best-practices/#user',
  peers: ['DL3004', 'CKV2_DOCKER_1', 'DS-0010'],
  examples: {
    bad: { files: { Dockerfile: 'FROM cimg/node:22.11.0\nUSER circleci\nRUN sudo npm install --global npm@10.9.1\nCMD ["node", "server.js"]\n' } },
    good: { files: { Dockerfile: 'FROM cimg/node:22.11.0\nUSER root\nRUN npm install --global npm@10.9.1\nUSER circleci\nCMD ["node", "server.js"]\n' } },
  },
  *check({ build, start }) {
    const found = build.steps.filter(({ inImage, vector }) => inImage && vector.some((word) => word.includes('sudo')))
      .flatMap(({ line, process }) => process.commands.filter(runsSudo).map((command) => ({ line, command })));
    if (found.length > 0) {
      const [{ line, command }] = found;
      yield { line, message: `${build.at(line)} uses sudo to run ${programOf(command)}${soDo(found)}.` };
    }
    const started = start?.process?.commands.find(runsSudo);
    if (start && started) {
      yield { line: start.instruction?.line, message: `${start.where} uses sudo to run ${programOf(started)} when the container starts.` };
    }
  },
});

/** Whether sudo stands in front of a command, alone or among other wrappers. `gosu sudo` runs it as a user of that name. */
function runsSudo({ words, program }: Command): boolean {
  const front = words.slice(0, words.length - program.length).map(({ text }) => text);
  return front.some((word, index) => basename(word) === 'sudo' && !/^(?:gosu|su-exec|-[ug])$/.test(front[index - 1] ?? ''));
}

/** What sudo runs; nothing of its arguments, which may be secret. */
function programOf({ program: [{ text }] }: Command): string {
  return quoteCommand([text]);
}
