import fc from 'fast-check';
import { PLAIN, brokenFiles, builds, files, layouts, meaningOf, rendered, scripts } from './dockerfiles';
import { includedFindings, yamlOf } from './forms';
import { Body, brokenTemplates, placesIn, reordered, templates, unknownValues, withValue } from './templates';
import { Build, Dockerfile, readDockerfile } from '../../src/dockerfile';
import { AppFacts } from '../../src/facts/app';
import { Verdict, judge } from '../../src/pack/judge';
import { readProcess } from '../../src/shell';
import { buildsFrom } from '../rules/rule-tester';
import { templateOf } from '../rules/subjects';

/** What is found in templates of one app. What fails, throws here. */
function verdictsOf(...bodies: readonly Body[]): readonly Verdict[] {
  const { verdicts, failures } = judge(new AppFacts(bodies.map((body, index) => ({ stackPath: `Stack${index}`, body }))));
  for (const { rule, error } of failures) {
    throw new Error(`${rule ?? 'reading'} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return verdicts;
}

/** The same as texts, in an order of their own. */
function findingsOf(...bodies: readonly Body[]): string[] {
  return verdictsOf(...bodies)
    .map(({ address, subject, rule, finding, severity }) => [address.stackPath, address.logicalId, subject.at ?? '', rule.id, severity, finding.message].join(' · '))
    .sort();
}

/** Which rule finds something, and where; of all findings, or of those that are graver than a hint. */
function placesFound(body: Body, graverThanHints: boolean): Set<string> {
  const found = verdictsOf(body).filter(({ severity }) => !graverThanHints || severity !== 'info');
  return new Set(found.map(({ address, subject, rule }) => [address.logicalId, subject.place, rule.id].join(' · ')));
}

const orders = fc.infiniteStream(fc.nat()).map((numbers) => (length: number) => {
  const keyed = Array.from({ length }, (_, index) => ({ index, key: numbers.next().value as number }));
  return keyed.sort((a, b) => a.key - b.key).map(({ index }) => index);
});

/** What holds of every template, by what it shows. */
export const PROPERTIES: Readonly<Record<string, fc.IRawProperty<unknown>>> = {
  'nothing throws, whatever stands in a template': fc.property(brokenTemplates, (body) => {
    findingsOf(body);
  }),

  'a value that nobody knows makes no alarm where another would be fine': fc.property(templates, fc.nat(), unknownValues, (body, at, unknown) => {
    const places = placesIn(body);
    const place = places[at % places.length];
    const alarms = placesFound(withValue(body, place, unknown), true);
    // An item that is taken out of a list gives its place to the next.
    const others = typeof place[place.length - 1] === 'string' ? [body, withValue(body, place, undefined)] : [body];
    for (const known of others) {
      const accounted = placesFound(known, false);
      const unfounded = [...alarms].filter((alarm) => !accounted.has(alarm));
      if (unfounded.length > 0) {
        throw new Error(`${unfounded.join(', ')} rests on an unknown value at ${place.join('.')}`);
      }
    }
  }),

  'order says nothing': fc.property(brokenTemplates, orders, (body, order) => {
    expectEqual(findingsOf(reordered(body, order)), findingsOf(body));
  }),

  'what has nothing to do with a resource changes nothing': fc.property(brokenTemplates, brokenTemplates, (body, other) => {
    const own = findingsOf(body);
    expectEqual(findingsOf(body, { ...other, Resources: unrelated(other.Resources) }).filter((finding) => finding.startsWith('Stack0')), own);
  }),
};

/** What holds, and takes a whole app to see. */
export const PROPERTIES_OF_APPS: typeof PROPERTIES = {
  'YAML is as good as JSON': fc.property(templates, (body) => {
    expectEqual(includedFindings('template.yaml', yamlOf(body)), includedFindings('template.json', JSON.stringify(body)));
  }),
};

/** Milliseconds within which a Dockerfile must be read, on the slowest machine. */
const PATIENCE = 2000;

/** What holds of every Dockerfile. */
export const PROPERTIES_OF_DOCKERFILES: typeof PROPERTIES = {
  'nothing throws and nothing hangs, whatever stands in a Dockerfile': fc.property(brokenFiles, builds, (text, build) => {
    const started = Date.now();
    const dockerfile = readDockerfile(text, build);
    if (Date.now() - started > PATIENCE) {
      throw new Error('took too long');
    }
    expectSound(dockerfile, text.split('\n').length);
  }),

  'comments, empty lines, case and line continuations say nothing in a Dockerfile': fc.property(files, builds, layouts, (file, build, layout) => {
    const [plain, other] = [PLAIN, layout].map((each) => {
      const { text, starts } = rendered(file, each);
      return meaningOf(readDockerfile(text, build), starts);
    });
    expectEqual(other.split(',"'), plain.split(',"'));
  }),

  'no rule throws and nothing hangs, whatever stands in a Dockerfile and its start script': fc.property(brokenFiles, builds, scripts, (text, build, script) => {
    const started = Date.now();
    builtFindings({ 'Dockerfile': `${text}\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]`, 'start.sh': script }, build);
    if (Date.now() - started > PATIENCE) {
      throw new Error('took too long');
    }
  }),

  'findings are the same under comments, empty lines, case and line continuations': fc.property(files, builds, layouts, (file, build, layout) => {
    const [plain, other] = [PLAIN, layout].map((each) => {
      const { text, starts } = rendered(file, each);
      return builtFindings({ Dockerfile: text }, build).map((finding) => withoutLines(finding, starts));
    });
    expectEqual(other, plain);
  }),
};

/** A finding that names instructions by their number where it names lines. */
function withoutLines(finding: string, starts: readonly number[]): string {
  const places = /Dockerfile:\d+|\b(?:in|does|do) lines? \d+(?:(?:, | and )\d+)*/g;
  return finding.replace(places, (place) => place.replace(/\d+/g, (line) => String(starts.indexOf(Number(line)))));
}

/** What is found in a container whose image is built from files. What fails, throws here. */
function builtFindings(sources: Readonly<Record<string, string>>, { target, buildArgs = new Map<string, string>(), platform }: Build): string[] {
  const how = { target, platform, buildArgs: Object.fromEntries([...buildArgs].map(([name, value]) => [name, value ?? '${Token[X.1]}'])) };
  const facts = new AppFacts([{ stackPath: 'Stack', body: templateOf('dockerfile', {}) }], undefined, undefined, buildsFrom(sources, how));
  const { verdicts, failures } = judge(facts);
  for (const { rule, error } of failures) {
    throw new Error(`${rule ?? 'reading'} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
  return verdicts.map(({ rule, finding, severity }) => [rule.id, severity, finding.message, finding.fix].join(' · ')).sort();
}

/** Stages know only those above them, lines are lines of the file, and the shell reader takes what starts. */
function expectSound({ stages, final, acknowledgements }: Dockerfile, lines: number): void {
  const placed = [...stages.flatMap((stage) => [stage, ...stage.instructions, ...stage.triggers]), ...acknowledgements];
  const started = stages.flatMap(({ commands, entryPoints, runs }) => [...commands, ...entryPoints, ...runs]);
  const sound = (!final || stages.includes(final))
    && stages.every(({ base, copies, index }) => [base, ...copies.map(({ from }) => from)].every((source) => (source?.stage?.index ?? -1) < index))
    && placed.every(({ line }) => line >= 1 && line <= lines)
    && started.every(({ vector }) => readProcess(vector).vector === vector);
  if (!sound) {
    throw new Error('the model contradicts itself');
  }
}

/** What resources mean by the account, or by a name. */
const WHOLE_APP = ['AWS::ECR::RegistryScanningConfiguration', 'AWS::Logs::LogGroup', 'Custom::LogRetention'];

/** Without what speaks for the whole app. */
function unrelated(resources: Body['Resources']): Body['Resources'] {
  return Object.fromEntries(Object.entries(resources).filter(([, resource]) => !WHOLE_APP.includes((resource as { Type: string }).Type)));
}

function expectEqual(found: readonly string[], expected: readonly string[]): void {
  const differences = [...found.filter((each) => !expected.includes(each)), ...expected.filter((each) => !found.includes(each))];
  if (differences.length > 0 || found.length !== expected.length) {
    throw new Error(`differs in: ${differences.join('\n') || 'how often a finding stands'}`);
  }
}
