import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { BuildContext } from '../../src/facts/build-context';
import { Files, LARGEST_FILE } from '../../src/facts/files';
import { readIgnoreFile } from '../../src/facts/ignore-file';

/** A directory with files: texts, bytes, or `-> target` for a symbolic link. */
function directoryOf(files: Record<string, string | Buffer>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'context-')));
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string' && content.startsWith('-> ')) {
      symlinkSync(content.slice(3), path);
    } else {
      writeFileSync(path, content);
    }
  }
  return directory;
}

const contextOf = (files: Record<string, string | Buffer>, file?: string) => new BuildContext(directoryOf(files), file);
const outcome = (context: BuildContext, path: string) => {
  const { text, unread } = context.read(path);
  return unread ?? `text: ${text}`;
};

describe('a file of the context', () => {
  const outside = directoryOf({ 'secret': 'secret', 'folder/a': 'a' });
  const directory = directoryOf({
    '.dockerignore': 'ignored\nlogs/*\n!logs/keep',
    'start.sh': '#!/bin/sh\n',
    'bom.sh': '\uFEFF#!/bin/sh\n',
    'latin.sh': Buffer.from([0x23, 0xe9, 0x0a]),
    'empty.sh': '',
    'folder/run.sh': 'run',
    'ignored/run.sh': 'run',
    'logs/a': 'a',
    'logs/keep': 'keep',
    'app.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]),
    'utf16.sh': Buffer.from('\uFEFF#!/bin/sh', 'utf16le'),
    'largest': 'x'.repeat(LARGEST_FILE),
    'larger': 'x'.repeat(LARGEST_FILE + 1),
    'link': '-> folder/run.sh',
    'link-to-link': '-> link',
    'link-to-folder': '-> folder',
    'link-to-ignored': '-> ignored/run.sh',
    'link-to-nothing': '-> nothing',
    'link-to-itself': '-> link-to-itself',
    'link-out': `-> ${join(outside, 'secret')}`,
    'folder-out': `-> ${join(outside, 'folder')}`,
    'parent': '-> ..',
    'device': '-> /dev/zero',
    '..name': 'a name',
  });
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  const context = new BuildContext(directory);

  test.each<[string, string]>([
    ['start.sh', 'text: #!/bin/sh\n'],
    ['./start.sh', 'text: #!/bin/sh\n'],
    ['/start.sh', 'text: #!/bin/sh\n'],
    ['../start.sh', 'text: #!/bin/sh\n'],
    ['../../folder/../start.sh', 'text: #!/bin/sh\n'],
    ['folder//run.sh', 'text: run'],
    ['bom.sh', 'text: #!/bin/sh\n'],
    ['latin.sh', 'text: #\uFFFD\n'],
    ['empty.sh', 'text: '],
    ['..name', 'text: a name'],
    ['nothing', 'missing'],
    ['start.sh/nothing', 'missing'],
    ['folder', 'directory'],
    ['folder/', 'directory'],
    ['.', 'directory'],
    ['', 'directory'],
    ['/', 'directory'],
    ['..', 'directory'],
    ['ignored/run.sh', 'ignored'],
    ['folder/../ignored/run.sh', 'ignored'],
    ['/ignored/run.sh', 'ignored'],
    ['ignored/nothing', 'ignored'],
    ['logs/a', 'ignored'],
    ['logs/keep', 'text: keep'],
    ['app.bin', 'binary'],
    ['utf16.sh', 'binary'],
    ['larger', 'too big'],
    ['link', 'text: run'],
    ['link-to-link', 'text: run'],
    ['link-to-folder/run.sh', 'text: run'],
    ['link-to-ignored', 'ignored'],
    ['link-to-nothing', 'missing'],
    ['link-to-itself', 'unreadable'],
    ['link-out', 'outside'],
    ['folder-out', 'outside'],
    ['folder-out/a', 'outside'],
    ['parent', 'outside'],
    ['device', 'outside'],
    ['pipe', 'unreadable'],
    ['a\0b', 'missing'],
  ])('%j is %j', (path, expected) => {
    expect(outcome(context, path)).toBe(expected);
    expect(context.has(path)).toBe(!['missing', 'ignored', 'outside'].includes(expected) && !['link-to-itself'].includes(path));
  });

  test('may have the largest size there is', () => {
    expect(context.read('largest').text).toHaveLength(LARGEST_FILE);
  });

  test('is listed where it can be copied', () => {
    expect(context.list('logs')).toEqual(['keep']);
    expect(context.list('/folder')).toEqual(['run.sh']);
    expect(context.list()).toEqual(context.list('.'));
    expect(context.list()).toEqual(expect.arrayContaining(['.dockerignore', 'start.sh', 'logs']));
    expect(context.list()).not.toContain('ignored');
    expect(['ignored', 'nothing', 'start.sh', 'folder-out'].map((folder) => context.list(folder))).toEqual([[], [], [], []]);
  });

  test('is read once, by whichever path', () => {
    const files = new Files();
    const one = new BuildContext(directory, 'Dockerfile', files);
    expect(one.read('link')).toBe(one.read('folder/run.sh'));
    expect(new BuildContext(join(directory, 'folder'), 'Dockerfile', files).read('run.sh')).toBe(one.read('link'));
  });
});

