import { ImageConfiguration, readDockerfile } from '../../src/dockerfile';

function configurationOf(...lines: readonly string[]): ImageConfiguration {
  return readDockerfile(lines.join('\n')).final!.configuration;
}

test('nothing is set that nobody sets', () => {
  expect(configurationOf('FROM a')).toEqual({ shell: ['/bin/sh', '-c'], env: new Map(), labels: new Map(), exposed: [], volumes: [] });
});

test.each<[string, string[], string | undefined, number | undefined]>([
  ['the last one', ['USER a', 'USER b:c'], 'b:c', 3],
  ['that of the stage below', ['USER a', 'FROM x', 'RUN c'], 'a', 2],
  ['its own one', ['USER a', 'FROM x', 'USER b'], 'b', 4],
  ['that of the base image', ['RUN b'], undefined, undefined],
  ['with variables and quotes', ['ARG UID=10', 'USER "${UID}:0"'], '10:0', 3],
])('USER is %s', (_, lines, text, line) => {
  const { user } = configurationOf('FROM a AS x', ...lines);
  expect([user?.text, user?.line]).toEqual([text, line]);
});

test.each<[string, string[], string | undefined]>([
  ['absolute', ['FROM a', 'WORKDIR /b'], '/b'],
  ['relative to the one before', ['FROM a', 'WORKDIR /b/', 'WORKDIR c/./d', 'WORKDIR ../e'], '/b/c/e'],
  ['never above the root', ['FROM a', 'WORKDIR /b', 'WORKDIR ../../..'], '/'],
  ['relative to the base image', ['FROM a', 'WORKDIR b'], '${WORKDIR}/b'],
  ['above that of the base image', ['FROM a', 'WORKDIR ../b'], '${WORKDIR}/../b'],
  ['relative to the root of scratch', ['FROM scratch', 'WORKDIR b'], '/b'],
  ['relative to that of the stage below', ['FROM a AS x', 'WORKDIR /b', 'FROM x', 'WORKDIR c'], '/b/c'],
  ['with variables', ['FROM a', 'ENV H=/b', 'WORKDIR $H/c'], '/b/c'],
  ['with variables that nobody knows', ['FROM a', 'WORKDIR /b', 'WORKDIR $H', 'WORKDIR c'], '${H}/c'],
  ['in quotes', ['FROM a', 'WORKDIR "/b c"'], '/b c'],
  ['of Windows', ['# escape=`', 'FROM a', 'WORKDIR C:\\b', 'WORKDIR c'], 'C:/b/c'],
  ['not set', ['FROM a'], undefined],
])('WORKDIR is %s', (_, lines, text) => {
  expect(configurationOf(...lines).workingDirectory?.text).toBe(text);
});

test('variables and labels keep the line that sets them last', () => {
  const { env, labels } = configurationOf('FROM a AS x', 'ENV A=1 B=2', 'LABEL c="d e" f=g', 'FROM x', 'ENV A=3', 'LABEL h i');
  expect([...env].map(([name, { text, line }]) => [name, text, line])).toEqual([['A', '3', 5], ['B', '2', 2]]);
  expect([...labels].map(([name, { text, line }]) => [name, text, line])).toEqual([['c', 'd e', 3], ['f', 'g', 3], ['h', 'i', 6]]);
});

test('a stage leaves the one below it alone', () => {
  const { stages } = readDockerfile('FROM a AS x\nENV A=1\nEXPOSE 1\nFROM x\nENV A=2\nEXPOSE 2\nFROM x');
  expect(stages.map(({ configuration: { env, exposed } }) => [env.get('A')?.text, exposed.length])).toEqual([['1', 1], ['2', 2], ['1', 1]]);
});

test.each<[string, (readonly [number | undefined, number | undefined, string])[]]>([
  ['8080', [[8080, 8080, 'tcp']]],
  ['80 443/TCP 53/udp', [[80, 80, 'tcp'], [443, 443, 'tcp'], [53, 53, 'udp']]],
  ['8000-8010/sctp', [[8000, 8010, 'sctp']]],
  ['$PORT', [[80, 80, 'tcp']]],
  ['$PORTS', [[1, 1, 'tcp'], [2, 3, 'udp']]],
  ['${NONE:-3000} 9', [[undefined, undefined, 'tcp'], [9, 9, 'tcp']]],
  ['127.0.0.1:80:8080', [[8080, 8080, 'tcp']]],
  ['http', []],
  ['"80"', [[80, 80, 'tcp']]],
])('EXPOSE %s', (words, expected) => {
  const { exposed } = configurationOf('FROM a', 'ENV PORT=80 PORTS="1 2-3/udp"', `EXPOSE ${words}`);
  expect(exposed.map(({ first, last, protocol }) => [first, last, protocol])).toEqual(expected);
});

test('STOPSIGNAL, HEALTHCHECK and VOLUME are taken over', () => {
  const { stopSignal, healthcheck, volumes } = configurationOf(
    'FROM a AS x', 'ENV S=SIGQUIT', 'STOPSIGNAL $S', 'HEALTHCHECK CMD a', 'VOLUME ["/b", "/c d"]', 'FROM x', 'VOLUME /e $S');
  expect([stopSignal, healthcheck?.text]).toEqual([{ text: 'SIGQUIT', line: 3 }, 'HEALTHCHECK CMD a']);
  expect(volumes).toEqual([{ text: '/b', line: 5 }, { text: '/c d', line: 5 }, { text: '/e', line: 7 }, { text: 'SIGQUIT', line: 7 }]);
});
