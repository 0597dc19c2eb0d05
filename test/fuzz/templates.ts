import fc from 'fast-check';
import { RULES } from '../../src/rules';
import type { Rule } from '../../src/rules/rule';
import { partsOf } from '../rules/rule-tester';
import { templateOf } from '../rules/subjects';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export interface Body { readonly Resources: { [name: string]: Json }; readonly [section: string]: Json }

/** What only CloudFormation knows: nothing in the template says what it is. */
const UNKNOWN: readonly Json[] = [
  { 'Fn::GetAtt': ['Elsewhere', 'Value'] }, { 'Fn::ImportValue': 'Value' }, { Ref: 'Asked' }, { 'Fn::If': ['Undefined', 'one', 'other'] },
  { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, { 'Fn::Transform': { Name: 'Macro' } }, { 'Fn::Sub': '${Asked}' },
];

/** What no property should be. */
const JUNK: readonly Json[] = [
  null, true, 0, -1, 1e9, '', ' ', 'x', '${', '\u0000', [], {}, [[]], [null], { '': null }, { 'Fn::Join': 'x' }, { 'Fn::If': ['C'] }, { 'Fn::Sub': [1] }, { Ref: null },
  { 'Fn::Select': [9, []] }, { 'Fn::FindInMap': ['M', 'a', 'b'] }, { 'Fn::Split': ['', ''] }, { __proto__: { Name: 'x' } }, { constructor: 'x' }, { Ref: 'AWS::NoValue' },
];

/** Values that a template says in a roundabout way. */
const ROUNDABOUT: readonly Json[] = [
  { Ref: 'Given' }, { 'Fn::Sub': '${Given}' }, { 'Fn::If': ['Asks', { Ref: 'AWS::NoValue' }, 'value'] }, { 'Fn::FindInMap': ['Map', 'top', 'second'] },
  { 'Fn::Join': ['', ['va', 'lue']] }, { 'Fn::If': ['Asks', { Ref: 'Given' }, { Ref: 'Asked' }] }, { 'Fn::GetAtt': ['Subject0', 'Arn'] }, { Ref: 'Subject0' },
];

const REST = {
  Parameters: { Asked: { Type: 'String' }, Given: { Type: 'String', Default: 'value' } },
  Conditions: { Asks: { 'Fn::Equals': [{ Ref: 'Asked' }, 'yes'] } },
  Mappings: { Map: { top: { second: 'value' } } },
};

const byKind = new Map<Rule['kind'], Rule[]>();
RULES.forEach((rule) => byKind.set(rule.kind, [...byKind.get(rule.kind) ?? [], rule]));

/** One to four resources, each with what the examples of some rules say, good or bad. */
export const templates: fc.Arbitrary<Body> = fc.array(
  fc.constantFrom(...byKind.values()).chain((rules) => fc.record({
    kind: fc.constant(rules[0].kind),
    examples: fc.array(fc.tuple(fc.constantFrom(...rules), fc.boolean()), { maxLength: 4 }),
  })),
  { minLength: 1, maxLength: 4 },
).map((subjects) => connect(subjects.map(({ kind, examples }) => {
  const cases = examples.map(([rule, good]) => partsOf(good ? rule.examples.good : rule.examples.bad));
  const { Resources: subject } = templateOf(kind, Object.assign({}, ...cases.map(({ properties }) => properties)));
  return { ...Object.assign({}, ...cases.map(({ Resources }) => Resources)), ...subject } as Record<string, Json>;
})));

/** One template of several, whose services start the task definitions beside them. */
function connect(all: readonly Record<string, Json>[]): Body {
  const Resources: Record<string, Json> = withoutTwins(Object.assign({}, ...all.map(numbered)));
  const task = Object.keys(Resources).find((name) => typeOf(Resources[name]) === 'AWS::ECS::TaskDefinition');
  for (const name of Object.keys(Resources)) {
    if (task !== undefined && typeOf(Resources[name]) === 'AWS::ECS::Service') {
      (Resources[name] as { Properties: Record<string, Json> }).Properties.TaskDefinition ??= { Ref: task };
    }
  }
  return { ...REST, Resources };
}

/** Ids, and the references to them, with a number behind them. */
function numbered(resources: Record<string, Json>, index: number): Record<string, Json> {
  const text = Object.keys(resources).reduce((json, id) => json.replaceAll(`"${id}"`, `"${id}${index}"`).replaceAll(`\${${id}`, `\${${id}${index}`), JSON.stringify(resources));
  return JSON.parse(text);
}

function typeOf(resource: Json): Json {
  return typeof resource === 'object' && resource !== null && !Array.isArray(resource) ? resource.Type : undefined!;
}

/** CloudFormation makes no two log groups of one name. */
function withoutTwins(resources: Record<string, Json>): Record<string, Json> {
  const names = new Set<Json>();
  return Object.fromEntries(Object.entries(resources).filter(([, resource]) => {
    const name = (resource as { Properties: Record<string, Json> }).Properties.LogGroupName;
    const isTwin = typeOf(resource) === 'AWS::Logs::LogGroup' && name !== undefined && names.has(name);
    names.add(name);
    return !isTwin;
  }));
}

/** A place in a template, below `Resources`. */
export type Path = readonly (string | number)[];

/** All places in the properties of the resources. */
export function placesIn(body: Body): Path[] {
  const places: Path[] = [];
  const visit = (value: Json, path: Path) => {
    if (path.length > 1) {
      places.push(path);
    }
    if (typeof value === 'object' && value !== null) {
      Object.keys(value).forEach((name) => visit((value as Record<string, Json>)[name], [...path, Array.isArray(value) ? Number(name) : name]));
    }
  };
  Object.entries(body.Resources).forEach(([name, resource]) => visit((resource as { Properties: Json }).Properties, [name, 'Properties']));
  return places;
}

/** The template with another value in a place; without the place, where the value is undefined. */
export function withValue(body: Body, path: Path, value: Json | undefined): Body {
  const put = (node: Json, [step, ...rest]: Path): Json => {
    if (Array.isArray(node)) {
      return node.flatMap((item, index) => (index !== step ? [item] : rest.length > 0 ? [put(item, rest)] : value === undefined ? [] : [value]));
    }
    const entries = Object.entries(node as Record<string, Json>);
    return Object.fromEntries(entries.flatMap(([name, item]): [string, Json][] => (
      name !== step ? [[name, item]] : rest.length > 0 ? [[name, put(item, rest)]] : value === undefined ? [] : [[name, value]])));
  };
  return { ...body, Resources: put(body.Resources, path) as Body['Resources'] };
}

export const unknownValues = fc.constantFrom(...UNKNOWN);

const anyJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const otherValues = fc.oneof(fc.constantFrom(...JUNK), unknownValues, fc.constantFrom(...ROUNDABOUT), fc.constant(undefined), anyJson);
const changes = fc.array(fc.tuple(fc.nat(), otherValues), { minLength: 1, maxLength: 6 });

/** Templates in which some places say something else: what nobody knows, what makes no sense, what is said in a roundabout way, or nothing. */
export const brokenTemplates: fc.Arbitrary<Body> = fc.tuple(templates, changes).map(([template, made]) => made.reduce((body, [at, value]) => {
  const places = placesIn(body);
  return places.length === 0 ? body : withValue(body, places[at % places.length], value);
}, template));

/** The same template, with its objects and its named lists in another order. */
export function reordered(body: Body, order: (length: number) => readonly number[]): Body {
  const turn = (value: Json): Json => {
    if (Array.isArray(value)) {
      const items = value.map(turn);
      return namesOf(items) ? order(items.length).map((index) => items[index]) : items;
    }
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      return Object.fromEntries(order(entries.length).map((index) => [entries[index][0], turn(entries[index][1])]));
    }
    return value;
  };
  return { ...body, Resources: turn(body.Resources) as Body['Resources'] };
}

/** Whether each item of a list has a name of its own, so that its place says nothing. */
function namesOf(items: readonly Json[]): boolean {
  const names = items.map((item) => (typeof item === 'object' && item !== null && !Array.isArray(item) ? item.Name : undefined));
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}
