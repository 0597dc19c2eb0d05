import { posix } from 'path';
import type { Build } from './build';
import { origins } from './image-file';
import { Run, Stage, chainOf } from '../dockerfile';
import { hasHole } from '../platform/image-reference';
import { Process, readProcess } from '../shell';

/** A RUN of a stage that the build needs. Scripts of builds are long: they are read when somebody asks what is in them. */
export class BuildStep {
  private knownProcess?: Process;

  public constructor(
    private readonly build: Build,
    private readonly stage: Stage,
    private readonly run: Run,
    /** It makes a part of the image itself, and not of a stage that is copied from. */
    public readonly inImage: boolean,
  ) {}

  public get line(): number {
    return this.run.line;
  }

  /** What it starts, as Docker does: in exec form, or the shell and its script. */
  public get vector(): readonly string[] {
    return this.run.vector;
  }

  public get process(): Process {
    this.knownProcess ??= readProcess(this.run.vector);
    return this.knownProcess;
  }

  /** The names of the variables that ENV and ARG set for it. */
  public get variables(): ReadonlySet<string> {
    const args = chainOf(this.stage).flatMap((stage) => stage.args).filter(({ value }) => value !== undefined);
    return new Set([...this.stage.configuration.env.keys(), ...args.map(({ name }) => name)]);
  }

  /** Where in the build context the file comes from that it finds in the folder which it begins in. */
  public origin(name: string): string | undefined {
    return originOf(this.build, this.stage, posix.join(this.run.workingDirectory, name), this.line);
  }
}

export function readSteps(build: Build): readonly BuildStep[] {
  const { chain } = build;
  return build.needed.flatMap((stage) => stage.runs.map((run) => new BuildStep(build, stage, run, chain.includes(stage))));
}

/** The path in the build context of a file that stands in a stage, by the copies above a line. */
function originOf(build: Build, stage: Stage, path: string, line: number): string | undefined {
  for (const origin of origins(stage, path, line)) {
    const found = origin.written ? undefined : inContext(build, origin.source);
    if (origin.written || found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function inContext({ files }: Build, path: string): string | undefined {
  return !hasHole(path) && files.has(path) ? posix.normalize(`/${path}`).slice(1) : undefined;
}
