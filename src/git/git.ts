import { execFileSync } from 'child_process';
import type { IConstruct } from 'constructs';

/** What git printed, or why it did not. */
export type Answer = { readonly output: string } | Refused;

export interface Refused {
  readonly refusal: Refusal;
  readonly detail: string;
}

/**
 * `none`: there is no git. `outside`: there is no checkout. `empty`: there is no commit. `distrusted`: the checkout belongs to somebody else.
 * `partial`: the clone lacks what it would have to fetch.
 */
export type Refusal = 'none' | 'outside' | 'empty' | 'distrusted' | 'partial' | 'failed';

/** Longer than any repository needs, and short enough to be waited for. */
const TIME_LIMIT_MS = 30_000;

/** Untracked files can be many. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What git sets for its hooks, and what gives paths another meaning. */
const MISLEADING = [
  'GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE',
  'GIT_LITERAL_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_NOGLOB_PATHSPECS', 'GIT_ICASE_PATHSPECS',
];

/** The messages that are looked for, and no network: a partial clone fetches what it lacks when somebody asks. */
const ENVIRONMENT = { LC_ALL: 'C', GIT_ALLOW_PROTOCOL: 'none' };

/** By app. */
const gits = new WeakMap<IConstruct, Git>();

/** The git of one synth, which is asked no question twice. */
export class Git {
  /** That of the app in which a construct is. */
  public static of(scope: IConstruct): Git {
    const app = scope.node.root;
    const git = gits.get(app) ?? new Git();
    gits.set(app, git);
    return git;
  }

  private readonly answers = new Map<string, Answer>();

  /** Runs git in a directory. Nothing in the repository is written, and nothing of it is run but filters, without which git cannot compare files. */
  public ask(directory: string, ...args: readonly string[]): Answer {
    const question = JSON.stringify([directory, args]);
    const answer = this.answers.get(question) ?? run(['-C', directory, '--no-optional-locks', '-c', 'core.fsmonitor=false', ...args]);
    this.answers.set(question, answer);
    return answer;
  }
}

function run(args: readonly string[]): Answer {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !MISLEADING.includes(name)));
  try {
    const output = execFileSync('git', args, {
      encoding: 'utf-8', env: { ...env, ...ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIME_LIMIT_MS, maxBuffer: MAX_OUTPUT_BYTES,
    });
    return { output };
  } catch (error) {
    return refusalOf(error as NodeJS.ErrnoException & { readonly stderr?: string });
  }
}

/** In the order in which they are looked for. */
const REFUSALS: readonly (readonly [Refusal, RegExp])[] = [
  ['distrusted', /dubious ownership|unsafe repository/],
  ['outside', /not a git repository/],
  ['partial', /^fatal: transport '.*' not allowed/],
  ['empty', /does not have any commits yet|bad default revision 'HEAD'/],
];

function refusalOf({ code, stderr = '', message }: NodeJS.ErrnoException & { readonly stderr?: string }): Refused {
  if (code === 'ENOENT') {
    return { refusal: 'none', detail: 'git is not installed' };
  }
  if (code === 'ETIMEDOUT') {
    return { refusal: 'failed', detail: `git took longer than ${TIME_LIMIT_MS / 1000} s` };
  }
  const said = (stderr.trim() || message).split('\n');
  // Warnings, and what GIT_TRACE prints, may come first.
  const detail = said.find((line) => line.startsWith('fatal: ')) ?? said.find((line) => line.startsWith('error: ')) ?? said[0];
  const refusal = REFUSALS.find(([, pattern]) => pattern.test(detail))?.[0] ?? 'failed';
  return { refusal, detail: detail.replace(/^(?:fatal|error): /, '') };
}
