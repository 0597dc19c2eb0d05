/** A system that builds, and how its builds know what they are built from. */
export interface CiSystem {
  readonly name: string;
  /** A variable that each of its builds has. */
  readonly marker: string;
  /** The variable that holds the commit. */
  readonly commit: string;
}

/** What the documentation of each says. */
export const CI_SYSTEMS: readonly CiSystem[] = [
  { name: 'GitHub Actions', marker: 'GITHUB_ACTIONS', commit: 'GITHUB_SHA' },
  { name: 'GitLab CI/CD', marker: 'GITLAB_CI', commit: 'CI_COMMIT_SHA' },
  { name: 'AWS CodeBuild', marker: 'CODEBUILD_BUILD_ID', commit: 'CODEBUILD_RESOLVED_SOURCE_VERSION' },
  { name: 'Bitbucket Pipelines', marker: 'BITBUCKET_BUILD_NUMBER', commit: 'BITBUCKET_COMMIT' },
  { name: 'Azure Pipelines', marker: 'TF_BUILD', commit: 'BUILD_SOURCEVERSION' },
  { name: 'CircleCI', marker: 'CIRCLECI', commit: 'CIRCLE_SHA1' },
  { name: 'Buildkite', marker: 'BUILDKITE', commit: 'BUILDKITE_COMMIT' },
  { name: 'Jenkins', marker: 'JENKINS_URL', commit: 'GIT_COMMIT' },
];

/** The system that runs this build; undefined on a developer's machine. */
export function ciSystem(env: NodeJS.ProcessEnv): CiSystem | undefined {
  return CI_SYSTEMS.find(({ marker }) => (env[marker] ?? '') !== '');
}
