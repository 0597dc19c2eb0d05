import { existsSync, rmSync, symlinkSync } from 'fs';
import { join } from 'path';
import { Repository, isolate, newFolder, write } from './repositories';
import { SHA, isDirty, messageOf, revisionOf, shaOf, stackOf, unknown, warningsOf } from './revisions';
import { GitRevision } from '../../src';

isolate();

describe('linked worktrees and submodules:', () => {
  test('a linked worktree has its own HEAD and its own changes', () => {
    const repository = Repository.create();
    const first = repository.commit({ 'api/main.ts': '1' });
    const second = repository.commit({ 'api/main.ts': '2' });
    const linked = repository.worktree(first);
    linked.write({ 'api/new.ts': '1' });
    expect([shaOf(linked.path('api')), shaOf(repository.path('api'))]).toEqual([first, second]);
    expect([isDirty(linked.path('api')), isDirty(repository.path('api'))]).toEqual([true, false]);
  });

  /** An outer repository with `library` as a submodule of `services/api`. */
  function nested() {
    const library = Repository.create();
    library.commit({ 'src/a.ts': '1', 'other/b.ts': '1' });
    const outer = Repository.create();
    outer.commit({ 'services/api/main.ts': '1', 'services/web/main.ts': '1', 'shared/c.ts': '1' });
    const inner = outer.addSubmodule(library, 'services/api/library');
    const added = outer.head;
    outer.commit({ 'services/web/main.ts': '2' });
    return { outer, inner, added };
  }

  test('a directory in a submodule has the commit of the submodule', () => {
    const { outer, inner } = nested();
    const sha = inner.head;
    inner.commit({ 'other/b.ts': '2' });
    expect(shaOf(inner.path('src'))).toBe(sha);
    outer.write({ 'services/api/new.ts': '1' });
    expect(isDirty(inner.path('src'))).toBe(false);
    inner.write({ 'src/new.ts': '1' });
    expect(isDirty(inner.path('src'))).toBe(true);
  });

  test('a directory that contains a submodule is touched by a change of the pointer', () => {
    const { outer, inner, added } = nested();
    expect(shaOf(outer.path('services/api'))).toBe(added);
    inner.commit({ 'src/a.ts': '2' });
    expect(isDirty(outer.path('services/api'))).toBe(true);
    outer.git('add', 'services/api/library');
    const moved = outer.record();
    outer.commit({ 'services/web/main.ts': '3' });
    expect(shaOf(outer.path('services/api'))).toBe(moved);
    expect(isDirty(outer.path('services/api'))).toBe(false);
  });

  test.each<[string, Record<string, string>, string[][]]>([
    ['a modified file', { 'src/a.ts': '2' }, []],
    ['a new file', { 'src/new.ts': '1' }, []],
    ['a new file, where the user hides them', { 'src/new.ts': '1' }, [['status.showUntrackedFiles', 'no']]],
    ['a new file, where the user ignores submodules', { 'src/new.ts': '1' }, [['diff.ignoreSubmodules', 'all'], ['submodule.services/api/library.ignore', 'all']]],
  ])('%s in the submodule is an uncommitted change of the directory around it', (_, files, configuration) => {
    const { outer, inner } = nested();
    expect(isDirty(outer.path('services/api'))).toBe(false);
    inner.write(files);
    configuration.forEach(([key, value]) => {
      outer.git('config', key, value);
      inner.git('config', key, value);
    });
    expect(isDirty(outer.path('services/api'))).toBe(true);
    expect(isDirty(outer.path('services/web'))).toBe(false);
  });

  test('a submodule that is not checked out is no change', () => {
    const { outer } = nested();
    const clone = outer.clone();
    expect(isDirty(clone.path('services/api'))).toBe(false);
  });

  test('an additional input in a submodule is known by the pointer', () => {
    const { outer, inner, added } = nested();
    const input = { additionalInputs: [inner.path('src')] };
    const web = outer.head;
    expect(shaOf(outer.path('shared'), input)).toBe(added);
    expect(shaOf(outer.path('services/web'), input)).toBe(web);
    expect(isDirty(outer.path('services/web'), input)).toBe(false);
    inner.commit({ 'src/a.ts': '2' });
    expect(isDirty(outer.path('services/web'), input)).toBe(true);
    outer.git('add', '--all');
    expect(shaOf(outer.path('services/web'), input)).toBe(web);
    const moved = outer.record();
    expect(shaOf(outer.path('services/web'), input)).toBe(moved);
  });

  test('a directory in a submodule with an additional input outside has the commit of the outer repository', () => {
    const { outer, inner, added } = nested();
    const input = { additionalInputs: [outer.path('shared/c.ts')] };
    expect(shaOf(inner.path('src'), input)).toBe(added);
    expect(shaOf(inner.path('src'), input)).not.toBe(inner.head);
    const touched = outer.commit({ 'shared/c.ts': '2' });
    expect(shaOf(inner.path('src'), input)).toBe(touched);
  });

  test('two submodules of one repository have its commit', () => {
    const { outer, inner } = nested();
    const other = Repository.create();
    other.commit({ 'a.txt': '1' });
    const second = outer.addSubmodule(other, 'other library');
    const added = outer.head;
    outer.commit({ 'services/web/main.ts': '3' });
    expect(shaOf(outer.path('services/web'), { additionalInputs: [inner.path('src'), second.folder] })).toBe(outer.head);
    expect(shaOf(inner.path('src'), { additionalInputs: [second.folder, outer.path('shared')] })).toBe(added);
  });

  test('a submodule in a submodule is known by the pointer to the one around it', () => {
    const { outer, inner } = nested();
    const deep = Repository.create();
    deep.commit({ 'a.txt': '1' });
    inner.addSubmodule(deep, 'deep');
    outer.git('add', '--all');
    const moved = outer.record();
    outer.commit({ 'services/web/main.ts': '3' });
    const input = { additionalInputs: [inner.path('deep/a.txt')] };
    expect(shaOf(outer.path('shared'), input)).toBe(moved);
    expect(isDirty(outer.path('shared'), input)).toBe(false);
    inner.write({ 'deep/a.txt': '2' });
    expect(isDirty(outer.path('shared'), input)).toBe(true);
  });
});

