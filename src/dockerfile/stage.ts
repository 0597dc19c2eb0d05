import { readCopy } from './copies';
import { Lookup, expand } from './expand';
import {
  Build, Copy, ExposedPorts, Healthcheck, ImageConfiguration, Instruction, Run, Setting, Source, Stage, Start, Variable,
} from './model';
import { Parsed } from './parse';
import { resolvePath } from './paths';
import { readPorts } from './ports';
import { asInstruction, readHealthcheck, readRun, readStart } from './starts';
import { Arguments, DEFAULT_PATH, argumentValue, lookupIn, readArguments, readAssignments } from './variables';
import { readJsonStrings, splitAtBlanks } from './words';
import { namesWindows, parseImageReference } from '../platform/image-reference';

/** What holds for all stages of a file. */
export interface File {
  readonly escape: string;
  readonly globals: Arguments;
  readonly build: Build;
  readonly sourceOf: (name: string) => Source;
}

/** What a stage begins with. */
export interface Beginning {
  readonly from: Parsed;
  readonly index: number;
  readonly name?: string;
  readonly base: Source;
  readonly platform?: string;
  /** Variables that the base has in the end. */
  readonly inherited?: ReadonlyMap<string, string>;
}

/** Where WORKDIR stands before a Dockerfile says so, if a base image may have said it. */
const UNKNOWN_DIRECTORY = '${WORKDIR}';

/** Reads the instructions of a stage one after the other. */
export class StageReader {
  private static readonly READERS: Readonly<Record<string, ((stage: StageReader, parsed: Parsed) => void) | undefined>> = {
    ARG: (stage, parsed) => stage.readArg(parsed),
    ENV: (stage, parsed) => stage.readEnv(parsed),
    LABEL: (stage, parsed) => addSettings(stage.labels, stage.readVariables(parsed)),
    CMD: (stage, parsed) => {
      const command = readStart(parsed, stage.last.shell);
      stage.commands.push(command);
      stage.set({ command });
    },
    ENTRYPOINT: (stage, parsed) => stage.readEntryPoint(parsed),
    RUN: (stage, parsed) => stage.runs.push(readRun(parsed, stage.last.shell, stage.workingDirectory())),
    COPY: (stage, parsed) => stage.readCopy(parsed),
    ADD: (stage, parsed) => stage.readCopy(parsed),
    SHELL: (stage, parsed) => stage.set({ shell: readJsonStrings(parsed.rest) ?? stage.last.shell }),
    HEALTHCHECK: (stage, parsed) => {
      const healthcheck: Healthcheck | undefined = readHealthcheck(parsed, stage.last.shell, stage.file.escape);
      stage.set(healthcheck ? { healthcheck } : {});
    },
    USER: (stage, parsed) => stage.set({ user: stage.readSetting(parsed) }),
    STOPSIGNAL: (stage, parsed) => stage.set({ stopSignal: stage.readSetting(parsed) }),
    WORKDIR: (stage, parsed) => {
      const { text, line } = stage.readSetting(parsed);
      stage.set({ workingDirectory: { text: resolvePath(stage.workingDirectory(), text), line } });
    },
    EXPOSE: (stage, parsed) => stage.readExpose(parsed),
    VOLUME: (stage, { rest, line }) => {
      const paths = readJsonStrings(rest) ?? splitAtBlanks(rest);
      paths.forEach((path) => stage.volumes.push({ text: stage.substitute(path), line }));
    },
  };

  /** What instructions see: arguments and variables, the last one by a name. */
  public readonly variables: Map<string, string>;

  private readonly instructions: Instruction[] = [];
  private readonly commands: Start[] = [];
  private readonly entryPoints: Start[] = [];
  private readonly runs: Run[] = [];
  private readonly copies: Copy[] = [];
  private readonly args: Variable[] = [];
  private readonly ownEnv: Variable[] = [];
  private readonly triggers: Instruction[] = [];

  private readonly fromScratch: boolean;
  private readonly lookup: Lookup;
  private readonly env: Map<string, Setting>;
  private readonly labels: Map<string, Setting>;
  private readonly exposed: ExposedPorts[];
  private readonly volumes: Setting[];
  /** What a later instruction replaces. */
  private last: Omit<ImageConfiguration, 'env' | 'labels' | 'exposed' | 'volumes'>;

