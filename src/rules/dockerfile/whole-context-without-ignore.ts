import type { Copy } from '../../dockerfile';
import type { BuiltImage } from '../../facts/built-image';
import { isWholeContext } from '../../platform/credential-files';
import { installations } from '../installations';
import { dockerfileRule } from '../rule';
import { shorten } from '../wording';

export default dockerfileRule({
  id: 'DockerfileWholeContextWithoutIgnore',
  guideline: 'complete-image',
  severity: 'warning',
  title: 'What does not belong into an image is kept out of its build context',
  why: 'COPY . . takes what happens to lie there: the history of the repository, state files and dependencies for another system go into the image.',
  fix: 'write a .dockerignore file with what the image does not need, such as .git and node_modules, or give DockerImageAsset the same as exclude',
  link: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  peers: [],
  examples: {
    bad: { files: { 'Dockerfile': 'FROM node:22.11.0\nWORKDIR /app\nCOPY . .\nUSER node\n', '.git/HEAD': 'ref: refs/heads/main\n' } },
    good: { files: { Dockerfile: 'FROM node:22.11.0\nWORKDIR /app\nCOPY . .\nUSER node\n' } },
  },
  *check(image) {
    const { build } = image;
    const unwanted = build.files.hasIgnoreFile ? [] : unwantedIn(image);
    const copies = unwanted.length === 0 ? [] : build.needed.flatMap((stage) => stage.copies.filter(copiesAll).map((copy) => ({ ...copy, stage })));
    const chain = new Set(build.chain);
    const found = copies.find(({ stage }) => chain.has(stage)) ?? copies[0];
    if (found) {
      const { line, text, stage } = found;
      const inImage = chain.has(stage);
      const where = inImage ? '' : ' into a stage that the image is not made of';
      const message = `${build.at(line)} copies ${unwanted.join(', ')}${where}, which no ignore file keeps out: "${shorten(text)}".`;
      yield { message, line, ...inImage ? {} : { severity: 'info' }, fix: `write a line for each into ${build.nameOf('.dockerignore')}: ${unwanted.join(', ')}` };
    }
  },
});

const NEVER_WANTED: readonly string[] = ['.git', '.hg', '.svn', 'cdk.out', '.terraform', '.vagrant'];

/** What a build that installs brings in itself. One that does not may have been meant to take what is there. */
const INSTALLED: readonly string[] = ['node_modules', '.venv', 'venv'];

/** What lies in the context and is of no use in the image. */
function unwantedIn({ build: { files, steps } }: BuiltImage): readonly string[] {
  const installs = steps.some(({ process }) => installations(process).length > 0);
  const names = [...NEVER_WANTED, ...installs ? INSTALLED : []].filter((name) => files.has(name));
  return [...names, ...files.list('/').filter((name) => /\.tfstate(?:\.backup)?$/.test(name))];
}

function copiesAll({ from, sources, flags }: Copy): boolean {
  return from === undefined && sources.some(isWholeContext) && !flags.some(({ name }) => name === 'exclude');
}
