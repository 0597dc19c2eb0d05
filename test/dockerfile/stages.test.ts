import { Build, Source, chainOf, neededFor, readDockerfile } from '../../src/dockerfile';

function sourceOf({ stage, image }: Source): string {
  return stage ? `stage ${stage.index}` : `image ${image}`;
}

function basesOf(...lines: readonly string[]): readonly string[] {
  return readDockerfile(lines.join('\n')).stages.map(({ name, base }) => `${name ?? '-'}: ${sourceOf(base)}`);
}

test.each<[string, string[], string[]]>([
  ['an image', ['FROM node:20'], ['-: image node:20']],
  ['an image by digest', ['FROM node:20@sha256:abc AS b'], ['b: image node:20@sha256:abc']],
  ['scratch', ['FROM scratch'], ['-: image scratch']],
  ['a stage', ['FROM a AS Build', 'FROM build', 'FROM BUILD as c'], ['build: image a', '-: stage 0', 'c: stage 0']],
  ['the later one of two by a name', ['FROM a AS b', 'FROM c AS b', 'FROM b'], ['b: image a', 'b: image c', '-: stage 1']],
  ['a stage by a variable', ['ARG S=b', 'FROM a AS b', 'FROM $S'], ['b: image a', '-: stage 0']],
  ['itself is an image', ['FROM a AS a'], ['a: image a']],
  ['a later stage is an image', ['FROM b AS a', 'FROM c AS b'], ['a: image b', 'b: image c']],
  ['a number is an image', ['FROM a', 'FROM 0'], ['-: image a', '-: image 0']],
  ['a quoted image', ['FROM "a:1" AS b'], ['b: image a:1']],
  ['nothing', ['FROM', 'FROM a'], ['-: image ', '-: image a']],
  ['too much', ['FROM a b', 'FROM a AS', 'FROM a AS b c'], ['-: image a', '-: image a', 'b: image a']],
])('FROM %s', (_, lines, bases) => {
  expect(basesOf(...lines)).toEqual(bases);
});

test('FROM says its platform', () => {
  const { stages } = readDockerfile('FROM --platform=linux/arm64 a\nFROM --platform=$BUILDPLATFORM b\nFROM --platform=$TARGETPLATFORM c\nFROM d', { platform: 'linux/amd64' });
  expect(stages.map(({ platform }) => platform)).toEqual(['linux/arm64', '${BUILDPLATFORM}', 'linux/amd64', undefined]);
});

test.each<[string, Build, number | undefined]>([
  ['the last stage without a target', {}, 2],
  ['the last stage with an empty target', { target: '' }, 2],
  ['a name', { target: 'two' }, 1],
  ['a name in any case', { target: 'ONE' }, 0],
  ['a number', { target: '1' }, 1],
  ['no stage by that name', { target: 'four' }, undefined],
  ['no stage by that number', { target: '7' }, undefined],
])('the final stage is %s', (_, build, index) => {
  expect(readDockerfile('FROM a AS one\nFROM b AS Two\nFROM c AS three', build).final?.index).toBe(index);
});

test('a stage has its own instructions, and its chain has those below it', () => {
  const { final } = readDockerfile('FROM a AS x\nCOPY b c\nRUN d\nFROM x AS y\nUSER e\nFROM y\nCOPY f g');
  expect(final?.copies.map(({ line }) => line)).toEqual([7]);
  expect(chainOf(final!).map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(chainOf(final!).flatMap(({ copies }) => copies.map(({ line }) => line))).toEqual([2, 7]);
});

test('stages list arguments and variables with their lines', () => {
  const { final } = readDockerfile('FROM a\nARG B=1 C\nENV D=$B E="f g"');
  expect(final?.args.map(({ name, value, line }) => [name, value, line])).toEqual([['B', '1', 2], ['C', undefined, 2]]);
  expect(final?.env.map(({ name, value, line }) => [name, value, line])).toEqual([['D', '1', 3], ['E', 'f g', 3]]);
});

test('a stage has the arguments of the one that it is built on', () => {
  expect(readDockerfile('FROM a AS b\nARG C=1\nFROM b\nUSER $C').final?.configuration.user?.text).toBe('1');
});

test('a build runs the stages that its own needs, and no others', () => {
  const { final, stages } = readDockerfile([
    'FROM a AS base', 'FROM base AS deps', 'FROM b AS unused', 'FROM c AS tools', 'FROM d', 'COPY --from=deps /x /x',
    'FROM e AS Last', 'COPY --from=4 /x /x', 'RUN --mount=from=Tools,target=/t --mount=type=cache,target=/c true', 'RUN --mount=from=image,target=/i true',
  ].join('\n'));
  expect(neededFor(final!, stages).map(({ index }) => index)).toEqual([0, 1, 3, 4, 5]);
});
