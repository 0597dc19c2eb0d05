import { execFileSync } from 'child_process';
import { join } from 'path';
import { buildSync } from 'esbuild';

const PROJECT = join(__dirname, '..');

/** The measured programs, compiled, so that no loader of TypeScript stands in the way. */
const WORKER = join(PROJECT, '.cache/bench/worker.js');
const RULE_COSTS = join(PROJECT, '.cache/bench/rules.js');
const DOCKERFILES = join(PROJECT, '.cache/bench/dockerfiles.js');
const GIT = join(PROJECT, '.cache/bench/git.js');

/** What one process measured, in milliseconds. */
type Times = Record<string, number>;

interface Size {
  readonly runs: number;
  readonly services: readonly number[];
  readonly growth: readonly [number, number];
  /** How many images the app of ordinary size builds. */
  readonly images: number;
  /** The repository whose revisions are asked for. */
  readonly git: { readonly commits: number; readonly directories: number };
}

const FULL: Size = { runs: 11, services: [100, 500], growth: [100, 1000], images: 50, git: { commits: 10_000, directories: 50 } };
const SMOKE: Size = { runs: 1, services: [10], growth: [10, 20], images: 5, git: { commits: 200, directories: 5 } };

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, args, {
    cwd: PROJECT, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env },
  });
}

/** A synth is a process of its own for users, so each measurement is one here: nothing is warm that would not be. */
function synthesize(services: number, plugins: readonly string[], coreValidation = false): Times {
  return JSON.parse(node([WORKER, String(services), ...plugins], { CDK_VALIDATION: String(coreValidation) }));
}

/** What the pack takes longer where so many images are built from Dockerfiles than where none is. */
function imageTime(images: number, coreValidation = false): { readonly analysis: number; readonly synth: number } {
  const [built, none]: Times[] = ['built', 'none'].map((kind) => JSON.parse(node([DOCKERFILES, String(images), kind], { CDK_VALIDATION: String(coreValidation) })));
  return { analysis: built.validate - none.validate, synth: built.synth };
}

/** The revisions of all directories of a repository, and of one that was forgotten long ago. */
function revisionTimes({ commits, directories }: Size['git']): Times {
  return JSON.parse(node([GIT, String(commits), String(directories)]));
}

/** Milliseconds to import a package, where the classes that a container app uses are loaded already. */
function importTime(name: string): number {
  return Number(node(['-e', `
    const { Cluster, ContainerImage, FargateService, FargateTaskDefinition, LogDrivers } = require('aws-cdk-lib/aws-ecs');
    const { Repository } = require('aws-cdk-lib/aws-ecr');
    const { App, Stack, Validations } = require('aws-cdk-lib');
    if (![Cluster, ContainerImage, FargateService, FargateTaskDefinition, LogDrivers, Repository, App, Stack, Validations].every(Boolean)) throw new Error('not loaded');
    const started = process.hrtime.bigint();
    Object.values(require(${JSON.stringify(name)}));
    console.log(Number(process.hrtime.bigint() - started) / 1e6);
  `]));
}

/**
 * The least time of each side: the work is the same in every turn, so whatever else the machine does can only add to it.
 * The sides take turns, and take turns in going first, so that a busy spell meets both.
 */
function measure(runs: number, ...sides: (() => number)[]): number[] {
  const least = sides.map(() => Infinity);
  for (let run = 0; run < runs; run += 1) {
    process.stderr.write('.');
    const order = run % 2 === 0 ? [...sides.keys()] : [...sides.keys()].reverse();
    order.forEach((index) => { least[index] = Math.min(least[index], sides[index]()); });
  }
  return least;
}

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly target?: number;
}

