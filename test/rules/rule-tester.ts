import { basename, dirname, posix } from 'path';
import { ASSET_IMAGE, templateOf } from './subjects';
import { AppFacts } from '../../src/facts/app';
import { BuildFiles, Builds } from '../../src/facts/build';
import type { ImageBuild } from '../../src/facts/image-assets';
import { Verdict, judge } from '../../src/pack/judge';
import type { Example, Rule } from '../../src/rules/rule';

/** Parts of a template beside the subject, and the properties of the subject. */
export interface Case {
  readonly properties?: Example;
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Resources?: object;
  /** The image is built from these: a Dockerfile, and what lies beside it, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** How it is built. */
  readonly build?: Partial<ImageBuild>;
}

export interface Cases {
  /** What the rule is silent about, by what it shows. */
  readonly good: Readonly<Record<string, Example | Case>>;
  /** What it finds: the subject, and the messages, with `info: ` or `error: ` in front where the severity is not the rule's. */
  readonly bad: Readonly<Record<string, readonly [subject: Example | Case, ...messages: string[]]>>;
  /** What it says to type for each finding in a subject, where that depends on the subject. */
  readonly fixes?: Readonly<Record<string, readonly [subject: Example | Case, ...fixes: string[]]>>;
}

/** What the user of every case trusts. */
const TRUSTED_REGISTRIES = ['docker.io', '111122223333.dkr.ecr.*.amazonaws.com', 'ghcr.io/acme'];

/** Runs a rule over a table of cases, through the facts that production reads. */
export function testRule(rule: Rule, { good, bad, fixes = {} }: Cases): void {
  describe(rule.id, () => {
    test.each(Object.entries({ 'its good example': rule.examples.good, ...good }))('is silent: %s', (_, subject) => {
      expect(messagesOf(rule, subject)).toEqual([]);
    });
    test.each(Object.entries(bad))('finds: %s', (_, [subject, ...messages]) => {
      expect(messagesOf(rule, subject)).toEqual(messages);
      expect(messages).not.toHaveLength(0);
    });
    for (const [name, [subject, ...expected]] of Object.entries(fixes)) {
      test(`says what to type: ${name}`, () => {
        expect(fixesOf(rule, subject)).toEqual(expected);
      });
    }
    test('is about what its test file is called after', () => {
      const file = expect.getState().testPath!;
      const words = `${basename(dirname(file))}-${basename(file, '.test.ts')}`.split('-');
      expect(words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')).toBe(rule.id);
    });
  });
}

/** A container that prepares the task and ends before the application starts. */
export function initContainer(properties: Example): Case {
  const init = { Name: 'init', Image: 'app:1.0.0', Essential: false, ...properties };
  const app = { Name: 'app', Image: 'app:1.0.0', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] };
  return { properties: {}, Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [init, app] } } } };
}

/** The messages of one rule about one subject. */
export function messagesOf(rule: Rule, subject: Example | Case): string[] {
  return verdictsOf(rule, subject)
    .filter((verdict) => verdict.rule === rule)
    .map(({ finding, severity }) => `${severity === rule.severity ? '' : `${severity}: `}${finding.message}`);
}

/** What one rule says to type about one subject. */
export function fixesOf(rule: Rule, subject: Example | Case): string[] {
  return verdictsOf(rule, subject).filter((verdict) => verdict.rule === rule).map(({ finding }) => finding.fix ?? rule.fix);
}

/** What all rules find in the subject of one of them. */
export function verdictsOf(rule: Rule, subject: Example | Case): readonly Verdict[] {
  const { properties, files, build, ...parts } = partsOf(subject);
  const template = templateOf(rule.kind, files ? { Image: ASSET_IMAGE, ...properties } : properties);
  const body = { ...template, ...parts, Resources: { ...template.Resources, ...'Resources' in parts ? parts.Resources as object : {} } };
  const { verdicts, failures } = judge(new AppFacts([{ stackPath: 'Stack', body }], undefined, TRUSTED_REGISTRIES, files && buildsFrom(files, build)));
  expect(failures).toEqual([]);
  return verdicts;
}

/** What a rule looks at, and what stands beside it. */
export function partsOf(subject: Example | Case): Case & { readonly properties: Example } {
  return isCase(subject) ? { ...subject, properties: subject.properties ?? {} } : { properties: subject };
}

function isCase(subject: Example | Case): subject is Case {
  return 'properties' in subject || 'files' in subject;
}

/** Builds the one image that is an asset from files that exist in memory only. */
export function buildsFrom(files: Readonly<Record<string, string>>, build: Partial<ImageBuild> = {}): Builds {
  const how: ImageBuild = { directory: '/app', source: 'api', file: 'Dockerfile', buildArgs: {}, buildContexts: {}, buildSecrets: [], ...build };
  const found = (path: string) => posix.normalize(`/${path}`).replace(/^\/|\/$/g, '');
  const read: BuildFiles['read'] = (path) => {
    const place = found(path);
    if (Object.hasOwn(files, place)) {
      return { text: files[place] };
    }
    return { unread: place === '' || Object.keys(files).some((name) => name.startsWith(`${place}/`)) ? 'directory' : 'missing' };
  };
  const context: BuildFiles = {
    dockerfile: Object.hasOwn(files, how.file) ? { text: files[how.file] } : { unread: 'missing' },
    hasIgnoreFile: '.dockerignore' in files,
    has: (path) => read(path).unread !== 'missing',
    list: () => [...new Set(Object.keys(files).map((name) => name.split('/')[0]))],
    read,
  };
  return new Builds({ builtFrom: ({ path }) => (path.includes('container-assets') ? { build: how } : undefined) }, () => context);
}