  public constructor(private readonly file: File, private readonly beginning: Beginning) {
    const { base, inherited } = beginning;
    this.fromScratch = isFromScratch(base);
    this.variables = new Map(inherited ?? (this.fromScratch ? [['PATH', DEFAULT_PATH]] : []));
    this.lookup = lookupIn(this.variables, this.fromScratch);
    const { env, labels, exposed = [], volumes = [], ...last } = base.stage?.configuration ?? { shell: this.defaultShell() };
    this.env = new Map(env);
    this.labels = new Map(labels);
    this.exposed = [...exposed];
    this.volumes = [...volumes];
    this.last = last;
  }

  public add(parsed: Parsed): void {
    if (parsed.keyword === 'ONBUILD') {
      this.triggers.push(asInstruction(parsed));
      return;
    }
    this.instructions.push(asInstruction(parsed));
    StageReader.READERS[parsed.keyword]?.(this, parsed);
  }

  public end(): Stage {
    const { instructions, commands, entryPoints, runs, copies, args, ownEnv, triggers, env, labels, exposed, volumes, last } = this;
    const { from, index, name, base, platform } = this.beginning;
    return {
      ...asInstruction(from),
      index,
      name,
      base,
      platform,
      instructions,
      commands,
      entryPoints,
      runs,
      copies,
      args,
      env: ownEnv,
      triggers,
      configuration: { ...last, env, labels, exposed, volumes },
    };
  }

  private set(part: Partial<typeof this.last>): void {
    this.last = { ...this.last, ...part };
  }

  private substitute(text: string): string {
    return expand(text, this.lookup, this.file.escape);
  }

  private readSetting({ rest, line }: Parsed): Setting {
    return { text: this.substitute(rest), line };
  }

  /** Each argument sees those in front of it. */
  private readArg(parsed: Parsed): void {
    const { build, globals, escape } = this.file;
    for (const argument of readArguments(parsed, escape)) {
      const { name } = argument;
      const value = argumentValue(argument, build, globals, this.lookup, escape);
      this.args.push({ ...asInstruction(parsed), name, value });
      if (value !== undefined) {
        this.variables.set(name, value);
      }
    }
  }

  private readEnv(parsed: Parsed): void {
    const variables = this.readVariables(parsed);
    variables.forEach((variable) => {
      this.ownEnv.push(variable);
      this.variables.set(variable.name, variable.value);
    });
    addSettings(this.env, variables);
  }

  /** All values of one instruction see what was before it. */
  private readVariables(parsed: Parsed): readonly Required<Variable>[] {
    return readAssignments(parsed, this.file.escape).map(({ name, value = '' }) => ({
      ...asInstruction(parsed), name: this.substitute(name), value: this.substitute(value),
    }));
  }

  /** An entry point has no use for the arguments of another one: a CMD that is not of the same stage is gone. */
  private readEntryPoint(parsed: Parsed): void {
    const entryPoint = readStart(parsed, this.last.shell);
    this.entryPoints.push(entryPoint);
    this.set({ entryPoint, command: this.commands.length > 0 ? this.last.command : undefined });
  }

  private readCopy(parsed: Parsed): void {
    const { escape, sourceOf } = this.file;
    const copy = readCopy(parsed, { lookup: this.lookup, escape, sourceOf, workingDirectory: this.workingDirectory() });
    if (copy) {
      this.copies.push(copy);
    }
  }

  private readExpose({ rest, line }: Parsed): void {
    for (const word of splitAtBlanks(rest).flatMap((each) => splitAtBlanks(this.substitute(each)))) {
      const ports = readPorts(word, line);
      if (ports) {
        this.exposed.push(ports);
      }
    }
  }

  private workingDirectory(): string {
    return this.last.workingDirectory?.text ?? (this.fromScratch ? '/' : UNKNOWN_DIRECTORY);
  }

  private defaultShell(): readonly string[] {
    const { platform = this.file.build.platform, base: { image = '' } } = this.beginning;
    const reference = parseImageReference(image);
    return platform?.startsWith('windows') || (reference && namesWindows(reference)) ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
  }
}

function addSettings(settings: Map<string, Setting>, variables: readonly Required<Variable>[]): void {
  variables.forEach(({ name, value, line }) => settings.set(name, { text: value, line }));
}

/** Whether there is no image at the beginning. */
function isFromScratch(base: Source): boolean {
  let source = base;
  while (source.stage) {
    source = source.stage.base;
  }
  return source.image === 'scratch';
}
