import { writeFileSync } from 'fs';
import { join } from 'path';
import { FAMILIES, MATRIX, OWN_NAMES, Row, keyOf } from './matrix';
import { Outcome, SigtermRecord, fateOf, readRecord } from './record';
import { agreementOf, verdictsOf } from './verdicts';

export function writeMarkdown(): void {
  writeFileSync(join(__dirname, '../../docs/sigterm.md'), sigtermMarkdown(readRecord()));
}

/** docs/sigterm.md: what was recorded, and beside it what the rules say today. */
export function sigtermMarkdown(record: SigtermRecord): string {
  const table = (includes: (row: Row) => boolean) => tableOf(MATRIX.filter(includes), record);
  const standard = ({ handles, signal }: Row) => handles && signal === 'SIGTERM';
  const named = ({ family, start }: Row) => start.vector[0] === OWN_NAMES[family];
  return `<!-- Generated from sigterm.json by "npx projen docs:sigterm". -->

# Who gets SIGTERM

What real containers did when they were stopped: started each way that the rules talk about, sent the stop signal, and killed when the grace was over.
\`npm run test:containers\` starts them all again, and fails where one of them behaves otherwise or where a rule says otherwise.
Recorded with ${Object.entries(record.versions).map((pair) => pair.join(' ')).join(', ')}.

\`app\` is the application. Each cell says who stands in front of it, from PID 1 on, and what became of it:

- **finishes**: it got the signal, did the rest of its work, and ended.
- **cut off**: the container ended at once, and the application with it, in the middle of its work.
- **killed**: nothing happened until the grace was over; then SIGKILL.

Beside it stands what the rule says:

- ⚠ it warns. ℹ it gives a hint. Else it is silent.
- ⚠† it warns for want of knowledge: busybox also replaces itself with the last command of a branch, and whether the branch is taken is not known.

## An application that handles SIGTERM

The columns say what \`/bin/sh\` of the image is: dash in Debian and Ubuntu, bash in Amazon Linux, UBI and Fedora, busybox in Alpine. *init*: with \`initProcessEnabled\`.
The marks are those of ContainerShellKeepsSignal, and for start scripts of DockerfileStartScriptWithoutExec.

${table((row) => standard(row) && !named(row))}

## The same, with the shell called by its own name

${table((row) => standard(row) && named(row))}

## An application without a handler

The signal ends it (**ends**), unless it is PID 1: Linux drops signals to PID 1 that have no handler there. The marks are those of ContainerNoInitProcess.

${table(({ handles, signal }) => !handles && signal === 'SIGTERM')}

## STOPSIGNAL

An application that handles the signal that the image names.

### SIGQUIT

${table(({ handles, signal }) => handles && signal === 'SIGQUIT')}

### SIGINT

${table(({ handles, signal }) => handles && signal === 'SIGINT')}
`;
}

/** Starts down, families across, and once more behind an init where that was measured. */
function tableOf(rows: readonly Row[], { outcomes }: SigtermRecord): string {
  const inits = [false, true].filter((init) => rows.some((row) => row.init === init));
  const columns = inits.flatMap((init) => FAMILIES.map((family) => ({ family, init })));
  const labels = [...new Set(rows.map(labelOf))];
  const lines = labels.map((label) => [`\`${label}\``, ...columns.map(({ family, init }) => {
    const row = rows.find((each) => labelOf(each) === label && each.family === family && each.init === init);
    return row ? cellOf(row, outcomes[keyOf(row)]) : '';
  })]);
  const head = ['starts', ...columns.map(({ family, init }) => (init ? `init, ${family}` : family))];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n');
}

/** The title, with one word for all shells that are called by their own names. */
function labelOf({ family, start: { title, vector } }: Row): string {
  return vector[0] === OWN_NAMES[family] ? title.replace(vector[0], OWN_NAMES_TOGETHER) : title;
}

const OWN_NAMES_TOGETHER = Object.values(OWN_NAMES).join('/');

function cellOf(row: Row, outcome: Outcome): string {
  const { processes } = outcome;
  return `${processes.slice(0, Math.max(1, processes.length - 1)).join(' › ')}: ${fateOf(outcome)}${marksOf(row, outcome)}`;
}

function marksOf(row: Row, outcome: Outcome): string {
  const verdicts = verdictsOf(row);
  const agreement = agreementOf(row, outcome, verdicts);
  const mark = { error: ' ⚠', warning: ' ⚠', info: ' ℹ', none: '' }[(row.handles ? verdicts.shellKeepsSignal : verdicts.noInitProcess) ?? 'none'];
  return `${mark}${{ 'want of knowledge': '†', 'agrees': '', 'contradicts': ' ✗' }[agreement]}`;
}
