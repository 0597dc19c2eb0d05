import { relative } from 'path';
import { ciSystem } from './ci-systems';
import type { Answer, Git } from './git';
import { Place, isIn, literally } from './place';
import { isCommitSha } from '../platform/commit-sha';

/** A commit, and where it is known from. */
export interface Revision {
  readonly sha: string;
  readonly origin: string;
  /** Why it is not the commit that was asked for. */
  readonly remark?: string;
}

/** Why no commit is known. */
export interface Unknown {
  readonly reason: string;
}

/** The last commit that touched a place; HEAD where that is asked for, and where history does not reach back far enough. */
export function committed(git: Git, place: Place, head: boolean): Revision | Answer {
  return head ? headOf(git, place.directory) : lastTouching(git, place);
}

function lastTouching(git: Git, { directory, paths }: Place): Revision | Answer {
  const answer = git.ask(directory, '-c', 'log.showSignature=false', '-c', 'log.follow=false', 'log', '-1', '--format=%H %P', '--', ...paths.map(literally));
  if (!('output' in answer)) {
    return answer;
  }
  const [sha, ...parents] = answer.output.trim().split(' ');
  if (sha === '') {
    // Nothing of it is committed, or git ignores it.
    return headOf(git, directory);
  }
  // Without parents, it is the first commit of the repository, or that at which a shallow clone was cut off.
  return parents.length === 0 && isShallow(git, directory) ? headOf(git, directory, SHALLOW) : { sha, origin: 'git' };
}

const SHALLOW = 'the clone is shallow, and which commit touched it last lies beyond what was fetched. Fetch the whole history '
  + '(fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab, git clone depth Full in CodeBuild), so that the revision changes with the directory alone';

function headOf(git: Git, directory: string, remark?: string): Revision | Answer {
  const answer = askHead(git, directory);
  const [, sha] = 'output' in answer ? answer.output.split('\n') : [];
  return sha === undefined ? answer : { sha, origin: 'git', remark };
}

function isShallow(git: Git, directory: string): boolean {
  const answer = askHead(git, directory);
  return 'output' in answer && answer.output.startsWith('true');
}

function askHead(git: Git, directory: string): Answer {
  return git.ask(directory, 'rev-parse', '--is-shallow-repository', 'HEAD');
}

/** The commit that the CI system says it builds. */
export function builtByCi(env: NodeJS.ProcessEnv): Revision | undefined {
  const system = ciSystem(env);
  const sha = system && env[system.commit]?.toLowerCase();
  return sha !== undefined && isCommitSha(sha) ? { sha, origin: `${system!.commit} of ${system!.name}` } : undefined;
}

/** Whether a place has changes that no commit has, but for what the CDK itself writes into its output folder. */
export function hasChanges(git: Git, { directory, paths }: Place, outdir: string | undefined): boolean | Answer {
  const excluded = outdir !== undefined && outdir !== directory && isIn(outdir, directory) ? [`:(exclude,literal)${relative(directory, outdir)}`] : [];
  const answer = git.ask(
    directory, '-c', 'status.renames=false', 'status', '--porcelain', '-z', '--untracked-files=normal', '--ignore-submodules=none', '--',
    ...paths.map(literally), ...excluded,
  );
  return 'output' in answer ? answer.output !== '' : answer;
}
