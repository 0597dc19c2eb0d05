import { Scenario } from './conditions';
import { UNRESOLVED } from './known';
import { Json, isObject, section } from './template';

/** A reference to a resource of the app. `attribute` is absent for `Ref`. */
export class Reference {
  public constructor(public readonly stackPath: string, public readonly logicalId: string, public readonly attribute?: string) {}

  public toString(): string {
    return `\${${this.logicalId}${this.attribute ? `.${this.attribute}` : ''}}`;
  }
}

/** A text of which CloudFormation fills in some parts. Such a part reads `${Name}`, as in `Fn::Sub`. */
export class PartialText {
  public constructor(public readonly parts: readonly (string | Reference)[]) {}

  public toString(): string {
    return this.parts.join('');
  }
}

/** What the app knows beyond one template: values that stacks hand to each other. */
export interface Surroundings {
  exported(name: string): Resolved;
  nestedParameter(stackPath: string, parameter: string): Resolved;
  nestedOutput(stackPath: string, logicalId: string, output: string): Resolved;
}

/** A value without intrinsics at its top. Items of lists and objects are still as written. */
export type Resolved = undefined | string | number | boolean | readonly Json[] | Record<string, Json> | PartialText | Reference | typeof UNRESOLVED;

const PSEUDO_NO_VALUE = 'AWS::NoValue';
const MAX_DEPTH = 32;

/** The intrinsics that can be resolved, and what does it. */
const INTRINSICS: ReadonlyMap<string, 'ref' | 'getAtt' | 'branch' | 'substitute' | 'join' | 'select' | 'split' | 'findInMap' | 'importValue'> = new Map([
  ['Ref', 'ref'],
  ['Fn::GetAtt', 'getAtt'],
  ['Fn::If', 'branch'],
  ['Fn::Sub', 'substitute'],
  ['Fn::Join', 'join'],
  ['Fn::Select', 'select'],
  ['Fn::Split', 'split'],
  ['Fn::FindInMap', 'findInMap'],
  ['Fn::ImportValue', 'importValue'],
] as const);

/** Resolves what can be resolved at synthesis, as CloudFormation would, in one template and one scenario. */
export class Resolver {
  private readonly resources: Record<string, Json>;
  private readonly parameters: Record<string, Json>;

  public constructor(
    private readonly stackPath: string,
    private readonly body: Json,
    private readonly scenario: Scenario,
    private readonly surroundings: Surroundings,
  ) {
    this.resources = section(body, 'Resources');
    this.parameters = section(body, 'Parameters');
  }

  public resolve(value: Json, depth = 0): Resolved {
    if (typeof value !== 'object') {
      return value as Resolved;
    }
    if (value === null || depth > MAX_DEPTH) {
      return UNRESOLVED;
    }
    const name = intrinsicName(value);
    if (name === undefined) {
      return value as Resolved;
    }
    const method = INTRINSICS.get(name);
    return method === undefined ? UNRESOLVED : this[method]((value as Record<string, Json>)[name], depth + 1);
  }

  private ref(name: Json): Resolved {
    if (typeof name !== 'string') {
      return UNRESOLVED;
    }
    if (name === PSEUDO_NO_VALUE) {
      return undefined;
    }
    if (Object.hasOwn(this.resources, name)) {
      return new Reference(this.stackPath, name);
    }
    return this.parameter(name) ?? hole(name);
  }

  private parameter(name: string): Resolved {
    const parameter = this.parameters[name];
    if (!isObject(parameter)) {
      return undefined;
    }
    const decided = this.scenario.parameters.get(name) ?? this.surroundings.nestedParameter(this.stackPath, name);
    if (decided !== undefined) {
      return decided === UNRESOLVED ? hole(name) : decided;
    }
    const type = String(parameter.Type);
    const secret = parameter.NoEcho === true || parameter.NoEcho === 'true';
    if (secret || type.startsWith('AWS::SSM::') || !isScalar(parameter.Default)) {
      return hole(name);
    }
    return type === 'CommaDelimitedList' || type.startsWith('List<')
      ? String(parameter.Default).split(',').map((item) => item.trim())
      : String(parameter.Default);
  }

  private getAtt(argument: Json): Resolved {
    const [logicalId, attribute] = typeof argument === 'string' ? splitOnce(argument, '.') : Array.isArray(argument) ? argument : [];
    if (typeof logicalId !== 'string' || typeof attribute !== 'string' || !Object.hasOwn(this.resources, logicalId)) {
      return UNRESOLVED;
    }
    if (attribute.startsWith('Outputs.')) {
      return this.surroundings.nestedOutput(this.stackPath, logicalId, attribute.slice('Outputs.'.length));
    }
    return new Reference(this.stackPath, logicalId, attribute);
  }

  private branch(argument: Json, depth: number): Resolved {
    if (!Array.isArray(argument) || typeof argument[0] !== 'string' || argument.length !== 3) {
      return UNRESOLVED;
    }
    const holds = this.scenario.holds(argument[0]);
    return holds === undefined ? UNRESOLVED : this.resolve(argument[holds ? 1 : 2], depth);
  }

