import { existsSync, realpathSync, statSync } from 'fs';
import { dirname, resolve } from 'path';
import { Annotations, Stage, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ciSystem } from './git/ci-systems';
import { Git, Refused } from './git/git';
import { existing } from './git/inputs';
import { Place, placeOf } from './git/place';
import { Revision, builtByCi, committed, hasChanges } from './git/revision';
import { isCommitSha } from './platform/commit-sha';
import { faultOf } from './platform/fault';

/**
 * How a `GitRevision` is found.
 */
export interface GitRevisionOptions {
  /**
   * The full SHA of the commit, where git is not to be asked: in tests, and in builds that know it from elsewhere.
   *
   * @default - the context key `cdk-safe-containers:gitSha`; else the git checkout; else what the CI system says in its variables
   */
  readonly sha?: string;

  /**
   * Whether HEAD is meant, whichever commit touched the directory last.
   *
   * @default false - what did not change keeps its revision, so that it is not deployed again
   */
  readonly head?: boolean;

  /**
   * Files and directories outside of the directory that belong to it, such as a library that is copied into the image. Relative paths begin at the directory.
   *
   * @default - the directory is all there is
   */
  readonly additionalInputs?: string[];
}

/**
 * Where a `GitRevision` is known from.
 */
export enum GitRevisionSource {
  /**
   * The caller said it.
   */
  EXPLICIT = 'explicit',

  /**
   * The context key `cdk-safe-containers:gitSha` says it, as in `cdk deploy -c cdk-safe-containers:gitSha=…`.
   */
  CONTEXT = 'context',

  /**
   * Git says it.
   */
  CHECKOUT = 'checkout',

  /**
   * There is no checkout that git could read, and a variable of the CI system says it.
   */
  CI = 'ci',
}

/**
 * The commit whose code a directory holds: the last one that touched it.
 *
 * Git is asked once for each directory and synth. In a shallow clone the last commit of a directory may lie beyond what was fetched;
 * then HEAD takes its place, and a warning says so.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html
 *
 * @example
 * const revision = GitRevision.fromDirectory(this, 'services/orders');
 * new CfnOutput(this, 'OrdersRevision', { value: revision.sha });
 */
export class GitRevision {
  /**
   * The revision of a directory.
   *
   * @param scope where the context key is looked up, and warnings appear
   * @param directory relative paths begin where the CDK app runs
   * @throws if nobody can say the commit: neither the caller, nor git, nor a CI system; or git is asked about a directory that does not exist
   */
  public static fromDirectory(scope: Construct, directory: string, options: GitRevisionOptions = {}): GitRevision {
    const said = saidBy(scope, options);
    if (said !== undefined) {
      return new GitRevision(said, said.source, () => false);
    }
    const git = Git.of(scope);
    const place = find(scope, git, directory, options.additionalInputs ?? []);
    const answer = committed(git, place, options.head ?? false);
    const revision = 'sha' in answer ? answer : insteadOf(scope, directory, answer);
    if (revision.remark !== undefined) {
      const instead = 'sha' in answer ? 'HEAD' : `that of ${revision.origin}`;
      Annotations.of(scope).addWarningV2('cdk-safe-containers:gitRevision', `The git revision of "${directory}" is ${instead}: ${revision.remark}.`);
    }
    const changes = () => hasChanges(git, place, outdirOf(scope));
    if (revision.untouched && changes() === false) {
      Annotations.of(scope).addWarningV2('cdk-safe-containers:gitIgnored', `The git revision of "${directory}" is HEAD, whatever it was built from: git ignores all of it. `
        + 'Name what it is built from in additionalInputs.');
    }
    return 'sha' in answer
      ? new GitRevision(revision, GitRevisionSource.CHECKOUT, () => changed(scope, directory, changes()))
      : new GitRevision(revision, GitRevisionSource.CI, () => false);
  }

  /**
   * The full SHA: 40 hexadecimal digits, or 64 where the repository is a SHA-256 one.
   */
  public readonly sha: string;

  /**
   * Where it is known from.
   */
  public readonly source: GitRevisionSource;

  /**
   * The same in words, such as `git` or `GITHUB_SHA of GitHub Actions`.
   */
  public readonly origin: string;

  private readonly askForChanges: () => boolean;

  private constructor({ sha, origin }: Revision, source: GitRevisionSource, askForChanges: () => boolean) {
    this.sha = sha;
    this.origin = origin;
    this.source = source;
    this.askForChanges = askForChanges;
  }

  /**
   * The first 12 digits of the SHA, for names that people read. Unlike git's own abbreviation it does not grow with the repository.
   */
  public get shortSha(): string {
    return this.sha.slice(0, 12);
  }

