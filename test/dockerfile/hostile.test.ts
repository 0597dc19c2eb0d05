import { readDockerfile } from '../../src/dockerfile';

const LENGTH = 20_000;

test.each([
  'FROM a\n#\n', 'FROM a\nRUN b\n', '#\n', '\n', '\\\n', '\\', '"', "'", ' ', '\r', '<', '<<E ', 'RUN <<E\n', 'RUN "<<E\n', 'ENV a=b\n', '${', '$a', '--a ', '["', 'a=', '/..',
])('reads very many %j without hesitation', (piece) => {
  const started = Date.now();
  for (const start of ['', 'FROM scratch\n', 'FROM scratch\nRUN ', 'FROM scratch\nCOPY ', 'FROM scratch\nENV A=', 'FROM scratch\nWORKDIR ']) {
    readDockerfile((start + piece.repeat(LENGTH)).slice(0, LENGTH));
  }
  expect(Date.now() - started).toBeLessThan(20_000);
});

test('values that grow, and many stages with many variables, take bounded time', () => {
  const variables = Array.from({ length: 6000 }, (_, index) => `ENV v${index}=1\n`).join('');
  const stages = Array.from({ length: 200 }, (_, index) => `FROM s${index} AS s${index + 1}\nENV x=1\n`).join('');
  const { complete, final } = readDockerfile(`FROM scratch AS s0\n${variables}${stages}`);
  expect([complete, final?.configuration.env.size]).toEqual([true, 6001]);
});

test.each([['too long', 'FROM a\n'.repeat(20_000)], ['too many stages', 'FROM a\n'.repeat(300)]])('does not begin with what is %s', (_, text) => {
  expect(readDockerfile(text)).toEqual({ stages: [], acknowledgements: [], complete: false });
});

test('names that objects have by themselves are names like any other', () => {
  const { final } = readDockerfile('FROM constructor AS __proto__\nENV __proto__=1 constructor=$toString\n__PROTO__ a\nFROM __proto__\nUSER $__proto__$constructor');
  expect(final?.base.stage?.base.image).toBe('constructor');
  expect(final?.configuration.user?.text).toBe('1${toString}');
});
