import { Copy, readDockerfile } from '../../src/dockerfile';

function copiesOf(...lines: readonly string[]): readonly Copy[] {
  return readDockerfile(lines.join('\n')).final!.copies;
}

test.each<[string, string, string[], string]>([
  ['a file', 'COPY a /b', ['a'], '/b'],
  ['several files', 'COPY a b* c/', ['a', 'b*'], '/w/c/'],
  ['into the working directory', 'COPY . .', ['.'], '/w/'],
  ['into the working directory, as a folder', 'COPY . ./', ['.'], '/w/'],
  ['into a folder of it', 'COPY a ./b/../c', ['a'], '/w/c'],
  ['into the root', 'COPY a /', ['a'], '/'],
  ['into the root by a dot', 'COPY a /.', ['a'], '/'],
  ['a list', 'COPY ["a b", "c", "/d e/"]', ['a b', 'c'], '/d e/'],
  ['variables', 'COPY ${A}.sh $D/$A', ['v.sh'], '/d/v'],
  ['unknown variables', 'COPY a $HOME/b', ['a'], '${HOME}/b'],
  ['quotes', 'COPY "a" /b', ['a'], '/b'],
  ['a URL', 'ADD https://example.com/a.tgz /b/', ['https://example.com/a.tgz'], '/b/'],
])('COPY and ADD of %s', (_, line, sources, destination) => {
  const [copy] = copiesOf('FROM a', 'ENV A=v D=/d', 'WORKDIR /w', line);
  expect([copy.sources, copy.destination]).toEqual([sources, destination]);
});

test('the working directory may be that of the base image', () => {
  expect(copiesOf('FROM a', 'COPY b .', 'COPY c d').map(({ destination }) => destination)).toEqual(['${WORKDIR}/', '${WORKDIR}/d']);
  expect(copiesOf('FROM scratch', 'COPY b .').map(({ destination }) => destination)).toEqual(['/']);
});

test('each copy goes by what stands above it', () => {
  expect(copiesOf('FROM a', 'WORKDIR /b', 'COPY c .', 'WORKDIR d', 'COPY e .').map(({ destination }) => destination)).toEqual(['/b/', '/b/d/']);
});

test.each(['COPY', 'COPY a', 'COPY --from=b', 'ADD ["a"]', 'COPY []'])('%s goes nowhere', (line) => {
  expect(copiesOf('FROM a', line)).toEqual([]);
});

test.each<[string, string, number | string | undefined]>([
  ['a stage by name', '--from=x', 0],
  ['a stage by name in any case', '--from=X', 0],
  ['a stage by number', '--from=1', 1],
  ['itself', '--from=y', 'y'],
  ['its own number', '--from=2', '2'],
  ['an image', '--from=ghcr.io/b/c:1', 'ghcr.io/b/c:1'],
  ['the context of the build', '--chown=b', undefined],
])('COPY from %s', (_, flag, expected) => {
  const [{ from }] = copiesOf('FROM a AS x', 'FROM b', 'FROM c AS y', `COPY ${flag} /d /e`);
  expect(from?.stage?.index ?? from?.image).toBe(expected);
});

test('COPY and ADD tell their flags', () => {
  const [copy, add] = copiesOf('FROM a', 'ARG U=7', 'COPY --chmod=755 --chown=$U:0 --link --exclude=*.md --exclude=b . /', 'ADD --checksum=sha256:1 https://b /');
  expect(copy.flags).toEqual([
    { name: 'chmod', value: '755' }, { name: 'chown', value: '7:0' }, { name: 'link', value: '' }, { name: 'exclude', value: '*.md' }, { name: 'exclude', value: 'b' },
  ]);
  expect(add.flags).toEqual([{ name: 'checksum', value: 'sha256:1' }]);
});

test.each<[string, string[], { name: string; text: string }[]]>([
  ['with what is substituted', ['COPY <<EOF /b', '#!/bin/sh', "echo '$A' \"\\$A\" $B", 'EOF'], [{ name: 'EOF', text: "#!/bin/sh\necho 'v' \"$A\" ${B}\n" }]],
  ['as it is, with quotes', ["COPY <<'EOF' /b", 'echo $A', 'EOF'], [{ name: 'EOF', text: 'echo $A\n' }]],
  ['without tabs', ['COPY <<-EOF /b', '\ta', '\t b', '\tEOF'], [{ name: 'EOF', text: 'a\n b\n' }]],
  ['two', ['COPY <<A <<B /b/', '1', 'A', 'B'], [{ name: 'A', text: '1\n' }, { name: 'B', text: '' }]],
  ['with carriage returns', ['COPY <<A /b\r', '1\r', 'A\r'], [{ name: 'A', text: '1\n' }]],
  ['with a parameter of the shell, which Docker takes out', ['COPY <<EOF /b', 'exec "$@"', 'EOF'], [{ name: 'EOF', text: 'exec ""\n' }]],
])('files in the Dockerfile: %s', (_, lines, heredocs) => {
  const [copy] = copiesOf('FROM a', 'ENV A=v', ...lines);
  expect([copy.sources, copy.heredocs]).toEqual([[], heredocs]);
});

test('a file in the Dockerfile may stand beside others', () => {
  const [copy] = copiesOf('FROM a', 'COPY b <<EOF /c/', 'd', 'EOF');
  expect([copy.sources, copy.destination, copy.heredocs]).toEqual([['b'], '/c/', [{ name: 'EOF', text: 'd\n' }]]);
});
