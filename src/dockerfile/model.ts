/** What a Dockerfile says, as the build of one image reads it. Parts that only the build knows read `${NAME}`. */
export interface Dockerfile {
  readonly stages: readonly Stage[];
  /** The stage that becomes the image: the target of the build, or else the last one. Absent where there is none. */
  readonly final?: Stage;
  readonly acknowledgements: readonly Acknowledgement[];
  /** False where the file is too long to be read: then it has no stages here, and nothing follows from that. */
  readonly complete: boolean;
}

export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The instruction on one line, as people would quote it. The text of heredocs is left out. */
  readonly text: string;
}

/** A `--name=value` in front of the arguments of an instruction. */
export interface Flag {
  readonly name: string;
  /** Empty where the flag stands alone. */
  readonly value: string;
}

/** A file that stands in the Dockerfile itself. */
export interface Heredoc {
  readonly name: string;
  readonly text: string;
}

/** What a stage or a copy starts from. A named context of the build looks like an image here; the text is empty where the build would give none. */
export type Source =
  | { readonly stage: Stage; readonly image?: undefined }
  | { readonly stage?: undefined; readonly image: string };

/** A value, and the line that sets it. */
export interface Setting {
  readonly text: string;
  readonly line: number;
}

/** A program to start: the argument of CMD, ENTRYPOINT, HEALTHCHECK and RUN. Docker substitutes nothing in it. */
export interface Start extends Instruction {
  readonly form: 'exec' | 'shell';
  /** The words of the exec form, or the shell and the script that it is given. */
  readonly vector: readonly string[];
}

export interface Run extends Start {
  readonly flags: readonly Flag[];
  readonly mounts: readonly Mount[];
  readonly heredocs: readonly Heredoc[];
  /** The folder that it begins in; `${WORKDIR}` stands for that of the base image. */
  readonly workingDirectory: string;
}

/** A `--mount` of RUN. */
export interface Mount {
  /** `bind` where it says nothing else. */
  readonly type: string;
  readonly options: ReadonlyMap<string, string>;
}

/** A COPY or ADD. */
export interface Copy extends Instruction {
  /** Paths and URLs, heredocs left out. */
  readonly sources: readonly string[];
  /** Where the files go: absolute, if the working directory is known. It keeps a `/` at its end, which makes it a folder. */
  readonly destination: string;
  /** The stage or image that the sources lie in. Absent for the context of the build. */
  readonly from?: Source;
  readonly flags: readonly Flag[];
  /** Files whose texts stand in the Dockerfile, with what Docker substitutes in them. */
  readonly heredocs: readonly Heredoc[];
}

/** A variable of ARG or ENV. */
export interface Variable extends Instruction {
  readonly name: string;
  /** Absent for an ARG without a value. */
  readonly value?: string;
}

export interface Healthcheck extends Instruction {
  /** Absent for `HEALTHCHECK NONE`. */
  readonly command?: Start;
}

/** The ports of one word of EXPOSE. */
export interface ExposedPorts extends Setting {
  /** First and last one, which are the same where it is no range. Absent where they are not known. */
  readonly first?: number;
  readonly last?: number;
  readonly protocol: string;
}

/** What the image of a stage says about itself, with what it has from the stages that it is built on. Absent: the base image says it. */
export interface ImageConfiguration {
  readonly command?: Start;
  readonly entryPoint?: Start;
  readonly user?: Setting;
  readonly workingDirectory?: Setting;
  readonly env: ReadonlyMap<string, Setting>;
  readonly labels: ReadonlyMap<string, Setting>;
  readonly healthcheck?: Healthcheck;
  readonly stopSignal?: Setting;
  /** What runs the shell form. */
  readonly shell: readonly string[];
  readonly exposed: readonly ExposedPorts[];
  readonly volumes: readonly Setting[];
}

/** From one FROM to the next. Its lists hold its own instructions; `configuration` holds in the end. */
export interface Stage extends Instruction {
  readonly index: number;
  /** Lower case. */
  readonly name?: string;
  /** `scratch` is an image by that name. */
  readonly base: Source;
  readonly platform?: string;
  /** All instructions, FROM left out. */
  readonly instructions: readonly Instruction[];
  readonly commands: readonly Start[];
  readonly entryPoints: readonly Start[];
  readonly runs: readonly Run[];
  readonly copies: readonly Copy[];
  readonly args: readonly Variable[];
  readonly env: readonly Variable[];
  /** ONBUILD: instructions of builds that start from this image. */
  readonly triggers: readonly Instruction[];
  readonly configuration: ImageConfiguration;
}

/** A comment that says that findings of some rules are accepted. */
export interface Acknowledgement {
  /** Of the comment. */
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason?: string;
  /** The line of the instruction that it speaks of: the one that it stands in, or else the next one. */
  readonly covers?: number;
}

/** What the build adds to the Dockerfile. */
export interface Build {
  /** The name or the number of a stage. */
  readonly target?: string;
  /** A value that is given but not known is undefined. */
  readonly buildArgs?: ReadonlyMap<string, string | undefined>;
  /** Such as `linux/arm64`. */
  readonly platform?: string;
}