describe('additional inputs:', () => {
  function monorepo() {
    const repository = Repository.create();
    const first = repository.commit({ 'api/main.ts': '1', 'lib/a.ts': '1', 'tsconfig.json': '{}', 'web/main.ts': '1' });
    return { repository, first, api: repository.path('api') };
  }

  test.each([
    ['a file', '../tsconfig.json', 'tsconfig.json'],
    ['a folder', '../lib', 'lib/a.ts'],
    ['the repository itself', '..', 'web/main.ts'],
    ['a folder in the directory', 'sub', 'api/sub/a.ts'],
  ])('a change of %s is one of the directory', (_, input, file) => {
    const { repository, api } = monorepo();
    const start = repository.commit({ 'api/sub/a.ts': '1' });
    const options = { additionalInputs: [input] };
    expect(shaOf(api, options)).toBe(start);
    expect(isDirty(api, options)).toBe(false);
    repository.write({ [file]: 'new' });
    expect(isDirty(api, options)).toBe(true);
    const touched = repository.commit({});
    expect(shaOf(api, options)).toBe(touched);
    const own = repository.commit({ 'api/main.ts': 'new' });
    expect(shaOf(api, options)).toBe(own);
  });

  test('what is no input stays outside', () => {
    const { repository, first, api } = monorepo();
    const options = { additionalInputs: ['../lib', repository.path('tsconfig.json')] };
    repository.commit({ 'web/main.ts': '2' });
    repository.write({ 'web/new.ts': '2', 'lib2/new.ts': '2' });
    expect(shaOf(api, options)).toBe(first);
    expect(isDirty(api, options)).toBe(false);
  });

  test('one that is missing is an error', () => {
    const { repository, api } = monorepo();
    expect(messageOf(api, { additionalInputs: ['../lib', '../lib2'] }))
      .toBe(`Stack: additionalInputs has "../lib2", which does not exist at "${repository.path('lib2')}"`);
  });

  test('one in another repository is an error', () => {
    const { api } = monorepo();
    const other = Repository.create();
    other.commit({ 'a.txt': '1' });
    expect(messageOf(api, { additionalInputs: [other.path('a.txt')] })).toBe(scattered(other.path('a.txt'), api));
  });

  test('one in no repository is an error', () => {
    const { api } = monorepo();
    const folder = newFolder();
    expect(messageOf(api, { additionalInputs: [folder] })).toBe(scattered(folder, api));
  });

  test('one in a repository that lies within, and is no submodule, is an error', () => {
    const { repository, api } = monorepo();
    const vendored = Repository.at(repository.path('vendor/other'));
    vendored.commit({ 'a.txt': '1' });
    expect(messageOf(api, { additionalInputs: ['../vendor/other/a.txt'] })).toBe(scattered(vendored.path('a.txt'), api));
    expect(messageOf(vendored.folder, { additionalInputs: ['../../lib'] })).toBe(scattered(vendored.folder, vendored.folder));
  });

  test('without a checkout, the CI system says which commit holds all of them', () => {
    const folder = newFolder();
    write(folder, { 'api/a.txt': '1', 'lib/a.txt': '1' });
    Object.assign(process.env, { GITHUB_ACTIONS: 'true', GITHUB_SHA: SHA });
    expect(shaOf(join(folder, 'api'), { additionalInputs: ['../lib'] })).toBe(SHA);
  });

  function scattered(path: string, directory: string): string {
    return `Stack: "${path}" is not in the repository of "${directory}", so that no commit names both: `
      + 'keep them in one repository, or say which revision it is with sha';
  }
});

