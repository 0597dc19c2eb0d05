import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { ENGINES, Engine, Ground } from './engines';
import { writeMarkdown } from './markdown';
import { FAMILIES, Family, MATRIX, Row, keyOf } from './matrix';
import { Member, Outcome, describeOutcome, differences, readRecord, writeRecord } from './record';
import { findPrograms, writeRootFileSystem } from './root-file-system';
import { Agreement, agreementOf, verdictsOf } from './verdicts';

/** Containers at a time: most of them wait for their grace to be over. */
const AT_ONCE = 12;

/** Milliseconds until an application must have started. */
const START_LIMIT = 30_000;

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const SHELLS = ['sh', 'ash', 'bash', 'dash', 'start-exec', 'start-plain'];

/** No engine works here. */
class Skipped extends Error {}

/** Starts the container of a row, stops it, and tells what happened. */
async function measure(engine: Engine, row: Row, folder: string): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const container = await engine.start(row, folder);
  const ended = container.exit.then((code) => {
    throw new Error(`${keyOf(row)}: ended with ${code} before its application had started`);
  });
  await Promise.race([ended, appears(file('started'))]);
  const [exitCode] = await Promise.all([container.exit, container.stop()]);
  const processes = readFileSync(file('started'), 'utf-8').trim().split('\n').reverse().map(memberOf);
  return {
    processes,
    ...row.handles ? { finished: existsSync(file('finished')) } : {},
    ended: exitCode === 128 + 9 ? 'after the grace' : 'at once',
    exitCode,
  };
}

async function appears(path: string): Promise<void> {
  for (const limit = Date.now() + START_LIMIT; !existsSync(path); await sleep(20)) {
    if (Date.now() > limit) {
      throw new Error(`${path} did not appear`);
    }
  }
}

function memberOf(name: string): Member {
  return name === 'app' ? 'app' : SHELLS.includes(name) ? 'shell' : 'init';
}

/** The first engine that really starts a container, of those asked for. */
async function findEngine(ground: Ground, wanted: string | undefined): Promise<Engine> {
  const refusals: string[] = [];
  for (const [name, make] of Object.entries(ENGINES).filter(([key]) => wanted === undefined || key === wanted)) {
    let engine: Engine | undefined;
    try {
      engine = make(ground);
      const probe = MATRIX.find(({ init }) => init)!;
      await engine.prepare([probe]);
      await measure(engine, probe, join(ground.scratch, 'probe', name));
      return engine;
    } catch (error) {
      refusals.push(`${name}: ${messageOf(error)}`);
      await engine?.cleanUp();
    }
  }
  throw new Skipped(refusals.join('\n') || `there is no engine ${wanted}`);
}

/** Measures all rows, some at a time. Once halted, by a failure or from outside, it starts no more of them and waits for those that run. */
async function measureAll(engine: Engine, scratch: string, halt: AbortController): Promise<Map<Row, Outcome>> {
  const outcomes = new Map<Row, Outcome>();
  progress('images');
  await engine.prepare(MATRIX);
  const waiting = MATRIX.map((row, index) => ({ row, folder: join(scratch, 'records', `${index}`) }));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next && !halt.signal.aborted; next = waiting.shift()) {
      const { row, folder } = next;
      await measure(engine, row, folder).then((outcome) => outcomes.set(row, outcome), (error: unknown) => halt.abort(error));
      progress(`${outcomes.size} of ${MATRIX.length} containers`);
    }
  }));
  halt.signal.throwIfAborted();
  return new Map(MATRIX.map((row) => [row, outcomes.get(row)!]));
}

function prepare(scratch: string): Ground {
  const programs = skippedWithout(findPrograms);
  const roots = Object.fromEntries(FAMILIES.map((family) => [family, join(scratch, 'roots', family)])) as Record<Family, string>;
  FAMILIES.forEach((family) => writeRootFileSystem(roots[family], family, programs));
  return { scratch, roots, programs };
}

/** What the machine lacks is no failure. */
function skippedWithout<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new Skipped(messageOf(error));
  }
}

/** Upstream's versions of what took part, as Debian's packages give them; elsewhere the record says none. */
function versionsOf(engine: Engine, { programs: { init } }: Ground): Record<string, string> {
  const packages = ['dash', 'bash', 'busybox-static', basename(init).replace('-static', ''), ...engine.programs];
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Package} ${Version}\\n', ...packages], { encoding: 'utf-8' });
  return Object.fromEntries([...(stdout ?? '').matchAll(/^(\S+) (?:\d+:)?([\d.]+)/gm)].map(([, name, version]) => [name.replace('-static', ''), version]));
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').slice(-1)[0];
}

function progress(text: string): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K${text}`);
  }
}

/** Holds what it measures against the record, and the rules against what it measured. Returns what is wrong. */
async function main({ update, wanted }: { readonly update: boolean; readonly wanted?: string }): Promise<string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'sigterm-'));
  let engine: Engine | undefined;
  const halt = new AbortController();
  INTERRUPTIONS.forEach((signal) => process.on(signal, () => halt.abort(new Error(`interrupted by ${signal}`))));
  try {
    const ground = prepare(scratch);
    engine = await findEngine(ground, wanted);
    const measured = await measureAll(engine, scratch, halt);
    progress('');
    return conclude(measured, { versions: versionsOf(engine, ground), how: engine.images, update });
  } finally {
    await engine?.cleanUp();
    // What an engine started to tidy up after a container may still write there.
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

interface Circumstances {
  readonly versions: Readonly<Record<string, string>>;
  readonly how: string;
  readonly update: boolean;
}

/** Says what was measured, and returns what is wrong with it. */
function conclude(measured: ReadonlyMap<Row, Outcome>, { versions, how, update }: Circumstances): string[] {
  if (update) {
    writeRecord({ versions, outcomes: Object.fromEntries([...measured].map(([row, outcome]) => [keyOf(row), outcome])) });
    writeMarkdown();
  }
  const recorded = readRecord();
  const agreements = [...measured].map(([row, outcome]) => ({ row, outcome, agreement: agreementOf(row, outcome, verdictsOf(row)) }));
  const count = (agreement: Agreement) => agreements.filter((each) => each.agreement === agreement).length;
  const differing = differences(recorded, measured);
  const versionText = (of: Readonly<Record<string, string>>) => Object.entries(of).map((pair) => pair.join(' ')).join(', ');

  console.log(`${measured.size} containers (${how}; ${versionText(versions)}): ${measured.size - differing.length} did what docs/sigterm.json says.`);
  console.log(`Verdicts: ${count('agrees')} agree, ${count('want of knowledge')} warn for want of knowledge, ${count('contradicts')} contradict.`);
  if (versionText(versions) !== versionText(recorded.versions)) {
    console.log(`Recorded with ${versionText(recorded.versions)}.`);
  }
  return [
    ...differing,
    ...agreements.filter(({ agreement }) => agreement === 'contradicts')
      .map(({ row, outcome }) => `${keyOf(row)}: ${describeOutcome(outcome)}, but the rules say ${JSON.stringify(verdictsOf(row))}`),
  ];
}

main({ update: process.argv.includes('--update'), wanted: process.env.CONTAINER_ENGINE }).then(
  (wrong) => {
    wrong.forEach((line) => console.error(line));
    process.exitCode = wrong.length === 0 ? 0 : 1;
  },
  (error: unknown) => {
    const skipped = error instanceof Skipped;
    console.error(skipped ? `skipped: no container could be started here.\n${error.message}` : messageOf(error));
    process.exitCode = skipped && process.env.REQUIRE_CONTAINERS !== '1' ? 0 : 1;
  },
);
