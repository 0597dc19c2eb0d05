import { Start, readDockerfile } from '../../src/dockerfile';
import { readProcess } from '../../src/shell';

function finalOf(...lines: readonly string[]) {
  return readDockerfile(lines.join('\n')).final!;
}

function told(start: Start | undefined) {
  return start && [start.form, ...start.vector];
}

test.each<[string, string, string[]]>([
  ['exec form', 'CMD ["node", "server.js"]', ['exec', 'node', 'server.js']],
  ['exec form with blanks and escapes', 'CMD  [ "C:\\\\a.exe" ,"\\"b\\u0041" ] ', ['exec', 'C:\\a.exe', '"bA']],
  ['an empty exec form', 'CMD []', ['exec']],
  ['shell form', 'CMD node  server.js', ['shell', '/bin/sh', '-c', 'node  server.js']],
  ['single quotes', "CMD ['node', 'server.js']", ['shell', '/bin/sh', '-c', "['node', 'server.js']"]],
  ['a bracket that does not close', 'CMD ["node"', ['shell', '/bin/sh', '-c', '["node"']],
  ['something behind the bracket', 'CMD ["node"] # x', ['shell', '/bin/sh', '-c', '["node"] # x']],
  ['a comma too much', 'CMD ["node",]', ['shell', '/bin/sh', '-c', '["node",]']],
  ['a number', 'CMD ["node", 1]', ['shell', '/bin/sh', '-c', '["node", 1]']],
  ['a test command', 'CMD [ -f x ] && y', ['shell', '/bin/sh', '-c', '[ -f x ] && y']],
  ['variables', 'CMD ["$A"]', ['exec', '$A']],
  ['variables for the shell', 'CMD node ${A:-b} "$B"', ['shell', '/bin/sh', '-c', 'node ${A:-b} "$B"']],
  ['nothing', 'CMD', ['shell']],
])('CMD with %s', (_, line, expected) => {
  expect(told(finalOf('FROM a', 'ENV A=b', line).configuration.command)).toEqual(expected);
});

test('an exec form on several lines is one', () => {
  expect(told(finalOf('FROM a', 'CMD ["node", \\', '# why', '  "server.js"]').configuration.command)).toEqual(['exec', 'node', 'server.js']);
});

test('the shell form takes the SHELL that stands above it', () => {
  const { configuration } = finalOf('FROM a', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]', 'ENTRYPOINT a', 'SHELL ["x"]');
  expect(told(configuration.entryPoint)).toEqual(['shell', '/bin/bash', '-o', 'pipefail', '-c', 'a']);
  expect(configuration.shell).toEqual(['x']);
});

test('a SHELL that is no list counts for nothing', () => {
  expect(finalOf('FROM a', 'SHELL /bin/bash').configuration.shell).toEqual(['/bin/sh', '-c']);
});

test.each([
  ['FROM mcr.microsoft.com/windows/servercore:ltsc2022', {}], ['FROM --platform=windows/amd64 a', {}], ['FROM a', { platform: 'windows/amd64' }],
])('Windows has another shell: %s', (from, build) => {
  expect(readDockerfile(from, build).final?.configuration.shell).toEqual(['cmd', '/S', '/C']);
});

test('the shell reader takes the vector as it is', () => {
  const { configuration } = finalOf('FROM a', 'CMD npm ci && node server.js');
  expect(readProcess(configuration.command!.vector).commands.map(({ words }) => words.map(({ text }) => text))).toEqual([['npm', 'ci'], ['node', 'server.js']]);
});

