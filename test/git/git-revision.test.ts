import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { App, Lazy, Stack, Stage } from 'aws-cdk-lib/core';
import { Repository, insteadOfGit, isolate, newFolder, program, write } from './repositories';
import { SHA, errorOf, isDirty, messageOf, revisionOf, shaOf, stackOf, unknown } from './revisions';
import { GitRevision } from '../../src';

isolate();

/** Runs each case on a repository whose first commit has services/api and services/web. */
function cases<T>(table: Record<string, T>, run: (repository: Repository, value: T) => void): void {
  test.each(Object.entries(table))('%s', (_, value) => {
    const repository = Repository.create();
    repository.commit({ 'services/api/main.ts': '1', 'services/web/main.ts': '1' });
    run(repository, value);
  });
}

describe('the SHA is that of the last commit that touched the directory:', () => {
  cases<(repository: Repository) => string>({
    'the first of all': ({ head }) => head,
    'one before the last, which touched its neighbour': (repository) => {
      const sha = repository.commit({ 'services/api/main.ts': '2' });
      repository.commit({ 'services/web/main.ts': '2' });
      return sha;
    },
    'not one whose directory has the same beginning': (repository) => {
      const sha = repository.head;
      repository.commit({ 'services/api-v2/main.ts': '1', 'services/ap/main.ts': '1', 'api/main.ts': '1' });
      return sha;
    },
    'a file was deleted': (repository) => {
      repository.commit({ 'services/api/old.ts': '1' });
      return repository.commit({ 'services/api/old.ts': undefined });
    },
    'a file was moved out of it': (repository) => {
      repository.commit({ 'services/api/old.ts': 'a long text that git recognizes' });
      repository.git('mv', 'services/api/old.ts', 'services/web/old.ts');
      return repository.record();
    },
    'a file was moved into it': (repository) => {
      repository.commit({ 'services/web/old.ts': 'a long text that git recognizes' });
      repository.git('mv', 'services/web/old.ts', 'services/api/old.ts');
      return repository.record();
    },
    'only the mode of a file changed': (repository) => {
      chmodSync(repository.path('services/api/main.ts'), 0o755);
      return repository.commit({});
    },
    'it was merged, and the other branch did not touch it': (repository) => {
      repository.git('checkout', '-q', '-b', 'feature');
      const sha = repository.commit({ 'services/api/main.ts': '2' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'services/web/main.ts': '2' });
      repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
      return sha;
    },
    'both branches touched it, so that the merge is the first to have both, also where the user follows renames': (repository) => {
      repository.git('config', 'log.follow', 'true');
      repository.git('checkout', '-q', '-b', 'feature');
      repository.commit({ 'services/api/a.ts': '2' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'services/api/b.ts': '2' });
      repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
      repository.commit({ 'services/web/main.ts': '2' });
      return repository.git('rev-parse', 'HEAD~1');
    },
    'the merge threw away what the other branch did': (repository) => {
      const sha = repository.head;
      repository.git('checkout', '-q', '-b', 'feature');
      repository.commit({ 'services/api/main.ts': '2' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'services/web/main.ts': '2' });
      repository.git('merge', '-q', '-s', 'ours', '-m', 'merge', 'feature');
      return sha;
    },
    'an empty commit is none': (repository) => {
      const sha = repository.head;
      repository.record();
      return sha;
    },
    'HEAD is detached': (repository) => {
      const sha = repository.head;
      repository.commit({ 'services/api/main.ts': '2' });
      repository.git('checkout', '-q', sha);
      return sha;
    },
    'the user wants colours and another format in logs': (repository) => {
      const sha = repository.head;
      repository.git('config', 'color.ui', 'always');
      repository.git('config', 'format.pretty', 'fuller');
      repository.commit({ 'services/web/main.ts': '2' });
      return sha;
    },
    'a branch and a file are called HEAD': (repository) => {
      repository.git('update-ref', 'refs/heads/HEAD', 'HEAD');
      return repository.commit({ 'services/api/HEAD': '1', 'HEAD': '1' });
    },
  }, (repository, arrange) => {
    const sha = arrange(repository);
    const { revision, warnings } = revisionOf(repository.path('services/api'));
    expect(revision).toMatchObject({ sha, shortSha: sha.slice(0, 12), source: 'checkout', origin: 'git', hasUncommittedChanges: false });
    expect(sha).toMatch(/^[0-9a-f]{40}$/);
    expect(warnings).toEqual([]);
  });

  test('head: true means HEAD, whatever it touched', () => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    const head = repository.commit({ 'web/main.ts': '1', 'HEAD': '1' });
    const { revision, warnings } = revisionOf(repository.path('api'), { head: true });
    expect(revision).toMatchObject({ sha: head, source: 'checkout', origin: 'git', hasUncommittedChanges: false });
    expect(warnings).toEqual([]);
    repository.write({ 'api/new.ts': '1' });
    expect(isDirty(repository.path('api'), { head: true })).toBe(true);
  });

  test('the root of the repository, and a relative path', () => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    const head = repository.commit({ 'README.md': '1' });
    const started = process.cwd();
    try {
      process.chdir(repository.folder);
      expect(shaOf('.')).toBe(head);
      expect(shaOf('api')).toBe(repository.git('rev-parse', 'HEAD~1'));
    } finally {
      process.chdir(started);
    }
  });

  test.each(['ignored', 'not added'])('nothing of it is committed, so that it is HEAD: %s', (how) => {
    const repository = Repository.create();
    const head = repository.commit({ 'a.txt': '1', '.gitignore': how === 'ignored' ? 'api\n' : '' });
    repository.write({ 'api/main.ts': '1' });
    const { revision, warnings } = revisionOf(repository.path('api'));
    expect(revision).toMatchObject({ sha: head, source: 'checkout', hasUncommittedChanges: how !== 'ignored' });
    expect(warnings).toEqual(how !== 'ignored' ? [] : [expect.stringMatching(/is HEAD, whatever it was built from: git ignores all of it\. Name what it is built from in additionalInputs\./)]);
  });

  test('what git ignores is as old as what it is built from', () => {
    const repository = Repository.create();
    const sha = repository.commit({ 'src/main.ts': '1', '.gitignore': 'dist\n' });
    repository.commit({ 'README.md': '1' });
    repository.write({ 'dist/main.js': '1' });
    const { revision, warnings } = revisionOf(repository.path('dist'), { additionalInputs: ['../src'] });
    expect(revision).toMatchObject({ sha, hasUncommittedChanges: false });
    expect(warnings).toEqual([]);
  });

  test('64 digits in a SHA-256 repository', () => {
    const repository = Repository.create('--object-format=sha256');
    const sha = repository.commit({ 'api/main.ts': '1' });
    repository.commit({ 'web/main.ts': '1' });
    expect(revisionOf(repository.path('api')).revision).toMatchObject({ sha, shortSha: sha.slice(0, 12), source: 'checkout' });
    expect(sha).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('it has uncommitted changes:', () => {
  cases<(repository: Repository) => void>({
    'a modified file': (repository) => repository.write({ 'services/api/main.ts': 'other' }),
    'a staged file': (repository) => {
      repository.write({ 'services/api/new.ts': '1' });
      repository.git('add', '.');
    },
    'a staged change that was undone in the file': (repository) => {
      repository.write({ 'services/api/main.ts': '2' });
      repository.git('add', '.');
      repository.write({ 'services/api/main.ts': '1' });
    },
    'a deleted file': (repository) => repository.write({ 'services/api/main.ts': undefined }),
    'a file deleted in the index': (repository) => repository.git('rm', '-q', '--cached', 'services/api/main.ts'),
    'a file moved out of it': (repository) => {
      repository.write({ 'services/api/keep.ts': '1' });
      repository.git('mv', 'services/api/main.ts', 'services/web/moved.ts');
    },
    'a new file': (repository) => repository.write({ 'services/api/new.ts': '1' }),
    'a new file in a new folder': (repository) => repository.write({ 'services/api/a/b/new.ts': '1' }),
    'a new file, where the user hides them': (repository) => {
      repository.git('config', 'status.showUntrackedFiles', 'no');
      repository.write({ 'services/api/new.ts': '1' });
    },
    'a file forced into the index in spite of .gitignore': (repository) => {
      repository.write({ '.gitignore': '*.log', 'services/api/a.log': '1' });
      repository.git('add', '--force', 'services/api/a.log');
    },
    'a repository inside that is no submodule': (repository) => {
      Repository.at(repository.path('services/api/vendor')).commit({ 'a.txt': '1' });
    },
    'a conflict': (repository) => {
      repository.git('checkout', '-q', '-b', 'feature');
      repository.commit({ 'services/api/main.ts': '2' });
      repository.git('checkout', '-q', 'main');
      repository.commit({ 'services/api/main.ts': '3' });
      expect(() => repository.git('merge', 'feature')).toThrow();
    },
  }, (repository, arrange) => {
    expect(isDirty(repository.path('services/api'))).toBe(false);
    arrange(repository);
    expect(isDirty(repository.path('services/api'))).toBe(true);
  });
});

describe('it has no uncommitted changes:', () => {
  cases<(repository: Repository) => void>({
    'nothing happened': () => undefined,
    'a file that git ignores': (repository) => {
      repository.commit({ 'services/api/.gitignore': 'node_modules\n*.log\n' });
      repository.write({ 'services/api/node_modules/a/index.js': '1', 'services/api/a.log': '1' });
    },
    'changes elsewhere in the repository': (repository) => {
      repository.write({ 'services/web/main.ts': '2', 'services/api-v2/new.ts': '1', 'new.ts': '1' });
      repository.git('add', 'services/web');
    },
    'a file that was touched and has the same content': (repository) => utimesSync(repository.path('services/api/main.ts'), 1, 1),
    'a file that a filter shortens for the repository, as Git LFS does': (repository) => {
      repository.git('config', 'filter.short.clean', 'head -c 1');
      repository.commit({ '.gitattributes': '*.bin filter=short\n', 'services/api/big.bin': 'long' });
      utimesSync(repository.path('services/api/big.bin'), 1, 1);
    },
    'an empty folder': (repository) => mkdirSync(repository.path('services/api/empty')),
  }, (repository, arrange) => {
    arrange(repository);
    expect(isDirty(repository.path('services/api'))).toBe(false);
  });
});

describe('the output of the CDK is no change:', () => {
  cases<{ readonly outdir: string; readonly through?: 'link' | 'stage' }>({
    'in the directory': { outdir: 'cdk.out' },
    'in a folder of which nothing is committed': { outdir: 'build/generated/cdk.out' },
    'with glob characters in its name': { outdir: 'cdk[1]*.out' },
    'where the checkout is reached through a symbolic link': { outdir: 'cdk.out', through: 'link' },
    'for a construct in a stage, which has an output folder inside': { outdir: 'cdk.out', through: 'stage' },
  }, (repository, { outdir, through }) => {
    const link = join(newFolder(), 'link');
    symlinkSync(repository.path('services/api'), link);
    const directory = through === 'link' ? link : repository.path('services/api');
    const revision = () => {
      const app = stackOf({}, join(directory, outdir)).node.root;
      return GitRevision.fromDirectory(through === 'stage' ? new Stack(new Stage(app, 'Production'), 'Stack') : new Stack(app, 'Other'), directory);
    };
    write(join(directory, outdir), { 'manifest.json': '{}', 'asset.1/main.ts': '1', 'assembly-Production/manifest.json': '{}' });
    expect(revision().hasUncommittedChanges).toBe(false);
    write(directory, { 'new.ts': '1' });
    expect(revision().hasUncommittedChanges).toBe(true);
  });

  test.each([
    ['cdk.out', 'cdk.out.2/manifest.json'],
    ['cdk.out', 'notes.txt'],
    ['c*.out', 'code.out'],
  ])('%s, but what somebody left beside it is one: %s', (outdir, other) => {
    const repository = Repository.create();
    repository.commit({ 'a.txt': '1' });
    repository.write({ [`build/${outdir}/manifest.json`]: '{}' });
    const dirty = () => revisionOf(repository.folder, {}, stackOf({}, repository.path('build', outdir))).revision.hasUncommittedChanges;
    expect(dirty()).toBe(false);
    repository.write({ [`build/${other}`]: '1' });
    expect(dirty()).toBe(true);
  });

  test('it may lie outside of the repository, in a folder whose name has the same beginning', () => {
    const repository = Repository.at(join(newFolder(), 'shop'));
    repository.commit({ 'a.txt': '1' });
    expect(revisionOf(repository.folder, {}, stackOf({}, `${repository.folder}-out`)).revision.hasUncommittedChanges).toBe(false);
  });

  test('where the directory is the output folder itself, its files count', () => {
    const repository = Repository.create();
    repository.commit({ 'api/a.txt': '1' });
    repository.write({ 'api/b.txt': '1' });
    expect(revisionOf(repository.path('api'), {}, stackOf({}, repository.path('api'))).revision.hasUncommittedChanges).toBe(true);
  });

  test('a construct without an app has none', () => {
    const repository = Repository.create();
    repository.commit({ 'api/a.txt': '1' });
    repository.write({ 'api/b.txt': '1' });
    expect(GitRevision.fromDirectory(new Stack(), repository.path('api')).hasUncommittedChanges).toBe(true);
  });
});

describe('where it is known from:', () => {
  const CONTEXT = SHA.replace(/^0/, 'c');
  const CI = SHA.replace(/^0/, 'd');

  function everything(): { directory: string; stack: Stack; head: string } {
    const repository = Repository.create();
    const head = repository.commit({ 'api/main.ts': '1' });
    Object.assign(process.env, { GITHUB_ACTIONS: 'true', GITHUB_SHA: CI });
    return { directory: repository.path('api'), head, stack: stackOf({ 'cdk-safe-containers:gitSha': CONTEXT }) };
  }

  test('first, what the caller says', () => {
    const { directory, stack } = everything();
    insteadOfGit('exit 1');
    expect(revisionOf(directory, { sha: SHA }, stack).revision).toMatchObject({
      sha: SHA, shortSha: '0123456789ab', source: 'explicit', origin: 'sha', hasUncommittedChanges: false,
    });
  });

  test('then the context', () => {
    const { directory, stack } = everything();
    insteadOfGit('exit 1');
    expect(revisionOf(directory, {}, stack).revision).toMatchObject({
      sha: CONTEXT, source: 'context', origin: 'context cdk-safe-containers:gitSha', hasUncommittedChanges: false,
    });
  });

  test('then the checkout', () => {
    const { directory, head } = everything();
    expect(revisionOf(directory).revision).toMatchObject({ sha: head, source: 'checkout', origin: 'git' });
  });

  test.each([
    ['GitHub Actions', 'GITHUB_SHA', { GITHUB_ACTIONS: 'true' }],
    ['GitLab CI/CD', 'CI_COMMIT_SHA', { GITLAB_CI: 'true' }],
    ['AWS CodeBuild', 'CODEBUILD_RESOLVED_SOURCE_VERSION', { CODEBUILD_BUILD_ID: 'project:b1e6661e-e4f2-4156-9ab9-82a19EXAMPLE' }],
    ['Bitbucket Pipelines', 'BITBUCKET_COMMIT', { BITBUCKET_BUILD_NUMBER: '7' }],
    ['Azure Pipelines', 'BUILD_SOURCEVERSION', { TF_BUILD: 'True' }],
    ['CircleCI', 'CIRCLE_SHA1', { CIRCLECI: 'true' }],
    ['Buildkite', 'BUILDKITE_COMMIT', { BUILDKITE: 'true' }],
    ['Jenkins', 'GIT_COMMIT', { JENKINS_URL: 'https://ci.example.com/' }],
  ])('where there is no checkout, %s says it in %s', (name, variable, marker) => {
    const directory = newFolder();
    Object.assign(process.env, marker, { [variable]: SHA.toUpperCase() });
    const { revision, warnings } = revisionOf(directory);
    expect(revision).toMatchObject({ sha: SHA, source: 'ci', origin: `${variable} of ${name}`, hasUncommittedChanges: false });
    expect(warnings).toEqual([]);
    Object.keys(marker).forEach((key) => delete process.env[key]);
    expect(messageOf(directory)).toBe(unknown(directory, 'it is in no git checkout'));
  });

  test.each<[string, Record<string, string>, string]>([
    ['the name of a ref', { BUILDKITE: 'true', BUILDKITE_COMMIT: 'HEAD' }, ', and BUILDKITE_COMMIT of Buildkite is no full SHA'],
    ['a version id of Amazon S3', { CODEBUILD_BUILD_ID: 'a:b', CODEBUILD_RESOLVED_SOURCE_VERSION: 'L4kqtJlcpXroDTDmpUMLUo2f8yZ4Uax8' },
      ', and CODEBUILD_RESOLVED_SOURCE_VERSION of AWS CodeBuild is no full SHA'],
    ['empty', { GITHUB_ACTIONS: 'true', GITHUB_SHA: '' }, ', and GITHUB_SHA of GitHub Actions is no full SHA'],
    ['not set', { GITHUB_ACTIONS: 'true' }, ', and GITHUB_SHA of GitHub Actions is no full SHA'],
    ['a short SHA', { GITLAB_CI: 'true', CI_COMMIT_SHA: '0123456' }, ', and CI_COMMIT_SHA of GitLab CI/CD is no full SHA'],
    ['that of another system', { GITLAB_CI: 'true', GITHUB_SHA: SHA }, ', and CI_COMMIT_SHA of GitLab CI/CD is no full SHA'],
    ['of a system whose marker is empty', { GITHUB_ACTIONS: '', GITHUB_SHA: SHA }, ''],
  ])('the variable is not taken if it is %s', (_, variables, said) => {
    const directory = newFolder();
    Object.assign(process.env, variables);
    expect(messageOf(directory)).toBe(unknown(directory, `it is in no git checkout${said}`));
  });

  test('64 digits and capitals are taken, and lowered', () => {
    const long = SHA.repeat(2).slice(0, 64).toUpperCase();
    expect(shaOf('.', { sha: long })).toBe(long.toLowerCase());
    expect(revisionOf('.', {}, stackOf({ 'cdk-safe-containers:gitSha': SHA.toUpperCase() })).revision.sha).toBe(SHA);
  });

  const WANTED = 'but a git revision is the full SHA of a commit: 40 or 64 hexadecimal digits, as git rev-parse HEAD prints them';

  test.each([
    ['a short SHA', () => '0123456', '"0123456"'],
    ['a branch', () => 'main', '"main"'],
    ['an empty text', () => '', '""'],
    ['50 digits', () => SHA + SHA.slice(0, 10), `"${SHA}0123456789"`],
    ['a SHA with a line break', () => `${SHA}\n`, `"${SHA}\\n"`],
    ['a token', () => Lazy.string({ produce: () => SHA }), 'a value that only the deployment knows'],
  ])('%s is no SHA', (_, sha, shown) => {
    expect(messageOf('.', { sha: sha() })).toBe(`Stack: sha is ${shown}, ${WANTED}`);
    expect(messageOf('.', {}, stackOf({ 'cdk-safe-containers:gitSha': sha() }))).toBe(`Stack: context "cdk-safe-containers:gitSha" is ${shown}, ${WANTED}`);
  });

  test('a number in the context is no SHA either', () => {
    expect(messageOf('.', {}, stackOf({ 'cdk-safe-containers:gitSha': 12345678 }))).toBe(`Stack: context "cdk-safe-containers:gitSha" is 12345678, ${WANTED}`);
  });
});

describe('where git does not answer:', () => {
  const DISTRUSTED = 'git does not trust a checkout that belongs to another user (allow it with git config --global --add safe.directory <path>)';

  const INSTEAD = 'so that nobody sees which commit touched it last, or what is not committed';

  function api(): string {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    return repository.path('api');
  }

  test.each<[string, string, () => string]>([
    ['without commits', 'its repository has no commit yet', () => {
      const repository = Repository.create();
      repository.write({ 'api/HEAD': '1' });
      return repository.path('api');
    }],
    ['that belongs to somebody else', DISTRUSTED, () => {
      const directory = api();
      process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
      return directory;
    }],
    ['and no git', 'git is not installed', () => {
      const directory = api();
      process.env.PATH = newFolder();
      return directory;
    }],
  ])('a repository %s', (_, reason, arrange) => {
    const directory = arrange();
    [{}, { head: true }].forEach((options) => expect(messageOf(directory, options)).toBe(unknown(directory, reason)));
    Object.assign(process.env, { GITLAB_CI: 'true', CI_COMMIT_SHA: SHA });
    [{}, { head: true }].forEach((options) => {
      const { revision, warnings } = revisionOf(directory, options);
      expect(revision).toMatchObject({ sha: SHA, source: 'ci', origin: 'CI_COMMIT_SHA of GitLab CI/CD', hasUncommittedChanges: false });
      expect(warnings).toEqual([
        `The git revision of "${directory}" is that of CI_COMMIT_SHA of GitLab CI/CD: ${reason}, ${INSTEAD}. [ack: cdk-safe-containers:gitRevision]`,
      ]);
    });
  });

  test.each<[string, string, (repository: Repository) => void]>([
    ['its HEAD names no ref', 'it is in no git checkout', (repository) => repository.write({ '.git/HEAD': 'garbage\n' })],
    ['its branch is garbage', 'git failed: your current branch appears to be broken', (repository) => repository.write({ '.git/refs/heads/main': 'garbage\n' })],
    ['the commit is missing', 'git failed: bad object HEAD', ({ folder, head }) => rmSync(join(folder, '.git/objects', head.slice(0, 2)), { recursive: true })],
    ['a folder of it is missing', 'git failed: unable to read tree …', (repository) => {
      repository.commit({ 'api/main.ts': '2' });
      const tree = repository.git('rev-parse', 'HEAD^{tree}');
      rmSync(repository.path('.git/objects', tree.slice(0, 2)), { recursive: true });
    }],
    ['its configuration is garbage', 'git failed: bad config line 1 in file .git/config', (repository) => repository.write({ '.git/config': '[garbage\n' })],
  ])('a repository that is corrupt, since %s', (_, reason, corrupt) => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    corrupt(repository);
    expect(messageOf(repository.path('api')).replace(/file .*\.git\/config/, 'file .git/config').replace(/tree .*?[0-9a-f]{40}\)?/, 'tree …')).toBe(unknown(repository.path('api'), reason));
  });

  test('a corrupt repository is not passed over for a variable of the CI system', () => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    repository.write({ '.git/refs/heads/main': 'garbage\n' });
    Object.assign(process.env, { GITLAB_CI: 'true', CI_COMMIT_SHA: SHA });
    expect(messageOf(repository.path('api'))).toBe(unknown(repository.path('api'), 'git failed: your current branch appears to be broken'));
  });

  test('a corrupt index: the commit is known, and the changes are not', () => {
    const repository = Repository.create();
    const sha = repository.commit({ 'api/main.ts': '1' });
    repository.write({ '.git/index': 'garbage that is long enough to be taken for an index' });
    const { revision } = revisionOf(repository.path('api'));
    expect(revision.sha).toBe(sha);
    expect(errorOf(() => revision.hasUncommittedChanges).message)
      .toBe(`Stack: git cannot tell whether "${repository.path('api')}" has uncommitted changes: index file corrupt`);
  });

  test('what git failed of is told, and not what it says before that', () => {
    const directory = api();
    process.env.GIT_TRACE = '1';
    insteadOfGit('echo "warning: something" >&2; echo "error: disk on fire" >&2; echo "fatal: giving up" >&2; exit 128');
    expect(messageOf(directory)).toBe(unknown(directory, 'git failed: giving up'));
  });

  test('git ends without a word', () => {
    const directory = api();
    insteadOfGit('exit 3');
    expect(messageOf(directory)).toContain('is not known, because git failed: Command failed: git -C ');
    expect(messageOf(directory)).not.toContain('\n');
  });

  test.each([
    ['is missing', 'missing', (path: string) => path],
    ['is a file', 'file.txt', (path: string) => path],
  ])('the directory %s', (_, name) => {
    const folder = newFolder();
    write(folder, { 'file.txt': '1' });
    const path = join(folder, name);
    expect(messageOf(path)).toBe(`Stack: "${path}" is no directory: name the one that the image is built from`);
  });

  test('a relative directory is missing: the message says where it was looked for', () => {
    expect(messageOf('no/such')).toBe(`Stack: "no/such" is no directory (looked for at "${join(process.cwd(), 'no/such')}"): name the one that the image is built from`);
  });

  test('an error of an app, which has no path, begins with its class', () => {
    const app = new App({ outdir: newFolder() });
    expect(errorOf(() => GitRevision.fromDirectory(app, '.', { sha: 'main' })).message).toMatch(/^App: sha is "main", but /);
  });

  test('the trace of an error begins where the revision was asked for', () => {
    class MyStack extends Stack {
      public readonly revision = GitRevision.fromDirectory(this, '.', { sha: 'main' });
    }
    const { stack, message } = errorOf(() => new MyStack(new App({ outdir: newFolder() }), 'Mine'));
    const [line] = stack!.slice(stack!.indexOf(message) + message.length).trim().split('\n');
    expect(line).toMatch(/at (?:new MyStack|MyStack\.).*git-revision\.test\.ts/);
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    repository.write({ '.git/index': 'garbage that is long enough to be taken for an index' });
    const { revision } = revisionOf(repository.path('api'));
    expect(errorOf(() => revision.hasUncommittedChanges).stack).toContain('git-revision.test.ts');
  });
});

