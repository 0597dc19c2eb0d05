import type { BuildStep } from '../../facts/build-steps';
import type { BuiltImage } from '../../facts/built-image';
import { Floating, InstallSite, floatingInstall, holdsToLockfile } from '../../platform/floating-dependencies';
import type { Command } from '../../shell';
import { Finding, dockerfileRule } from '../rule';
import { otherLines, quoteCommand } from '../wording';

export default dockerfileRule({
  id: 'DockerfileFloatingDependencies',
  guideline: 'complete-image',
  severity: 'info',
  title: 'A build installs the same dependencies each time',
  why: 'Versions that are chosen while an image is built can differ between two builds of the same commit, so that what was tested is not what runs.',
  fix: 'install by a lock file, as with npm ci, yarn install --immutable or pnpm install --frozen-lockfile, and name versions, as in pip install gunicorn==23.0.0',
  link: 'https://docs.docker.com/build/building/best-practices/',
  peers: ['DL3013', 'DL3016'],
  examples: {
    bad: { files: { 'Dockerfile': 'FROM node:22.11.0\nWORKDIR /app\nCOPY package*.json ./\nRUN npm install\nUSER node\n', 'package.json': '{}', 'package-lock.json': '{}' } },
    good: { files: { 'Dockerfile': 'FROM node:22.11.0\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nUSER node\n', 'package.json': '{}', 'package-lock.json': '{}' } },
  },
  *check(image) {
    const found = image.build.steps.flatMap((step) => installsOf(image, step));
    yield* unlocked(image, found);
    yield* unpinned(image, found);
  },
});

interface Install {
  readonly line: number;
  readonly words: readonly string[];
  readonly floating: Floating;
  /** Whether the lock file is there when it runs. */
  readonly locked: boolean;
}

/** Where a script chooses between several ways, one that holds to the lock file is enough. */
function installsOf(image: BuiltImage, step: BuildStep): readonly Install[] {
  const { commands } = step.process;
  const site = siteOf(image, step);
  const held = commands.some((command) => holdsToLockfile(textsOf(command)));
  return commands.flatMap((command, index) => {
    const words = command.program.map(({ text, literal }) => (literal ? text : '${…}'));
    const moved = commands.slice(0, index).some(({ words: [{ text }] }) => text === 'cd' || text === 'pushd');
    const floating = floatingInstall(words, moved || held ? { ...site, beside: () => false } : site);
    return floating ? [{ line: step.line, words: textsOf(command), floating, locked: floating.kind === 'unlocked' && step.origin(floating.lockfile) !== undefined }] : [];
  });
}

/** Beside the package.json of the build context that the step finds in its folder, which is looked for when somebody asks. */
function siteOf({ build: { files } }: BuiltImage, step: BuildStep): InstallSite {
  const pathsOf = (name: string) => [step.origin('package.json')].flatMap((manifest) => manifest?.replace(/[^/]*$/, () => name) ?? []);
  return {
    beside: (name) => pathsOf(name).some((path) => files.has(path)),
    read: (name) => pathsOf(name).map((path) => files.read(path).text)[0],
    get ci() {
      const { variables, process: { shell, commands } } = step;
      return variables.has('CI') || [...shell?.script.assignments ?? [], ...commands.flatMap(({ words }) => words.slice(0, 4))].some(({ text }) => /^CI=./.test(text));
    },
  };
}

function* unlocked({ build }: BuiltImage, installs: readonly Install[]): Iterable<Finding> {
  const found = installs.flatMap((install) => (install.floating.kind === 'unlocked' ? [{ ...install, floating: install.floating }] : []));
  for (const lockfile of new Set(found.map(({ floating }) => floating.lockfile))) {
    const [{ line, words, floating, locked }, ...others] = found.filter((install) => install.floating.lockfile === lockfile);
    const because = locked ? `may take other versions than ${lockfile} names` : `does not see ${lockfile}, which the build context has`;
    const message = `${build.at(line)} installs with ${quoteCommand(words)}, which ${because}${andLines(line, others)}.`;
    yield { message, line, fix: `${locked ? '' : `copy ${lockfile} too, and `}write ${floating.instead}` };
  }
}

function* unpinned({ build }: BuiltImage, installs: readonly Install[]): Iterable<Finding> {
  const found = installs.flatMap(({ line, floating }) => (floating.kind === 'unpinned' ? [{ line, names: floating.names }] : []));
  const [first, ...others] = found;
  if (first) {
    const names = [...new Set(found.flatMap((each) => each.names))].map((name) => `"${name}"`);
    const shown = names.length > 8 ? [...names.slice(0, 8), `${names.length - 8} more`] : names;
    yield { message: `${build.at(first.line)} installs ${shown.join(', ')} in no certain version${andLines(first.line, others)}.`, line: first.line };
  }
}

function andLines(first: number, others: readonly { readonly line: number }[]): string {
  const lines = otherLines(first, others);
  return lines.length === 0 ? '' : ` (also in line${lines.length > 1 ? 's' : ''} ${lines.join(', ')})`;
}

function textsOf({ program }: Command): readonly string[] {
  return program.map(({ text }) => text);
}
