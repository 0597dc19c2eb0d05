/** A word after quote removal. */
export interface Word {
  /** Text with quotes removed; expansions stay as they are written, such as `$PORT` or `${PORT:-80}`. */
  readonly text: string;
  /** Whether there is no expansion in it, so that `text` is what the program gets. */
  readonly literal: boolean;
}

/** Where a command reads from or writes to. The target of a heredoc is its delimiter. */
export interface Redirection {
  readonly operator: string;
  readonly descriptor?: number;
  readonly target: string;
}

/** A simple command that the script may run. */
export interface Command {
  /** The program and its arguments as written, `exec` and assignments left out. */
  readonly words: readonly Word[];
  /** The program that does the work: `words` without wrappers in front such as `env A=b`, `nohup`, `tini --`, `gosu app`. */
  readonly program: readonly Word[];
  readonly redirections: readonly Redirection[];
  /** Redirections that hold around it, the outermost first: of groups and loops that it stands in, and of an `exec` that only redirects. */
  readonly around: readonly Redirection[];
  /** `exec` stands in front: the shell is replaced. */
  readonly exec: boolean;
  /** Runs behind `&`. */
  readonly background: boolean;
  /** Program names (basename) of the commands that its output is piped into, in order, the first 32 of them. */
  readonly pipedInto: readonly string[];
  /** Runs only if something else says so: a branch of if/case, the body of a loop, a function body, or behind `&&`/`||`. */
  readonly conditional: boolean;
  /** Stands in a loop without an end, such as `while true`. */
  readonly endless: boolean;
}

/** The commands that one `&` leaves running, those in the subshells and scripts of theirs included. */
export type Job = readonly Command[];

/** How a script ends, which decides whether the shell stays in front of its last command. */
export type Ending = 'exec' | 'simple' | 'pipeline' | 'background' | 'compound' | 'empty';

/** Shells that people find as `/bin/sh`: of Debian and Ubuntu, of Red Hat, SUSE and Amazon Linux, and the `ash` of Alpine. */
export type ShellFamily = 'dash' | 'bash' | 'busybox';

/** Signals that the shell acts on, upper case and without SIG. */
export interface Trap {
  /** What the shell then does, as written. */
  readonly action: string;
  readonly signals: readonly string[];
}

export interface Script {
  /** Every simple command, in order of writing, those in subshells, branches, functions and command substitutions included. */
  readonly commands: readonly Command[];
  /** Assignments, such as `NAME=value`: those in front of a command, and those alone. */
  readonly assignments: readonly Word[];
  /** The last command of the script at top level, in the sense of `ending`. */
  readonly last: Command | undefined;
  readonly ending: Ending;
  /** The command that is left in the end: `last`, or the last one of the script that `last` is given to run. */
  readonly remaining: Command | undefined;
  /** The shells that its last command takes the place of without an `exec`, when they are given the script with `-c`. */
  readonly replacedIn: readonly ShellFamily[];
  /** What `&` leaves running, in order of writing. */
  readonly jobs: readonly Job[];
  /** `trap` commands of the script's own shell that give a signal something to do. */
  readonly traps: readonly Trap[];
  /** False where a part could not be read: then nothing certain can be said from what is missing. */
  readonly complete: boolean;
}

/** A program that is made to be PID 1: it hands signals on and reaps what ends. */
export interface Init {
  readonly name: string;
  /** It signals all processes behind it, and not its own child alone. */
  readonly signalsGroup: boolean;
}

/** What a container starts: an argument vector, and the script inside it where it is `sh -c "…"`. */
export interface Process {
  readonly vector: readonly string[];
  /** The commands that run: those of the script, or the vector itself as one command. */
  readonly commands: readonly Command[];
  /** What `&` leaves running, in order of writing. */
  readonly jobs: readonly Job[];
  /** The command that is left in the end: the vector itself, or the last one of its script. In the background where the script waits for it. */
  readonly remaining?: Command;
  /** The init that stands in front, such as `tini`, or that a script ends with: it is then PID 1. */
  readonly init?: Init;
  /** The shell in front, and its script: behind `-c`, or that of a file. */
  readonly shell?: { readonly name: string; readonly source: string; readonly script: Script; readonly file?: string };
}