test('what git sets for its hooks does not mislead', () => {
  const repository = Repository.create();
  const sha = repository.commit({ 'api/main.ts': '1' });
  const other = Repository.create();
  other.commit({ 'other.txt': '1' });
  Object.assign(process.env, {
    GIT_DIR: other.path('.git'),
    GIT_WORK_TREE: other.folder,
    GIT_COMMON_DIR: other.path('.git'),
    GIT_INDEX_FILE: other.path('.git/index'),
    GIT_OBJECT_DIRECTORY: other.path('.git/objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: other.path('.git/objects'),
    GIT_SHALLOW_FILE: other.path('other.txt'),
    GIT_GRAFT_FILE: other.path('other.txt'),
    GIT_PREFIX: 'api/',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_ICASE_PATHSPECS: '1',
  });
  const { revision, warnings } = revisionOf(repository.path('api'));
  expect(revision).toMatchObject({ sha, hasUncommittedChanges: false });
  expect(warnings).toEqual([]);
});

describe('git is asked', () => {
  function logged(): () => string[] {
    const log = join(newFolder(), 'calls');
    writeFileSync(log, '');
    insteadOfGit(`printf '%s %s\\n' "$LC_ALL" "$*" >> '${log}'; exec "$GIT" "$@"`);
    return () => readFileSync(log, 'utf-8').trimEnd().split('\n');
  }

  test('each question once for each directory and app, in a language that we read', () => {
    const repository = Repository.create();
    repository.commit({ 'README.md': '1' });
    repository.commit({ 'api/main.ts': '1', 'web/main.ts': '1' });
    const calls = logged();
    const ask = (stack: Stack, name: string) => GitRevision.fromDirectory(stack, repository.path(name));
    const stack = stackOf();
    const revisions = ['api', 'api', 'api'].map((name) => ask(stack, name));
    expect(calls().map((call) => call.match(/^C .* (log|status|rev-parse) /)?.[1])).toEqual(['log']);
    revisions.forEach((revision) => [revision.hasUncommittedChanges, revision.hasUncommittedChanges]);
    expect(calls().map((call) => call.match(/^C .* (log|status|rev-parse) /)?.[1])).toEqual(['log', 'status']);
    ask(new Stack(stack.node.root, 'Another'), 'api');
    expect(calls()).toHaveLength(2);
    ask(stack, 'web');
    expect(calls()).toHaveLength(3);
    ask(stackOf(), 'api');
    expect(calls()).toHaveLength(4);
  });

  test('so that it writes nothing', () => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    // What git status would note in the index, if it were allowed to.
    utimesSync(repository.path('api/main.ts'), 1, 1);
    utimesSync(repository.path('.git/index'), 2, 2);
    const before = statSync(repository.path('.git/index'), { bigint: true });
    expect(isDirty(repository.path('api'), { additionalInputs: ['main.ts'] })).toBe(false);
    expect(isDirty(repository.path('api'))).toBe(false);
    const after = statSync(repository.path('.git/index'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    repository.git('status');
    expect(statSync(repository.path('.git/index'), { bigint: true }).mtimeNs).not.toBe(before.mtimeNs);
  });

  test('so that it runs nothing of the repository', () => {
    const repository = Repository.create();
    const library = Repository.create();
    library.commit({ 'a.txt': '1' });
    repository.commit({ 'api/main.ts': '1', '.gitattributes': '*.ts diff=spy\n' });
    const inner = repository.addSubmodule(library, 'api/library');
    const folder = newFolder();
    const marker = join(folder, 'ran');
    const spy = program(folder, 'spy', `echo "$0 $*" >> '${marker}'`);
    ['log', 'status', 'rev-parse'].forEach((name) => repository.git('config', `alias.${name}`, `!'${spy}'`));
    ['core.fsmonitor', 'diff.external', 'diff.spy.textconv', 'diff.spy.command', 'core.pager', 'pager.log', 'pager.status', 'core.editor', 'core.askPass', 'core.sshCommand', 'core.alternateRefsCommand']
      .forEach((key) => [repository, inner].forEach((one) => one.git('config', key, `'${spy}'`)));
    repository.git('config', 'log.showSignature', 'true');
    repository.git('config', 'gpg.program', spy);
    repository.git('config', 'core.hooksPath', folder);
    ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman', 'pre-auto-gc'].forEach((name) => program(folder, name, `'${spy}' ${name}`));
    const signed = repository.sign();
    rmSync(marker, { force: true });
    repository.write({ 'api/main.ts': '2' });
    inner.write({ 'a.txt': '2' });
    const { revision } = revisionOf(repository.path('api'), { additionalInputs: ['library/a.txt'] });
    expect(revision).toMatchObject({ sha: signed, hasUncommittedChanges: true });
    expect(isDirty(repository.path('api'), { head: true })).toBe(true);
    expect(existsSync(marker)).toBe(false);
    // The trap does work.
    repository.git('status');
    expect(readFileSync(marker, 'utf-8')).toContain(basename(spy));
  });

  test('for more than a megabyte of changes', () => {
    const repository = Repository.create();
    repository.commit({ 'api/main.ts': '1' });
    const name = 'n'.repeat(240);
    for (let index = 0; index < 5000; index += 1) {
      writeFileSync(repository.path(`api/${index}-${name}`), '');
    }
    expect(isDirty(repository.path('api'))).toBe(true);
  });
});