test('a context that is not there has no files', () => {
  const context = new BuildContext(join(tmpdir(), 'context-nowhere'));
  expect([context.read('a').unread, context.dockerfile.unread, context.has('a'), context.hasIgnoreFile, context.list(), context.includes('a')])
    .toEqual(['missing', 'missing', false, false, [], true]);
});

test('a context may be reached through a symbolic link', () => {
  const directory = directoryOf({ 'real/start.sh': 'start', 'link': '-> real' });
  expect(outcome(new BuildContext(join(directory, 'link')), 'start.sh')).toBe('text: start');
});

describe('the Dockerfile', () => {
  test.each<[string, Record<string, string>, string | undefined, string]>([
    ['is called so', { Dockerfile: 'FROM a' }, undefined, 'FROM a'],
    ['may be called otherwise', { 'docker/api.Dockerfile': 'FROM b' }, 'docker/api.Dockerfile', 'FROM b'],
    ['is read where it is ignored', { '.dockerignore': '*', 'Dockerfile': 'FROM c' }, undefined, 'FROM c'],
    ['may be a symbolic link', { 'Dockerfile': '-> files/one', 'files/one': 'FROM d' }, undefined, 'FROM d'],
  ])('%s', (_, files, file, expected) => {
    expect(contextOf(files, file).dockerfile.text).toBe(expected);
  });

  test('may lie outside of the context, with an ignore file of its own', () => {
    const directory = directoryOf({ 'api/a': 'a', 'api/b': 'b', 'Dockerfile': 'FROM e', 'Dockerfile.dockerignore': 'b' });
    const context = new BuildContext(join(directory, 'api'), '../Dockerfile');
    expect([context.dockerfile.text, context.hasIgnoreFile, context.includes('a'), context.includes('b')]).toEqual(['FROM e', true, true, false]);
  });

  test('need not be there, or be a file', () => {
    expect(contextOf({}).dockerfile.unread).toBe('missing');
    expect(contextOf({ 'Dockerfile/a': '' }).dockerfile.unread).toBe('directory');
    expect(contextOf({ Dockerfile: '-> /dev/zero' }).dockerfile.unread).toBe('unreadable');
  });
});

describe('the ignore file', () => {
  test.each<[string, Record<string, string>, string | undefined, boolean, string[]]>([
    ['may be missing', {}, undefined, false, ['a', 'b', 'c']],
    ['is .dockerignore', { '.dockerignore': 'a' }, undefined, true, ['b', 'c']],
    ['is named after the Dockerfile', { '.dockerignore': 'a', 'Dockerfile.dockerignore': 'b' }, undefined, true, ['a', 'c']],
    ['is named after another name of the Dockerfile', { '.dockerignore': 'a', 'docker/x.Dockerfile.dockerignore': 'c' }, 'docker/x.Dockerfile', true, ['a', 'b']],
    ['is not that of another Dockerfile', { '.dockerignore': 'a', 'Dockerfile.dockerignore': 'b' }, 'Other', true, ['b', 'c']],
    ['may be empty', { '.dockerignore': '' }, undefined, true, ['a', 'b', 'c']],
    ['may be no file', { '.dockerignore/a': '' }, undefined, true, ['a', 'b', 'c']],
    ['may begin with a byte order mark', { '.dockerignore': '\uFEFFa\nb' }, undefined, true, ['c']],
  ])('%s', (_, files, file, hasIgnoreFile, expected) => {
    const context = contextOf({ a: 'a', b: 'b', c: 'c', ...files }, file);
    expect(context.hasIgnoreFile).toBe(hasIgnoreFile);
    expect(['a', 'b', 'c'].filter((name) => context.includes(name))).toEqual(expected);
    expect(['a', 'b', 'c'].filter((name) => context.has(name))).toEqual(expected);
  });
});