describe('partial clones:', () => {
  function partial(filter: string) {
    const repository = Repository.create();
    const first = repository.commit({ 'api/main.ts': '1', 'web/main.ts': '1' });
    repository.commit({ 'web/main.ts': '2' });
    repository.commit({ 'web/main.ts': '3' });
    repository.git('config', 'uploadpack.allowFilter', 'true');
    return { first, clone: repository.clone(`--filter=${filter}`) };
  }

  test('without the content of old files, git knows the commit', () => {
    const { first, clone } = partial('blob:none');
    expect(shaOf(clone.path('api'))).toBe(first);
    expect(isDirty(clone.path('api'))).toBe(false);
  });

  test('without old folders, it would have to fetch, and is not let', () => {
    const { clone } = partial('tree:0');
    const reason = 'the clone is partial, and git would have to fetch what it needs to tell (clone without --filter=tree:0)';
    expect(messageOf(clone.path('api'))).toBe(unknown(clone.path('api'), reason));
    Object.assign(process.env, { GITHUB_ACTIONS: 'true', GITHUB_SHA: SHA });
    const { revision, warnings } = revisionOf(clone.path('api'));
    expect(revision).toMatchObject({ sha: SHA, source: 'ci' });
    expect(warnings).toEqual([expect.stringContaining(`is that of GITHUB_SHA of GitHub Actions: ${reason}`)]);
  });
});

describe('shallow clones:', () => {
  const SHALLOW = 'is HEAD: the clone is shallow, and which commit touched it last lies beyond what was fetched. Fetch the whole history \
(fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab, git clone depth Full in CodeBuild), so that the revision changes with the directory alone.';

  function shallow(directory: string): string {
    return `The git revision of "${directory}" ${SHALLOW} [ack: cdk-safe-containers:gitRevision]`;
  }

  function origin() {
    const repository = Repository.create();
    const first = repository.commit({ 'old/a.txt': '1', 'api/a.txt': '1' });
    const second = repository.commit({ 'api/a.txt': '2' });
    const third = repository.commit({ 'web/a.txt': '1' });
    return { repository, first, second, third };
  }

  test('of depth 1: HEAD stands for every directory, with a warning', () => {
    const { repository, third } = origin();
    const clone = repository.clone('--depth=1');
    const directory = clone.path('api');
    const { revision, warnings } = revisionOf(directory);
    expect(revision).toMatchObject({ sha: third, source: 'checkout', origin: 'git', hasUncommittedChanges: false });
    expect(warnings).toEqual([shallow(directory)]);
    expect(revisionOf(directory, { head: true }).warnings).toEqual([]);
  });

  test('of some depth: what is within is found, what lies beyond is HEAD with a warning', () => {
    const { repository, first, second, third } = origin();
    const clone = repository.clone('--depth=2');
    const at = (name: string) => revisionOf(clone.path(name));
    expect(at('web')).toMatchObject({ revision: { sha: third }, warnings: [] });
    expect(at('api')).toMatchObject({ revision: { sha: third }, warnings: [shallow(clone.path('api'))] });
    expect(at('old')).toMatchObject({ revision: { sha: third }, warnings: [shallow(clone.path('old'))] });
    clone.git('fetch', '--quiet', '--unshallow');
    expect(at('api')).toMatchObject({ revision: { sha: second }, warnings: [] });
    expect(at('old')).toMatchObject({ revision: { sha: first }, warnings: [] });
  });

  test.each([[], ['--depth=3'], ['--depth=9']])('the very first commit is no boundary: git clone %s', (...options) => {
    const { repository, first } = origin();
    expect(revisionOf(repository.clone(...options).path('old'))).toMatchObject({ revision: { sha: first }, warnings: [] });
  });

  test('a clone without the contents of old files is as good as a full one, without asking for them', () => {
    const { repository } = origin();
    repository.commit({ 'api/a.txt': 'what nobody fetches' });
    const sha = repository.commit({ 'api/a.txt': 'new' });
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = repository.clone('--filter=blob:none');
    rmSync(repository.folder, { recursive: true });
    clone.write({ 'api/a.txt': '3' });
    expect(revisionOf(clone.path('api'))).toMatchObject({ revision: { sha, hasUncommittedChanges: true }, warnings: [] });
    expect(clone.git('rev-list', '--objects', '--all', '--missing=print')).toMatch(/^\?[0-9a-f]{40}$/m);
  });

  test('a construct that asks twice is warned once, and about each directory', () => {
    const clone = origin().repository.clone('--depth=1');
    const stack = stackOf();
    ['api', 'old', 'api'].forEach((name) => GitRevision.fromDirectory(stack, clone.path(name)));
    expect(warningsOf(stack)).toEqual([shallow(clone.path('api')), shallow(clone.path('old'))]);
  });
});