  private substitute(argument: Json, depth: number): Resolved {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string') {
      return UNRESOLVED;
    }
    const own = isObject(variables) ? variables : {};
    // Split by a capturing group: the odd pieces are the names.
    const parts = text.split(/\$\{([^}]*)\}/).map((piece, index) => {
      if (index % 2 === 0) {
        return piece;
      }
      if (piece.startsWith('!')) {
        return `\${${piece.slice(1)}}`;
      }
      const name = piece.trim();
      const value = Object.hasOwn(own, name) ? this.resolve(own[name], depth) : name.includes('.') ? this.getAtt(name) : this.ref(name);
      return value === UNRESOLVED ? hole(name) : value;
    });
    return concatenate(parts);
  }

  private join(argument: Json, depth: number): Resolved {
    const [delimiter, list] = Array.isArray(argument) ? argument : [];
    const items = this.resolve(list, depth);
    if (typeof delimiter !== 'string' || !Array.isArray(items)) {
      return UNRESOLVED;
    }
    const parts: Resolved[] = [];
    for (const item of items) {
      const part = this.resolve(item, depth);
      if (part !== undefined && parts.length > 0 && delimiter !== '') {
        parts.push(delimiter);
      }
      if (part !== undefined) {
        parts.push(part);
      }
    }
    return concatenate(parts);
  }

  private select(argument: Json, depth: number): Resolved {
    const [position, list] = Array.isArray(argument) ? argument : [];
    const index = this.resolve(position, depth);
    const items = this.resolve(list, depth);
    return Array.isArray(items) && isScalar(index) && Number(index) in items ? this.resolve(items[Number(index)], depth) : UNRESOLVED;
  }

  private split(argument: Json, depth: number): Resolved {
    const [delimiter, source] = Array.isArray(argument) ? argument : [];
    const text = this.resolve(source, depth);
    return typeof delimiter === 'string' && delimiter !== '' && typeof text === 'string' ? text.split(delimiter) : UNRESOLVED;
  }

  private findInMap(argument: Json, depth: number): Resolved {
    if (!Array.isArray(argument)) {
      return UNRESOLVED;
    }
    const [map, top, second] = argument.slice(0, 3).map((key) => this.resolve(key, depth));
    if (typeof map !== 'string' || typeof second !== 'string') {
      return UNRESOLVED;
    }
    const rows = section(section(this.body, 'Mappings'), map);
    if (typeof top !== 'string') {
      const values = Object.keys(rows).map((key) => section(rows, key)[second]).filter((value) => value !== undefined);
      return argument.length === 3 && values.length > 0 && values.every(isScalar) ? whatAllShare(values.map(String), map) : UNRESOLVED;
    }
    const found = section(rows, top)[second];
    return found === undefined ? UNRESOLVED : this.resolve(found, depth);
  }

  private importValue(argument: Json, depth: number): Resolved {
    const name = this.resolve(argument, depth);
    return typeof name === 'string' ? this.surroundings.exported(name) : UNRESOLVED;
  }
}

/** Of several texts that may be meant, the beginning and the end that all have in common. What lies between is unknown. */
function whatAllShare(texts: readonly string[], name: string): string | PartialText {
  const [first, ...others] = texts;
  if (others.every((text) => text === first)) {
    return first;
  }
  const shortest = Math.min(...texts.map(({ length }) => length));
  let start = 0;
  while (start < shortest && others.every((text) => text[start] === first[start])) {
    start += 1;
  }
  let end = 0;
  while (end < shortest - start && others.every((text) => text.at(-1 - end) === first.at(-1 - end))) {
    end += 1;
  }
  return new PartialText([first.slice(0, start), `\${${name}}`, first.slice(first.length - end)].filter((piece) => piece !== ''));
}

/** The function that an object calls: its only key. */
function intrinsicName(value: Json): string | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0].startsWith('Fn::')) ? names[0] : undefined;
}

/** A text that is one unknown part. */
export function hole(name: string): PartialText {
  return new PartialText([`\${${name}}`]);
}

/** Whether two values of one template come out equal, whatever CloudFormation makes of them; unresolved where that cannot be told. A resource is the same under its `Ref` and its ARN. */
export function isSame(one: Resolved, other: Resolved): boolean | typeof UNRESOLVED {
  if (one === undefined || other === undefined) {
    return false;
  }
  if (one instanceof Reference && other instanceof Reference) {
    return one.stackPath === other.stackPath && one.logicalId === other.logicalId;
  }
  if (isScalar(one) && isScalar(other)) {
    return String(one) === String(other);
  }
  return isFilledIn(one) && isFilledIn(other) && String(one) === String(other) ? true : UNRESOLVED;
}

/** CloudFormation fills in each part by its name. What `${?}` stands for has none. */
function isFilledIn(value: Resolved): boolean {
  return value instanceof Reference || (value instanceof PartialText && !String(value).includes('${?}'));
}

function concatenate(parts: readonly Resolved[]): Resolved {
  const pieces: (string | Reference)[] = [];
  let known = true;
  for (const part of parts) {
    known &&= isScalar(part);
    if (part instanceof PartialText) {
      pieces.push(...part.parts);
    } else if (part !== '') {
      pieces.push(part instanceof Reference ? part : isScalar(part) ? String(part) : '${?}');
    }
  }
  return known ? pieces.join('') : new PartialText(pieces);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