test.each<[string, string[], string | undefined, string | undefined]>([
  ['the last ones count', ['CMD a', 'CMD b', 'ENTRYPOINT c', 'ENTRYPOINT d'], 'CMD b', 'ENTRYPOINT d'],
  ['a stage takes both over', ['CMD a', 'ENTRYPOINT b', 'FROM x'], 'CMD a', 'ENTRYPOINT b'],
  ['a CMD alone leaves the entry point', ['CMD a', 'ENTRYPOINT b', 'FROM x', 'CMD c'], 'CMD c', 'ENTRYPOINT b'],
  ['an entry point takes an older CMD away', ['CMD a', 'FROM x', 'ENTRYPOINT b'], undefined, 'ENTRYPOINT b'],
  ['an entry point leaves a CMD of its stage above it', ['CMD a', 'FROM x', 'CMD c', 'ENTRYPOINT b'], 'CMD c', 'ENTRYPOINT b'],
  ['an entry point leaves a CMD below it', ['CMD a', 'FROM x', 'ENTRYPOINT b', 'CMD c'], 'CMD c', 'ENTRYPOINT b'],
])('%s', (_, lines, command, entryPoint) => {
  const { configuration } = finalOf('FROM a AS x', ...lines);
  expect([configuration.command?.text, configuration.entryPoint?.text]).toEqual([command, entryPoint]);
});

test('a stage tells all its commands and entry points', () => {
  const { commands, entryPoints } = finalOf('FROM a', 'CMD a', 'ENTRYPOINT b', 'CMD c', 'ENTRYPOINT d');
  expect([...commands, ...entryPoints].map(({ line, text }) => `${line} ${text}`)).toEqual(['2 CMD a', '4 CMD c', '3 ENTRYPOINT b', '5 ENTRYPOINT d']);
});

test.each<[string, string[], string[]]>([
  ['shell form', ['RUN a && b'], ['shell', '/bin/sh', '-c', 'a && b']],
  ['exec form', ['RUN ["a", "b"]'], ['exec', 'a', 'b']],
  ['flags', ['RUN --network=none --mount=type=cache,target=/c a'], ['shell', '/bin/sh', '-c', 'a']],
  ['a script', ['RUN <<EOF', 'a', '  b', 'EOF'], ['shell', '/bin/sh', '-c', 'a\n  b\n']],
  ['an indented script', ['RUN <<-EOF', '\ta', '\t\tb', '\tEOF'], ['shell', '/bin/sh', '-c', 'a\nb\n']],
  ['a script for another program', ['RUN <<EOF', '#!/usr/bin/env -S python3', 'a', 'EOF'], ['shell', '/usr/bin/env', '-S', 'python3', '-c', '#!/usr/bin/env -S python3\na\n']],
  ['a heredoc for the shell', ['RUN cat <<EOF >x', 'a', 'EOF'], ['shell', '/bin/sh', '-c', 'cat <<EOF >x\na\nEOF']],
  ['two heredocs for the shell', ['RUN a <<A b <<B', '1', 'A', '2', 'B'], ['shell', '/bin/sh', '-c', 'a <<A b <<B\n1\nA\n2\nB']],
])('RUN with %s', (_, lines, expected) => {
  expect(told(finalOf('FROM a', ...lines).runs[0])).toEqual(expected);
});

test('RUN tells its mounts, flags and heredocs', () => {
  const [run] = finalOf('FROM a', 'RUN --mount=type=secret,id=b,required --mount=target=/c --network=host <<EOF', 'd', 'EOF').runs;
  expect(run.mounts.map(({ type, options }) => [type, ...options])).toEqual([
    ['secret', ['type', 'secret'], ['id', 'b'], ['required', '']], ['bind', ['target', '/c']],
  ]);
  expect(run.flags.map(({ name }) => name)).toEqual(['mount', 'mount', 'network']);
  expect(run.heredocs).toEqual([{ name: 'EOF', text: 'd\n' }]);
});

test.each<[string, string, string[] | undefined]>([
  ['NONE', 'HEALTHCHECK none', undefined],
  ['CMD', 'HEALTHCHECK --interval=5s --timeout=3s CMD curl -f http://localhost/ || exit 1', ['shell', '/bin/sh', '-c', 'curl -f http://localhost/ || exit 1']],
  ['an exec form', 'HEALTHCHECK CMD ["a", "b"]', ['exec', 'a', 'b']],
])('HEALTHCHECK %s', (_, line, expected) => {
  const { healthcheck } = finalOf('FROM a', line).configuration;
  expect([healthcheck?.line, told(healthcheck?.command)]).toEqual([2, expected]);
});

test('a HEALTHCHECK of another kind is none', () => {
  expect(finalOf('FROM a', 'HEALTHCHECK maybe').configuration.healthcheck).toBeUndefined();
});
