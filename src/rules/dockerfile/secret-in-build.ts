import type { Copy, Run, Stage, Variable } from '../../dockerfile';
import type { Build } from '../../facts/build';
import { credentialFile, credentialPlaces, isWholeContext, mayBeCredential, needsReading } from '../../platform/credential-files';
import { hasHole } from '../../platform/image-reference';
import { remoteSource } from '../../platform/remote-sources';
import { promisedBy } from '../../platform/secret-names';
import { Credential, isStandIn, secretIn } from '../../platform/secrets';
import type { Command, Word } from '../../shell';
import { secretsOf } from '../process-secrets';
import { Finding, dockerfileRule } from '../rule';
import { listed } from '../wording';

export default dockerfileRule({
  id: 'DockerfileSecretInBuild',
  guideline: 'least-privilege',
  severity: 'error',
  title: 'No credential goes into an image',
  why: 'Who may pull an image reads all of its layers and the history of its build, also what a later layer removes.',
  fix: 'mount it for the one command that needs it, as in RUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci, and give it to the build with '
    + "buildSecrets: { npm: DockerBuildSecret.fromSrc('/home/me/.npmrc') }",
  link: 'https://docs.docker.com/build/building/secrets/',
  peers: ['DS-0031', 'DL3064', 'SecretsUsedInArgOrEnv'],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:22.11.0\nENV DB_PASSWORD=hunter2\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: { files: { Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  *check({ build }) {
    const chain = new Set(build.chain);
    for (const stage of build.needed) {
      const inImage = chain.has(stage);
      const inText = [
        ...stage.env.flatMap((variable) => inEnv(build, variable) ?? []),
        ...stage.args.flatMap((variable) => inArg(build, variable) ?? []),
        ...stage.runs.flatMap((run) => inRun(build, run) ?? []),
      ];
      yield* inText.map((finding) => (inImage || finding.severity === 'error' ? finding : { ...finding, severity: 'info' as const }));
      yield* inImage ? [...stage.copies.flatMap((copy) => inCopy(build, copy) ?? []), ...askedFor(build, stage)] : [];
    }
  },
});

const AT_RUN_TIME = 'let the container have it when it starts, as in secrets: { NAME: ecs.Secret.fromSecretsManager(secret) }';

function inEnv(build: Build, { name, value = '', line }: Variable): Finding | undefined {
  const found = literalIn(name, value);
  return found && { ...inWords(found, (what) => `${build.at(line)} sets "${name}" to ${what} in plain text`), line, fix: AT_RUN_TIME };
}

/** The default stands in the Dockerfile; what the build is given stands in the asset manifest too, whichever stage uses it. */
function inArg(build: Build, { name, value = '', line }: Variable): Finding | undefined {
  const given = build.argument(name);
  const found = literalIn(name, given ?? value);
  if (!found) {
    return undefined;
  }
  const place = given === undefined ? 'by default' : 'as a build argument of the image asset';
  const finding = inWords(found, (what) => `${build.at(line)} gives "${name}" ${what} ${place}`);
  return { ...finding, line, ...given !== undefined && found.certain ? { severity: 'error' } : {} };
}

/** Arguments that are called after a credential, but for those that have a value. */
function askedFor(build: Build, { args }: Stage): readonly Finding[] {
  const asked = args.filter(({ name, value }) => (value === undefined || value === '') && promisedBy(name) !== undefined);
  const [first, ...others] = asked;
  if (!first) {
    return [];
  }
  const names = [`"${first.name}"`, ...others.map(({ name }) => `"${name}"`)];
  const message = `${build.at(first.line)} asks for ${[...new Set(names)].join(', ')} as a build argument, and what it is given stays in the history of the image.`;
  return [{ message, line: first.line, severity: 'warning' }];
}

function inRun(build: Build, { line }: Run): Finding | undefined {
  const process = build.steps.find((step) => step.line === line)?.process;
  if (!process) {
    return undefined;
  }
  const [found = process.commands.some(setsPassword) ? { what: 'a password', at: 'chpasswd' } : undefined] = secretsOf(process, withoutStandIn);
  return found && { message: `${build.at(line)} has ${found.what} in plain text in RUN${found.at === undefined ? '' : `, at ${found.at}`}.`, line };
}

/** A setting whose value is there for the build alone. */
function withoutStandIn(word: Word): Word {
  const [, name, value = ''] = /^(\w+=)([^]*)$/.exec(word.text) ?? [];
  return name !== undefined && isStandIn(value) ? { ...word, text: name } : word;
}

/** `echo "root:hunter2" | chpasswd`. */
function setsPassword({ program, pipedInto }: Command): boolean {
  return pipedInto[0] === 'chpasswd' && program.slice(1).some(({ text, literal }) => literal && /^[\w.-]+:[^\s$]+$/.test(text));
}

function inCopy(build: Build, { keyword, sources, from, heredocs, line }: Copy): Finding | undefined {
  const written = heredocs.map(({ name, text }) => ({ name, what: secretIn(undefined, text)?.what })).filter(({ what }) => what !== undefined);
  const paths = from === undefined ? sources.filter((source) => !hasHole(source) && remoteSource(source) === undefined) : [];
  const files = paths.flatMap((path) => filesOf(build, path));
  const copied = [...new Set(files)].map((name) => ({ name, what: credentialAt(build, name) })).filter(({ what }) => what !== undefined);
  const found = written.length > 0 ? written : copied;
  if (found.length === 0) {
    return undefined;
  }
  const byTheWay = found === copied && sources.some(isWholeContext) ? { severity: 'warning' as const, fix: ignoring(build, found.map(({ name }) => name)) } : {};
  const what = listed([...new Set(found.map((each) => String(each.what)))]);
  return { message: `${build.at(line)} copies ${what} into the image: ${keyword} of ${listed(found.map(({ name }) => `"${name}"`))}.`, line, ...byTheWay };
}

function ignoring(build: Build, names: readonly string[]): string {
  const file = build.nameOf('.dockerignore');
  return names.length === 1 ? `keep it out of the build: write ${names[0]} into ${file}` : `keep them out of the build: write a line for each into ${file}: ${names.join(', ')}`;
}

/** The files that a source stands for: of a folder, those alone that are known by their place. */
function filesOf({ files }: Build, source: string): readonly string[] {
  if (isWholeContext(source)) {
    return files.list('/').flatMap((name) => [name, ...credentialPlaces(name)]).filter(mayBeCredential);
  }
  const [, folder = '', name] = /^(.*\/)?([^/]*)$/.exec(source.replace(/^(?:\.?\/)+/, ''))!;
  if (!name.includes('*')) {
    return [`${folder}${name}`, ...credentialPlaces(`${folder}${name}`)];
  }
  const [start, ...ends] = name.split('*');
  const names = files.list(folder === '' ? '/' : folder);
  return names.filter((each) => each.startsWith(start) && each.endsWith(ends[ends.length - 1])).map((each) => `${folder}${each}`);
}

function credentialAt({ files }: Build, path: string): string | undefined {
  if (!files.has(path)) {
    return undefined;
  }
  return credentialFile(path, needsReading(path) ? files.read(path).text : undefined);
}

/** A value that only the build knows is none. */
function literalIn(name: string, value: string): Credential | undefined {
  return hasHole(value) || isStandIn(value) ? undefined : secretIn(name, value);
}

function inWords({ what, certain }: Credential, say: (what: string) => string): Pick<Finding, 'message' | 'severity'> {
  return certain ? { message: `${say(what)}.` } : { message: `${say(`what looks like ${what}`)}.`, severity: 'info' };
}