describe('paths mean themselves:', () => {
  test.each([
    'a b', 'it\'s "quoted"', 'line\nbreak', 'ends with a break\n', '-leading-dash', '--upload-pack=touch pwned', '*', '?', '[ab]', ':colon', ':(exclude)a', ':!a', '#a', '\\back\\slash',
    'größe', '日本', '$(touch pwned)', '`touch pwned`', 'HEAD',
  ])('%j', (name) => {
    const repository = Repository.create();
    const sha = repository.commit({ [`${name}/a.txt`]: '1', 'lib/a.txt': '1' });
    repository.commit({ 'a/a.txt': '1', 'ab/a.txt': '1', 'b/a.txt': '1', 'x/a.txt': '1' });
    repository.write({ 'a/new.txt': '1', 'x/new.txt': '1' });
    const options = { additionalInputs: ['../lib', 'a.txt'] };
    [{}, options].forEach((given) => {
      expect(revisionOf(repository.path(name), given).revision).toMatchObject({ sha, hasUncommittedChanges: false });
    });
    repository.write({ [`${name}/new.txt`]: '1' });
    [{}, options].forEach((given) => expect(isDirty(repository.path(name), given)).toBe(true));
    expect([existsSync('pwned'), existsSync(repository.path('pwned')), existsSync(repository.path(name, 'pwned'))]).toEqual([false, false, false]);
  });

  test('the repository itself has such a name', () => {
    const repository = Repository.at(join(newFolder(), '-a *\n[b]\n'));
    const sha = repository.commit({ 'api/a.txt': '1', 'lib/a.txt': '1' });
    repository.commit({ 'web/a.txt': '1' });
    expect(shaOf(repository.path('api'), { additionalInputs: ['../lib'] })).toBe(sha);
  });

  test('a symbolic link means where it points, from inside and outside of the repository', () => {
    const repository = Repository.create();
    const sha = repository.commit({ 'services/api/a.txt': '1' });
    const inside = repository.path('current');
    const outside = join(newFolder(), 'current');
    [inside, outside].forEach((link) => symlinkSync(repository.path('services/api'), link));
    repository.commit({ 'services/web/a.txt': '1' });
    expect([shaOf(inside), shaOf(outside)]).toEqual([sha, sha]);
    repository.write({ 'services/api/new.txt': '1' });
    expect([isDirty(inside), isDirty(outside)]).toEqual([true, true]);
    expect(shaOf(outside, { additionalInputs: [repository.path('services/web')] })).toBe(repository.head);
    expect(shaOf(repository.path('services/web'), { additionalInputs: [outside] })).toBe(repository.head);
    expect(isDirty(repository.path('services/web'), { additionalInputs: [outside] })).toBe(true);
  });

  test('a symbolic link that leads out of the repository is in no checkout', () => {
    const repository = Repository.create();
    symlinkSync(newFolder(), repository.path('away'));
    repository.commit({});
    expect(messageOf(repository.path('away'))).toBe(unknown(repository.path('away'), 'it is in no git checkout'));
  });
});