describe('patterns keep out what BuildKit keeps out', () => {
  const PATHS = [
    'a', 'b', 'a/b', 'a/b/c', 'A', 'Dockerfile', '.env', '.git/config', 'src/.git/config', 'node_modules/x/index.js', 'web/node_modules/x', 'start.sh', 'src/start.sh', 'a+b', 'f(1)', '{x}',
    'x|y', 'a^b', 'a$', '#a', 'old_modules',
  ];
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['blank lines and comments', '\n  \n# a\n', []],
    ['what begins with # after a space', ' #a', ['#a']],
    ['a file', 'start.sh', ['start.sh']],
    ['a folder with all in it', 'a', ['a', 'a/b', 'a/b/c']],
    ['a folder, said with a slash', 'a/', ['a', 'a/b', 'a/b/c']],
    ['from the root', '/a/b', ['a/b', 'a/b/c']],
    ['from here', './a/b', ['a/b', 'a/b/c']],
    ['with spaces around', '  start.sh \t', ['start.sh']],
    ['with a carriage return', 'start.sh\r\n.env\r\n', ['.env', 'start.sh']],
    ['up and down', 'src/../a/b', ['a/b', 'a/b/c']],
    ['case counts', 'dockerfile\nA', ['A']],
    ['a star within a name', '*.sh', ['start.sh']],
    ['a star for a folder', '*/*.sh', ['src/start.sh']],
    ['two stars', '**/*.sh', ['start.sh', 'src/start.sh']],
    ['two stars before a folder', '**/node_modules', ['node_modules/x/index.js', 'web/node_modules/x']],
    ['two stars twice', '**/**/.git', ['.git/config', 'src/.git/config']],
    ['two stars before a name', '**node_modules', ['node_modules/x/index.js', 'web/node_modules/x']],
    ['two stars before the end of names', '**_modules', ['node_modules/x/index.js', 'web/node_modules/x', 'old_modules']],
    ['two stars before a wildcard', '**st*.sh', ['start.sh', 'src/start.sh']],
    ['two stars at the end', 'a/**', ['a/b', 'a/b/c']],
    ['a question mark', 'a/?', ['a/b', 'a/b/c']],
    ['a class', '[ab]', ['a', 'b', 'a/b', 'a/b/c']],
    ['a class that is not', '[^b-z]', ['a', 'A', 'a/b', 'a/b/c']],
    ['all', '*', PATHS],
    ['all but one', '*\n!start.sh', PATHS.filter((path) => path !== 'start.sh')],
    ['all but one, with spaces', '*\n! start.sh', PATHS.filter((path) => path !== 'start.sh')],
    ['all but a folder', '*\n!/a/', PATHS.filter((path) => !/^a(?:$|\/)/.test(path))],
    ['all but a file in a folder', '*\n!a/b/c', PATHS.filter((path) => path !== 'a/b/c')],
    ['the last that matches counts', '!a/b\na\n!a/b/c', ['a', 'a/b']],
    ['a plus', 'a+b', ['a+b']],
    ['brackets', 'f(1)', ['f(1)']],
    ['braces, which are no choice', '{x}\n{a,b}', ['{x}']],
    ['a bar', 'x|y', ['x|y']],
    ['a circumflex', 'a^b', ['a^b']],
    ['a dollar', 'a$', ['a$']],
    ['an escape', '\\#a\n\\a\\+b', ['#a', 'a+b']],
    ['a pattern that BuildKit refuses', 'a(\n[\n!\n[z-a]\nb', ['b']],
  ])('%s', (_, text, expected) => {
    const ignores = readIgnoreFile(text);
    expect(PATHS.filter(ignores).sort()).toEqual([...expected].sort());
  });

  test('and what a line above names in a folder is not brought back with the folder', () => {
    expect(PATHS.filter(readIgnoreFile('a/b\n!a'))).toEqual(['a/b', 'a/b/c']);
  });

  test('whatever a file is called', () => {
    expect(['constructor', '__proto__', 'toString'].map(readIgnoreFile('constructor\n__proto__\n'))).toEqual([true, true, false]);
  });

  test.each([
    ['**/'.repeat(40) + 'x', 'a/'.repeat(200)],
    ['**/a/'.repeat(8) + 'x', 'a/'.repeat(200)],
    ['*a'.repeat(40) + 'x', 'a'.repeat(200)],
  ])('and take no time that grows with a power of their length: %s', (pattern, path) => {
    const start = performance.now();
    expect([readIgnoreFile(pattern)(`${path}b`), readIgnoreFile(pattern)(`${path}x`)]).toEqual([false, true]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('and a path that no file can have is nothing to them', () => {
    expect(readIgnoreFile('a')('a/'.repeat(100_000))).toBe(false);
  });
});
