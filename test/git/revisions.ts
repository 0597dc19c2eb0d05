import { App, Stack } from 'aws-cdk-lib/core';
import { newFolder } from './repositories';
import { GitRevision, GitRevisionOptions } from '../../src';

/** A commit of nobody. */
export const SHA = '0123456789abcdef0123456789abcdef01234567';

export function stackOf(context: Record<string, unknown> = {}, outdir = newFolder()): Stack {
  return new Stack(new App({ outdir, context, analyticsReporting: false, treeMetadata: false }), 'Stack');
}

/** The revision, and the warnings that its construct got. */
export function revisionOf(directory: string, options?: GitRevisionOptions, stack = stackOf()): { revision: GitRevision; warnings: unknown[] } {
  const revision = GitRevision.fromDirectory(stack, directory, options);
  return { revision, warnings: warningsOf(stack) };
}

export function warningsOf(stack: Stack): unknown[] {
  return stack.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data);
}

export function shaOf(directory: string, options?: GitRevisionOptions): string {
  return revisionOf(directory, options).revision.sha;
}

export function isDirty(directory: string, options?: GitRevisionOptions): boolean {
  return revisionOf(directory, options).revision.hasUncommittedChanges;
}

export function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not throw');
}

export function messageOf(directory: string, options?: GitRevisionOptions, stack?: Stack): string {
  return errorOf(() => revisionOf(directory, options, stack)).message;
}

const WAYS = 'There are three ways to supply it: pass sha, or the context key with cdk deploy -c cdk-safe-containers:gitSha=$(git rev-parse HEAD); \
run in a git checkout that has a commit; or run in a CI system that names its commit \
(GitHub Actions, GitLab, CodeBuild, Bitbucket, Azure Pipelines, CircleCI, Buildkite, Jenkins)';

export function unknown(directory: string, reason: string): string {
  return `Stack: the git revision of "${directory}" is not known, because ${reason}. ${WAYS}`;
}
