import { posix } from 'path';
import type { Build } from './build';
import { sourcesOf } from './image-file';
import { Stage, chainOf } from '../dockerfile';
import { hasHole } from '../platform/image-reference';
import { Process, readProcess } from '../shell';

/** A RUN of a stage that the build needs. */
export interface BuildStep {
  readonly line: number;
  readonly process: Process;
  /** The names of the variables that ENV and ARG set for it. */
  readonly variables: ReadonlySet<string>;
  /** Where in the build context the file comes from that it finds in the folder which it begins in. */
  readonly origin: (name: string) => string | undefined;
}

/** Stages may copy from one another in a long row. */
const MOST_STAGES = 8;

export function readSteps(build: Build): readonly BuildStep[] {
  return build.needed.flatMap((stage) => stage.runs.map(({ line, vector, workingDirectory }): BuildStep => ({
    line,
    process: readProcess(vector),
    variables: new Set([
      ...stage.configuration.env.keys(),
      ...chainOf(stage).flatMap(({ args }) => args.flatMap(({ name, value }) => (value === undefined ? [] : [name]))),
    ]),
    origin: (name) => originOf(build, stage, posix.join(workingDirectory, name), line),
  })));
}

/** The path in the build context of a file that stands in a stage, by the copies above a line. Of several copies to one place the last one counts. */
function originOf(build: Build, stage: Stage, path: string, line: number, depth = 0): string | undefined {
  const copies = chainOf(stage).flatMap((link) => link.copies).filter((copy) => copy.line < line).reverse();
  for (const copy of copies) {
    for (const source of sourcesOf(copy, path)) {
      const found = copy.from === undefined ? inContext(build, source)
        : copy.from.stage && depth < MOST_STAGES ? originOf(build, copy.from.stage, posix.join('/', source), line, depth + 1) : undefined;
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

function inContext({ files }: Build, path: string): string | undefined {
  return !hasHole(path) && files.has(path) ? posix.normalize(`/${path}`).slice(1) : undefined;
}
