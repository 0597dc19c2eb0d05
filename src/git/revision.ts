import { relative } from 'path';
import { ciSystem } from './ci-systems';
import type { Answer, Git, Refused } from './git';
import { Place, isIn, literally } from './place';
import { isCommitSha } from '../platform/commit-sha';

/** A commit, and where it is known from. */
export interface Revision {
  readonly sha: string;
  readonly origin: string;
  /** Why it is not the commit that was asked for. */
  readonly remark?: string;
  /** No commit has anything of what was asked for, and it is HEAD. */
  readonly untouched?: boolean;
}

/** The last commit that touched a place; HEAD where that is asked for, and where history does not reach back far enough. */
export function committed(git: Git, place: Place, head: boolean): Revision | Refused {
  return head ? headOf(git, place.directory) : lastTouching(git, place);
}

function lastTouching(git: Git, { directory, paths }: Place): Revision | Refused {
  const answer = lastOf(git, directory, ...paths.map(literally));
  if (!('output' in answer)) {
    return answer;
  }
  const [sha, ...parents] = answer.output.trim().split(' ');
  if (sha === '') {
    const head = headOf(git, directory);
    return 'sha' in head ? { ...head, untouched: true } : head;
  }
  return parents.length === 0 && isCutOff(git, directory, sha) ? headOf(git, directory, SHALLOW) : { sha, origin: 'git' };
}

const SHALLOW = 'the clone is shallow, and which commit touched it last lies beyond what was fetched. Fetch the whole history '
  + '(fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab, git clone depth Full in CodeBuild), so that the revision changes with the directory alone';

function headOf(git: Git, directory: string, remark?: string): Revision | Refused {
  const answer = lastOf(git, directory);
  return 'output' in answer ? { sha: answer.output.trim().split(' ')[0], origin: 'git', remark } : answer;
}

/** The last commit and its parents. */
function lastOf(git: Git, directory: string, ...paths: readonly string[]): Answer {
  return git.ask(directory, '-c', 'log.showSignature=false', '-c', 'log.follow=false', 'log', '-1', '--format=%H %P', '--', ...paths);
}

/** Whether a commit without parents has them where it was fetched from, and is not the first of all. */
function isCutOff(git: Git, directory: string, sha: string): boolean {
  const answer = git.ask(directory, 'cat-file', 'commit', sha);
  return 'output' in answer && /^tree .*\nparent /.test(answer.output);
}

/** The commit that the CI system says it builds. */
export function builtByCi(env: NodeJS.ProcessEnv): Revision | undefined {
  const system = ciSystem(env);
  const sha = system && env[system.commit]?.toLowerCase();
  return sha !== undefined && isCommitSha(sha) ? { sha, origin: `${system!.commit} of ${system!.name}` } : undefined;
}

/** Whether a place has changes that no commit has, but for what the CDK itself writes into its output folder. */
export function hasChanges(git: Git, { directory, paths }: Place, outdir: string | undefined): boolean | Refused {
  const excluded = outdir !== undefined && outdir !== directory && isIn(outdir, directory) ? [`:(exclude,literal)${relative(directory, outdir)}`] : [];
  // Unlike an argument, configuration is heard by the submodules too.
  const answer = git.ask(
    directory, '-c', 'status.renames=false', '-c', 'status.showUntrackedFiles=normal', 'status', '--porcelain', '-z', '--ignore-submodules=none', '--',
    ...paths.map(literally), ...excluded,
  );
  return 'output' in answer ? answer.output !== '' : answer;
}
