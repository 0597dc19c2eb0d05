import { Build, readDockerfile } from '../../src/dockerfile';

/** The user that the last instruction says, with what stands in front of it. */
function user(lines: readonly string[], build?: Build): string | undefined {
  return readDockerfile([...lines].join('\n'), build).final?.configuration.user?.text;
}

const SCRATCH = ['FROM scratch', 'ENV A=value EMPTY='];

test.each<[string, string]>([
  ['$A', 'value'],
  ['${A}', 'value'],
  ['x${A}y$A-z', 'xvalueyvalue-z'],
  ['$Ax', ''],
  ['$', '$'],
  ['a$ b', 'a$ b'],
  ['\\$A', '$A'],
  ['"$A  b"', 'value  b'],
  ["'$A'", '$A'],
  ['"\\$A \\" \\\\ \\n"', '$A " \\ \\n'],
  ['a\\b', 'ab'],
  ['a\\', 'a'],
  ['${A:-b}', 'value'],
  ['${NONE:-b}', 'b'],
  ['${NONE-b}', 'b'],
  ['${EMPTY:-b}', 'b'],
  ['${EMPTY-b}', ''],
  ['${NONE:-$A}', 'value'],
  ['${NONE:-${NONE:-"c d"}}', 'c d'],
  ['${A:+b}', 'b'],
  ['${NONE:+b}', ''],
  ['${EMPTY:+b}', ''],
  ['${EMPTY+b}', 'b'],
  ['${A:?no}', 'value'],
  ['${NONE:?no}', '${NONE}'],
  ['${A#va}', 'lue'],
  ['${A#v*}', 'alue'],
  ['${A##*l}', 'ue'],
  ['${A%e}', 'valu'],
  ['${A%?e}', 'val'],
  ['${A%%a*}', 'v'],
  ['${A%x}', 'value'],
  ['${A#*x}', 'value'],
  ['${A/l/r}', 'varue'],
  ['${A//a/b}', 'vblue'],
  ['${NONE%x}', ''],
  ['${A#*a*}', '${A}'],
  ['${A/?/b}', '${A}'],
  ['$1$@$?', ''],
])('%s reads %j', (text, expected) => {
  expect(user([...SCRATCH, `USER ${text}`])).toBe(expected);
});

test.each(['${', '${A', '${}', '${A:-b', '"a', "it's", '${${A}}', '"$A', '${A!x}', '${A:#x}'])('%s cannot be read', (text) => {
  expect(user([...SCRATCH, `USER ${text}`])).toBe('${…}');
});

test.each<[string, string]>([
  ['$B', '${B}'],
  ['${B:-c}', '${B}'],
  ['${B:+c}', '${B}'],
  ['${B#c}', '${B}'],
  ['x$B', 'x${B}'],
  ['${C:-d}', '${C}'],
  ['${C-d}', '${B}'],
  ['${C+d}', 'd'],
  ['${C%d}', '${C}'],
])('a variable that the base image may have makes %s read %j', (text, expected) => {
  expect(user(['FROM a', 'ENV C=$B', `USER ${text}`])).toBe(expected);
});

test.each<[string, string[], string]>([
  ['ENV sees what was before it', ['ENV A=1 B=$A', 'ENV A=2$A C=$A', 'USER $A,$B,$C'], '21,,1'],
  ['quotes and escapes in ENV', ['ENV A="b c" B=d\\ e C=\'$A\'', 'USER $A,$B,$C'], 'b c,d e,$A'],
  ['ENV of old', ['ENV A b "c" = d', 'USER $A'], 'b c = d'],
  ['ENV on several lines', ['ENV A=b \\', '# c', '  B=d', 'USER $A$B'], 'bd'],
  ['ARG sees what is in front of it', ['ARG A=1 B=$A', 'USER $B'], '1'],
  ['the later one of ARG and ENV', ['ARG A=1', 'ENV A=2', 'USER $A'], '2'],
  ['ARG without a value leaves ENV alone', ['ENV A=2', 'ARG A', 'USER $A'], '2'],
])('%s', (_, lines, expected) => {
  expect(user(['FROM scratch', ...lines])).toBe(expected);
});

test('a variable does not grow without end', () => {
  expect(user(['FROM scratch', 'ENV A=aaaaaaaa', ...Array<string>(40).fill('ENV A=$A$A'), 'USER $A'])).toMatch(/^(?:\$\{…\})+$/);
});

test.each<[string, string[], Build, string]>([
  ['a default', ['ARG A=b'], {}, 'b'],
  ['a value of the build', ['ARG A=b'], { buildArgs: new Map([['A', 'c']]) }, 'c'],
  ['a value of the build that nobody knows', ['ARG A=b'], { buildArgs: new Map([['A', undefined]]) }, '${A}'],
  ['a value of the build for what is not declared', [], { buildArgs: new Map([['A', 'c']]) }, ''],
  ['no value at all', ['ARG A'], {}, ''],
  ['what the platform says', ['ARG TARGETARCH', 'ENV A=$TARGETARCH'], { platform: 'linux/arm64' }, 'arm64'],
  ['what no platform says', ['ARG TARGETARCH', 'ENV A=$TARGETARCH'], {}, '${TARGETARCH}'],
  ['what the builder says', ['ARG BUILDARCH', 'ENV A=$BUILDARCH'], { platform: 'linux/arm64' }, '${BUILDARCH}'],
  ['a variant', ['ARG TARGETVARIANT', 'ENV A=$TARGETVARIANT'], { platform: 'linux/arm/v7' }, 'v7'],
  ['no variant', ['ARG TARGETVARIANT', 'ENV A=$TARGETVARIANT'], { platform: 'linux/amd64' }, ''],
])('ARG with %s', (_, lines, build, expected) => {
  expect(user(['FROM scratch', ...lines, 'USER $A'], build)).toBe(expected);
});

test.each<[string, string[], Build, string, string]>([
  ['is seen by FROM alone', ['ARG A=1', 'FROM b:$A', 'USER $A'], {}, 'b:1', '${A}'],
  ['gives its value to a stage that declares it', ['ARG A=1', 'FROM b:${A}', 'ARG A', 'USER $A'], {}, 'b:1', '1'],
  ['yields to a default of the stage', ['ARG A=1', 'FROM b:$A', 'ARG A=2', 'USER $A'], {}, 'b:1', '2'],
  ['yields to the build', ['ARG A=1', 'FROM b:$A', 'ARG A', 'USER $A'], { buildArgs: new Map([['A', '3']]) }, 'b:3', '3'],
  ['may be unknown', ['ARG A=1', 'FROM b:$A', 'USER c'], { buildArgs: new Map([['A', undefined]]) }, 'b:${A}', 'c'],
  ['sees those in front of it', ['ARG A=1', 'ARG B=c:$A', 'FROM ${B}', 'USER c'], {}, 'c:1', 'c'],
  ['may be missing', ['FROM b${A}:${C:-1}', 'USER c'], {}, 'b:1', 'c'],
  ['may be the platform', ['FROM b-$TARGETARCH:1', 'USER c'], { platform: 'linux/arm64' }, 'b-arm64:1', 'c'],
])('a global ARG %s', (_, lines, build, image, expected) => {
  const { final } = readDockerfile(lines.join('\n'), build);
  expect([final?.base.image, final?.configuration.user?.text]).toEqual([image, expected]);
});

test('an escape character of its own escapes here too', () => {
  expect(user(['# escape=`', 'FROM scratch', 'ENV A=b', 'USER C:\\$A`$A'])).toBe('C:\\b$A');
});
