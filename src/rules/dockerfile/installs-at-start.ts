import type { BuiltImage } from '../../facts/built-image';
import type { Start } from '../../facts/start';
import type { StartScript } from '../../facts/start-script';
import { withoutSecrets } from '../../platform/command-secrets';
import type { Command } from '../../shell';
import { installationBy, installations } from '../installations';
import { canMove, movedInstalls } from '../moved-installs';
import { dockerfileRule } from '../rule';
import { startLine } from '../start-line';
import { quoteScript, shorten } from '../wording';

export default dockerfileRule({
  id: 'DockerfileInstallsAtStart',
  guideline: 'complete-image',
  severity: 'warning',
  title: 'An image is complete: it starts its application, and installs nothing before',
  why: 'What is fetched at start can differ from task to task, and a task cannot start while the source is away.',
  fix: 'install and download with RUN, and let CMD or the start script start the application alone',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD ["sh", "-c", "npm ci && exec node server.js"]\n' } },
    good: { files: { Dockerfile: 'FROM node:22.11.0\nRUN npm ci\nUSER node\nCMD ["sh", "-c", "exec node server.js"]\n' } },
  },
  *check(image) {
    const { start, oneShot, build } = image;
    const installing = start?.process?.commands.filter((command) => installationBy(command) !== undefined) ?? [];
    if (!start?.instruction || installing.length === 0) {
      return;
    }
    const script = scriptWith(start.script);
    const line = startLine(image, script?.name) ?? start.instruction.line;
    const does = isConditional(start, installing) ? 'may install or fetch' : 'installs or fetches';
    const when = oneShot ? 'to make the task ready' : 'when its container starts';
    const place = script ? `in ${script.name}` : quoteStart(start);
    const message = `${build.at(line)} ${does} ${when}: ${installations(start.process).join(', ')} (${place}).`;
    yield { message, line, ...oneShot ? { severity: 'info' } : {}, ...fixOf(image, start, script, installing) };
  },
});

function isConditional({ process }: Start, installing: readonly Command[]): boolean {
  return installing.every(({ conditional }) => conditional) && DECIDES.test(process?.shell?.source ?? '');
}

/** A script with more to decide than whether what came before went well. */
const DECIDES = /(?:^|[\s;(])(?:if|case|for|while|until|test|\[\[?)\s|\|\||\)\s*\{/;

/** The script that installs, of those that hand over to one another. */
function scriptWith(script: StartScript | undefined): StartScript | undefined {
  return !script || script.script.commands.some((command) => installationBy(command) !== undefined) ? script : scriptWith(script.next);
}

function quoteStart({ instruction, process }: Start): string {
  const { keyword = '', text = '', vector = [] } = instruction ?? {};
  const shown = withoutSecrets(vector).every((word, index) => word === vector[index]) && !(process?.shell && quoteScript(process.shell) === '"…"');
  return `"${shown ? shorten(text) : `${keyword} …`}"`;
}

function fixOf(
  { build }: BuiltImage, { instruction, process }: Start, script: StartScript | undefined, installing: readonly Command[],
): { readonly fix?: string } {
  if (script) {
    const moved = installing.filter((command) => script.script.commands.includes(command));
    const written = [...new Set(moved.map(({ words }) => words.map(({ text }) => text).join(' ')))].join(' && ');
    return canMove(moved) ? { fix: `write RUN ${written} in ${build.path}, and take it out of ${script.name}` } : {};
  }
  const moved = instruction && process ? movedInstalls(instruction, process) : undefined;
  return moved === undefined ? {} : { fix: `write ${moved} at ${build.at(instruction!.line)}` };
}