function rows({ runs, services, growth, images, git }: Size): Row[] {
  const [ours, nag] = measure(runs, () => importTime('./lib'), () => importTime('cdk-nag'));
  const [few, many] = measure(runs, ...growth.map((count) => () => synthesize(count, ['ours']).ours));
  const turns = Math.ceil(runs / 2);
  const [fewImages, manyImages] = measure(turns, ...growth.map((count) => () => imageTime(count).analysis));
  const ofRevisions = Array.from({ length: turns }, () => revisionTimes(git));
  const ofImages = Array.from({ length: turns }, () => imageTime(images, true));
  return [
    { what: 'import, against cdk-nag', ours, theirs: nag, target: 0.2 },
    ...services.map((count) => {
      const [pack, solutions] = measure(runs, () => synthesize(count, ['ours']).ours, () => synthesize(count, ['nag']).nag);
      return { what: `validate ${count} services, against AwsSolutionsChecks`, ours: pack, theirs: solutions, target: 0.25 };
    }),
    ...services.flatMap((count) => synthRows(runs, count)),
    { what: `validate, growth from ${growth[0]} to ${growth[1]} services`, ours: many, theirs: few, target: 1.1 * growth[1] / growth[0] },
    { what: `${growth[1]} Dockerfiles with start scripts, ms each`, ours: manyImages, theirs: growth[1], target: 5 },
    { what: `Dockerfiles, growth from ${growth[0]} to ${growth[1]}`, ours: manyImages, theirs: fewImages, target: 1.1 * growth[1] / growth[0] },
    { what: `Dockerfiles of ${images} images, as a share of the synth`, ours: leastOf(ofImages.map(({ analysis }) => analysis)), theirs: leastOf(ofImages.map(({ synth }) => synth)), target: 0.05 },
    { what: `git revisions after ${git.commits} commits, ms each`, ours: leastOf(ofRevisions.map(({ all }) => all)), theirs: git.directories, target: 20 },
    { what: '  one that the last 95 % of them did not touch', ours: leastOf(ofRevisions.map(({ forgotten }) => forgotten)), theirs: 1 },
  ];
}

function leastOf(times: readonly number[]): number {
  return Math.min(...times);
}

/**
 * A synth with the pack, and one with its findings at hand, both against one with a plugin that finds nothing. A synth varies from turn to turn by more than
 * the pack takes, most of all the CDK's own validation. What a plugin adds can only be the time of its `validate`, and what the CDK then does with its
 * findings: so that is what is measured, alone, and is laid on top of a synth with the empty plugin.
 */
function synthRows(runs: number, count: number): Row[] {
  synthesize(count, ['record']);
  const held = (plugin: string) => () => {
    const { [plugin]: validate, after } = synthesize(count, [plugin]);
    return validate + after;
  };
  const synth = (coreValidation: boolean) => () => synthesize(count, ['empty'], coreValidation).synth;
  const [pack, ready, empty, whole, bare] = measure(runs, held('ours'), held('ready'), held('empty'), synth(true), synth(false));
  const against = (base: number, what: string, target?: number): Row[] => [
    { what: `synth ${count} services, ${what}`, ours: base + pack - empty, theirs: base, target },
    { what: '  the same findings, ready-made', ours: base + ready - empty, theirs: base },
  ];
  return [...against(whole, 'against an empty plugin', 1.05), ...against(bare, 'and CDK_VALIDATION=false')];
}

/** The rules that cost most in an app of so many services, each by its least time. */
function dearestRules(runs: number, services: number): [rule: string, milliseconds: number][] {
  const turns = Array.from({ length: runs }, (): Times => JSON.parse(node([RULE_COSTS, String(services)], { CDK_VALIDATION: 'false' })));
  return Object.keys(turns[0])
    .map((rule): [string, number] => [rule, Math.min(...turns.map((costs) => costs[rule]))])
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5);
}

const built = { outdir: join(PROJECT, '.cache/bench'), platform: 'node', format: 'cjs' } as const;
buildSync({ ...built, entryPoints: ['app', 'worker', 'dockerfiles', 'git'].map((name) => join(__dirname, `${name}.ts`)) });
// It looks into the rules, which the compiled package has in one file.
buildSync({ ...built, entryPoints: [join(__dirname, 'rules.ts')], bundle: true, external: ['aws-cdk-lib', 'constructs'] });

const smoke = process.argv.includes('--smoke');
const size = smoke ? SMOKE : FULL;
const measured = rows(size);
process.stderr.write('\n');
console.log(`${''.padEnd(52)}${'ms'.padStart(8)}${'against'.padStart(10)}${'ratio'.padStart(8)}${'target'.padStart(9)}`);
measured.forEach(({ what, ours, theirs, target }) => console.log(
  `${what.padEnd(52)}${ours.toFixed(1).padStart(8)}${theirs.toFixed(1).padStart(10)}${(ours / theirs).toFixed(3).padStart(8)}${(target === undefined ? '' : `≤ ${target}`).padStart(9)}`,
));
const [services] = size.services.slice(-1);
console.log(`\nthe dearest rules, with what they are the first to read, for ${services} services`);
dearestRules(size.runs, services).forEach(([rule, cost]) => console.log(`  ${rule.padEnd(50)}${cost.toFixed(1).padStart(8)}`));
if (smoke) {
  console.log('A smoke run only shows that the benchmark works: one run of small apps says nothing about speed.');
}
