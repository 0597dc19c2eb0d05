import type { StartScript } from '../../facts/start-script';
import { withoutSecrets } from '../../platform/command-secrets';
import { endsSoon, keepsAlive, serviceCommand } from '../../platform/daemons';
import { Command, Process, readScript } from '../../shell';
import { WITHOUT_EXEC } from '../corrected-start';
import { dockerfileRule } from '../rule';
import { startLine } from '../start-line';
import { quoteCommand } from '../wording';

const DOCKERFILE = 'FROM node:22.11.0\nWORKDIR /app\nCOPY start.sh server.js ./\nUSER node\nENTRYPOINT ["./start.sh"]\n';

export default dockerfileRule({
  id: 'DockerfileStartScriptWithoutExec',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'A start script hands its place to the application with exec',
  why: 'No shell becomes the last command of a script in a file: it stays the first process, keeps SIGTERM to itself, and the application is killed without notice.',
  fix: 'put exec in front of the command that the script ends with, as in exec node server.js or exec "$@"',
  link: 'https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example',
  peers: [],
  examples: {
    bad: { files: { 'Dockerfile': DOCKERFILE, 'start.sh': '#!/bin/sh\nset -e\nnode server.js\n' } },
    good: { files: { 'Dockerfile': DOCKERFILE, 'start.sh': '#!/bin/sh\nset -e\nexec node server.js\n' } },
  },
  *check(image) {
    const { build, usedBy, started, oneShot } = image;
    const found = oneShot ? undefined : findKept(started?.script, started?.process);
    if (!found) {
      return;
    }
    const { name, kept, doubtful, fix } = found;
    const line = startLine(image, name);
    const starts = line === undefined ? `${build.path} gives ${usedBy} its start script "${name}"` : `${build.at(line)} starts "${name}"`;
    const init = started?.process?.init;
    const does = init?.signalsGroup
      ? `ends at once when ${init.name} signals all, and takes ${kept} with it`
      : `stays in front of ${kept} and keeps SIGTERM from it`;
    const message = `${starts}, which ${doubtful ? 'says exec elsewhere, but ' : ''}${does}.`;
    yield { message, line, ...doubtful ? { severity: 'info' } : {}, ...fix === undefined ? {} : { fix } };
  },
});

interface Kept {
  readonly name: string;
  readonly kept: string;
  /** Another way through the script says exec. */
  readonly doubtful: boolean;
  readonly fix?: string;
}

/** The first script that stays in front, of those that hand over to one another. */
function findKept(start: StartScript | undefined, process: Process | undefined): Kept | undefined {
  if (!start?.inFront || !start.script.complete || start.script.traps.some(({ signals }) => signals.includes('TERM'))) {
    return undefined;
  }
  const { name, script: { ending, last, commands } } = start;
  if (ending === 'exec') {
    return findKept(start.next, process);
  }
  const saysExec = commands.slice(0, last && commands.indexOf(last)).some(({ exec, background }) => exec && !background);
  const kept = last && isApplication(last, start, process) ? keptBy(start, last) : undefined;
  return kept === undefined || (saysExec && ending === 'compound') ? undefined : { name, kept, doubtful: saysExec, fix: fixOf(start) };
}

function keptBy({ script: { ending } }: StartScript, last: Command): string | undefined {
  switch (ending) {
    case 'simple': return `its last command ${quoteCommand(textsOf(last.words))}`;
    case 'pipeline': return 'a pipeline';
    case 'background': return 'a background process';
    default: return last.exec ? undefined : `what it ends with, ${quoteCommand(textsOf(last.words))},`;
  }
}

/** What the script leaves in the end is known, and more than a moment's work. */
function isApplication({ program }: Command, { script: { assignments } }: StartScript, process: Process | undefined): boolean {
  const given = /^\$[@*]$/.test(program[0].text) ? process?.remaining?.program : program;
  const words = textsOf(given ?? []);
  const mayExec = /^\$/.test(words[0] ?? '') && assignments.some(({ text }) => /\bexec\b/.test(text));
  return words.length > 0 && !mayExec && !endsSoon(words) && !keepsAlive(words) && serviceCommand(words) === undefined;
}

function fixOf(start: StartScript): string | undefined {
  const { name, script: { ending } } = start;
  if (ending === 'pipeline' || ending === 'background') {
    return WITHOUT_EXEC[ending];
  }
  const line = corrected(start);
  return line && `end ${name} with ${line}`;
}

/** The last line of the script, as it should read. Undefined where `exec` in it is not sure to be enough, or it cannot be shown. */
function corrected({ source, script: { ending, last } }: StartScript): string | undefined {
  const lines = source.replace(/\\\r?\n\s*/g, '').split(/\r?\n/).map((line) => line.trim());
  const line = lines.filter((each) => each !== '' && !each.startsWith('#')).pop() ?? '';
  const [, before, command] = /^(.*&&\s*)?(.*)$/.exec(line)!;
  const { commands: [only, ...others], assignments } = readScript(command);
  const same = only !== undefined && others.length === 0 && last !== undefined && textsOf(only.words).join(' ') === textsOf(last.words).join(' ');
  const shown = withoutSecrets(line.split(/\s+/)).join(' ') === line.replace(/\s+/g, ' ');
  return ending === 'simple' && same && shown ? `${before ?? ''}exec ${assignments.length > 0 ? 'env ' : ''}${command}` : undefined;
}

function textsOf(words: Command['words']): readonly string[] {
  return words.map(({ text }) => text);
}