  /**
   * Whether files in the directory or its additional inputs are changed, new or deleted and no commit has that. What git ignores does not count.
   * Only a checkout can tell: with any other source it is false.
   *
   * @throws if git cannot tell
   */
  public get hasUncommittedChanges(): boolean {
    return this.askForChanges();
  }
}

/** The context key. */
const CONTEXT_KEY = 'cdk-safe-containers:gitSha';

/** An error of whoever asked for the revision: the construct is only where it appears. */
function fault({ constructor: { name }, node: { path } }: Construct, message: string): Error {
  return faultOf(GitRevision.fromDirectory, path || name, message);
}

/** Where the CDK writes, by its real path: that of the app, in which those of its stages are. */
function outdirOf({ node: { root } }: Construct): string | undefined {
  const outdir = Stage.isStage(root) ? resolve(root.outdir) : undefined;
  return outdir !== undefined && existsSync(outdir) ? realpathSync(outdir) : outdir;
}

/** What the caller or the context says. */
function saidBy(scope: Construct, { sha }: GitRevisionOptions): (Revision & { readonly source: GitRevisionSource }) | undefined {
  const context: unknown = sha === undefined ? scope.node.tryGetContext(CONTEXT_KEY) : undefined;
  const value = sha ?? context;
  if (value === undefined) {
    return undefined;
  }
  const [name, source, origin] = sha === undefined
    ? [`context "${CONTEXT_KEY}"`, GitRevisionSource.CONTEXT, `context ${CONTEXT_KEY}`]
    : ['sha', GitRevisionSource.EXPLICIT, 'sha'];
  if (typeof value !== 'string' || !isCommitSha(value.toLowerCase())) {
    const got = Token.isUnresolved(value) ? 'a value that only the deployment knows' : JSON.stringify(value);
    throw fault(scope, `${name} is ${got}, but a git revision is the full SHA of a commit: 40 or 64 hexadecimal digits, as git rev-parse HEAD prints them`);
  }
  return { sha: value.toLowerCase(), source, origin };
}

function find(scope: Construct, git: Git, directory: string, additionalInputs: readonly string[]): Place {
  const real = realDirectory(scope, directory);
  const others = additionalInputs.map((input) => {
    const at = realpathSync(existing(scope, 'additionalInputs', directory, input));
    return { path: at, folder: statSync(at).isDirectory() ? at : dirname(at) };
  });
  const place = placeOf(git, { directory: real, others });
  if ('reason' in place) {
    throw fault(scope, `"${place.path}" ${place.reason}, so that no commit names both: keep them in one repository, or say which revision it is with sha`);
  }
  return place;
}

function realDirectory(scope: Construct, directory: string): string {
  const path = resolve(directory);
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw fault(scope, `"${directory}" is no directory${path === directory ? '' : ` (looked for at "${path}")`}: name the one that the image is built from`);
  }
  return realpathSync(path);
}

/** What the CI system says, where git says nothing. */
function insteadOf(scope: Construct, directory: string, { refusal, detail }: Refused): Revision {
  const revision = refusal === 'failed' ? undefined : builtByCi(process.env);
  if (revision === undefined) {
    throw fault(scope, `the git revision of "${directory}" is not known, because ${REASONS[refusal](detail)}${refusal === 'failed' ? '' : otherThanSha(process.env)}. There are three ways to supply it: `
      + `pass sha, or the context key with cdk deploy -c ${CONTEXT_KEY}=$(git rev-parse HEAD); run in a git checkout that has a commit; `
      + 'or run in a CI system that names its commit (GitHub Actions, GitLab, CodeBuild, Bitbucket, Azure Pipelines, CircleCI, Buildkite, Jenkins)');
  }
  return refusal === 'outside' ? revision : { ...revision, remark: `${REASONS[refusal](detail)}, so that nobody sees which commit touched it last, or what is not committed` };
}

/** A CI system that says something else than a commit, such as the version of an object in S3. */
function otherThanSha(env: NodeJS.ProcessEnv): string {
  const system = ciSystem(env);
  return system === undefined ? '' : `, and ${system.commit} of ${system.name} is no full SHA`;
}

const REASONS: Record<Refused['refusal'], (detail: string) => string> = {
  none: () => 'git is not installed',
  outside: () => 'it is in no git checkout',
  empty: () => 'its repository has no commit yet',
  distrusted: () => 'git does not trust a checkout that belongs to another user (allow it with git config --global --add safe.directory <path>)',
  partial: () => 'the clone is partial, and git would have to fetch what it needs to tell (clone without --filter=tree:0)',
  failed: (detail) => `git failed: ${detail}`,
};

function changed(scope: Construct, directory: string, answer: boolean | Refused): boolean {
  if (typeof answer !== 'boolean') {
    throw fault(scope, `git cannot tell whether "${directory}" has uncommitted changes: ${answer.detail}`);
  }
  return answer;
}
