import { posix } from 'path';
import type { Build, UnreadFile } from './build';
import { Copy, Stage, chainOf } from '../dockerfile';
import { hasHole } from '../platform/image-reference';

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
    const found = build.final && fileIn(build, build.final, posix.normalize(place), 0);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Of several copies to one place the last one counts. */
function fileIn(build: Build, stage: Stage, path: string, depth: number): ImageFile | undefined {
  const copies = chainOf(stage).flatMap((link) => link.copies).reverse();
  for (const copy of copies) {
    const found = fileOf(build, copy, path, depth);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function fileOf(build: Build, copy: Copy, path: string, depth: number): ImageFile | undefined {
  const { destination, from, heredocs } = copy;
  if (hasHole(destination)) {
    return undefined;
  }
  const written = heredocs.find(({ name }) => (destination.endsWith('/') ? `${destination}${name}` : destination) === path);
  if (written) {
    return { name: build.at(copy.line), text: written.text };
  }
  for (const source of sourcesOf(copy, path)) {
    const found = from === undefined ? inContext(build, source)
      : from.stage && depth < MOST_STAGES ? fileIn(build, from.stage, posix.join('/', source), depth + 1) : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
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
export function sourcesOf({ sources, destination }: Copy, path: string): readonly string[] {
  const folder = destination.replace(/\/+$/, '');
  const below = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  return sources.filter((source) => !/^[a-z]+:\/\/|^git@/i.test(source) && !hasHole(source)).flatMap((source) => [
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
