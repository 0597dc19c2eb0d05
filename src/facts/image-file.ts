import { posix } from 'path';
import type { Build, UnreadFile } from './build';
import { Copy, Stage, chainOf } from '../dockerfile';
import { hasHole } from '../platform/image-reference';
import { remoteSource } from '../platform/remote-sources';

/** A file that an image takes from its build: its text, or why there is none. */
export interface ImageFile {
  /** How a message calls it, such as `api/start.sh`. */
  readonly name: string;
  readonly text?: string;
  readonly unread?: UnreadFile;
}

/** Stages may copy from one another in a long row. */
const MOST_STAGES = 8;

/** The folders in which a program is looked for that is named without one. */
const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The file of the build that stands in the image under the name of a program; undefined where none of the build does, or it is no text. */
export function programFile(build: Build, program: string, workingDirectory: string | undefined): ImageFile | undefined {
  const places = program.startsWith('/') ? [program]
    : program.includes('/') ? placesIn(workingDirectory, program) : PROGRAM_FOLDERS.map((folder) => `${folder}/${program}`);
  return firstOf(build, places);
}

/** The file of the build that an interpreter is given. */
export function scriptFile(build: Build, path: string, workingDirectory: string | undefined): ImageFile | undefined {
  return firstOf(build, path.startsWith('/') ? [path] : placesIn(workingDirectory, path));
}

function placesIn(folder: string | undefined, path: string): readonly string[] {
  return folder === undefined || hasHole(folder) ? [] : [posix.join(folder, path)];
}

function firstOf(build: Build, places: readonly string[]): ImageFile | undefined {
  for (const place of places) {
    const found = build.final && fileIn(build, build.final, posix.normalize(place));
    if (found) {
      return found;
    }
  }
  return undefined;
}

function fileIn(build: Build, stage: Stage, path: string): ImageFile | undefined {
  for (const origin of origins(stage, path)) {
    const found = origin.written ? { name: build.at(origin.written.line), text: origin.written.text } : inContext(build, origin.source);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Where a file of a stage may come from: the Dockerfile itself, or a path in the build context. */
type Origin =
  | { readonly written: { readonly line: number; readonly text: string } }
  | { readonly written?: undefined; readonly source: string };

/** The places that a file of a stage may come from by the copies above a line, the one that counts first: of several copies to one place, the last. */
export function* origins(stage: Stage, path: string, above = Infinity, depth = 0): Iterable<Origin> {
  for (const copy of copiesInto(stage)) {
    const { destination, from, heredocs, line } = copy;
    if (line >= above) {
      continue;
    }
    const heredoc = heredocs.find(({ name }) => (destination.endsWith('/') ? `${destination}${name}` : destination) === path);
    if (heredoc) {
      yield { written: { line, text: heredoc.text } };
    }
    for (const source of hasHole(destination) ? [] : sourcesOf(copy, path)) {
      if (from === undefined) {
        yield { source };
      } else if (from.stage && depth < MOST_STAGES) {
        yield* origins(from.stage, posix.join('/', source), above, depth + 1);
      }
    }
  }
}

const knownCopies = new WeakMap<Stage, readonly Copy[]>();

/** The copies into a stage and those that it begins with, the last one first. */
function copiesInto(stage: Stage): readonly Copy[] {
  const copies = knownCopies.get(stage) ?? chainOf(stage).flatMap((each) => each.copies).reverse();
  knownCopies.set(stage, copies);
  return copies;
}

function inContext(build: Build, path: string): ImageFile | undefined {
  const { text, unread } = build.files.read(path);
  if (text !== undefined) {
    return { name: build.nameOf(path.replace(/^\/+/, '')), text };
  }
  return unread === 'outside' || unread === 'too big' || unread === 'unreadable'
    ? { name: build.nameOf(path), unread: build.unreadFile(path, unread) }
    : undefined;
}

/** The paths from which a COPY may have brought a file to its place: what it names may be that file, or a folder with it. */
function sourcesOf({ sources, destination }: Copy, path: string): readonly string[] {
  const folder = destination.endsWith('/') ? destination.replace(/\/+$/, '') : destination;
  const below = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  if (below === undefined && path !== destination) {
    return [];
  }
  return sources.filter((source) => remoteSource(source) === undefined && !hasHole(source)).flatMap((source) => [
    ...path === destination ? [source] : [],
    ...below !== undefined && matchesName(source, below) ? [posix.join(posix.dirname(source), below)] : [],
    ...below !== undefined && !source.includes('*') ? [posix.join(source, below)] : [],
  ]);
}

/** Whether the last part of a source, in which `*` stands for anything, is a name. */
function matchesName(source: string, name: string): boolean {
  const [first = '', ...others] = posix.basename(source).split('*');
  const last = others.pop();
  if (last === undefined || others.length > 0) {
    return last === undefined && first === name;
  }
  return !name.includes('/') && name.length >= first.length + last.length && name.startsWith(first) && name.endsWith(last);
}
