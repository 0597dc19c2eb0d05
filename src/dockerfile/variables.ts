import { Lookup, UNKNOWN, expand, hole } from './expand';
import { Build } from './model';
import { Parsed } from './parse';
import { splitQuoted } from './words';

/** A name, and the value that an instruction gives it, not yet substituted. */
export interface Assignment {
  readonly name: string;
  readonly value?: string;
}

/** Values of arguments by name; undefined for those that are declared without one. */
export type Arguments = ReadonlyMap<string, string | undefined>;

/** What Docker puts on the path of an image from scratch. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const BUILDER = ['BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT'];

/** The arguments of ARG. */
export function readArguments({ rest }: Parsed, escape: string): readonly Assignment[] {
  return splitQuoted(rest, escape).map(readAssignment);
}

/** The variables of ENV or LABEL: `name=value …`, or `name value` of old. */
export function readAssignments({ rest }: Parsed, escape: string): readonly Assignment[] {
  const words = splitQuoted(rest, escape);
  if (words.length === 0 || words[0].includes('=')) {
    return words.filter((word) => word.includes('=')).map(readAssignment);
  }
  const [, name, value] = /^(\S+)\s*([^]*)$/.exec(rest.trim())!;
  return [{ name, value }];
}

function readAssignment(word: string): Assignment {
  const at = word.indexOf('=');
  return at < 0 ? { name: word } : { name: word.slice(0, at), value: word.slice(at + 1) };
}

/** Arguments that FROM sees: those declared above the first one, and those that Docker sets itself. */
export function globalArguments(instructions: readonly Parsed[], build: Build, escape: string): Arguments {
  const found = new Map<string, string | undefined>(predefined(build));
  const lookup: Lookup = (name) => found.get(name);
  for (const instruction of instructions.filter(({ keyword }) => keyword === 'ARG')) {
    for (const argument of readArguments(instruction, escape)) {
      found.set(argument.name, argumentValue(argument, build, found, lookup, escape));
    }
  }
  return found;
}

/** The value that an ARG gives: that of the build, its default, or that of the global one. */
export function argumentValue({ name, value }: Assignment, build: Build, globals: Arguments, lookup: Lookup, escape: string): string | undefined {
  if (build.buildArgs?.has(name)) {
    return build.buildArgs.get(name) ?? hole(name);
  }
  return value === undefined ? globals.get(name) : expand(value, lookup, escape);
}

function predefined({ platform, target }: Build): [string, string][] {
  const [system, architecture, variant] = platform?.split('/') ?? [];
  const known = architecture !== undefined;
  const targets = { TARGETPLATFORM: platform, TARGETOS: system, TARGETARCH: architecture, TARGETVARIANT: known ? variant ?? '' : undefined };
  return [
    ...BUILDER.map((name): [string, string] => [name, hole(name)]),
    ...Object.entries(targets).map(([name, value]): [string, string] => [name, known && value !== undefined ? value : hole(name)]),
    ['TARGETSTAGE', target ?? 'default'],
  ];
}

/** Looks variables up; one that is not there may come from the base image, if there is one. */
export function lookupIn(variables: ReadonlyMap<string, string>, fromScratch: boolean): Lookup {
  return (name) => variables.get(name) ?? (fromScratch || !/^\w*[A-Za-z_]\w*$/.test(name) ? undefined : UNKNOWN);
}
