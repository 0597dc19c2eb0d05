import { readProcess, readScript } from '../../src/shell';

const LENGTH = 100_000;

/** Ever the same numbers from 0 up to a limit. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 16807) % 2147483647;
    return state % limit;
  };
}

const PIECES = [
  'a', 'npm install', ' ', ' ', ' ', '\n', '\r\n', '\t', ';', ';;', '&', '&&', '|', '||', '|&', '(', ')', '{ ', '; }', '! ', '((', '))', '[[ ', ' ]]',
  '"', "'", "$'", '$"', '`', '\\', '$', '$(', '$((', '${', '}', '$x', '#', '<', '>', '2>&1', '&>', '<<E\n', '\nE\n', '<<-', '<<<', '<(', '=', 'A=', 'A=(',
  'if ', 'then ', 'else ', 'elif ', 'fi', 'for x in ', 'do ', 'done', 'while ', 'case x in ', 'esac', 'a) ', 'f() ', 'function f ', 'exec ', 'eval ',
  'sh -c ', 'su -c ', 'trap x TERM', 'wait', 'env ', '-', '--', '*', '?', '[', ']', '~', '{a,b}', '\0', '\ud800', '€', '🐳', '\\x', '\\u',
];

test('never throws on garbage', () => {
  const random = numbers(20240607);
  for (let round = 0; round < 5000; round++) {
    const source = Array.from({ length: random(40) }, () => PIECES[random(PIECES.length)]).join('');
    const script = readScript(source);
    expect(script.last === undefined || script.commands.includes(script.last)).toBe(true);
    expect(script.commands.every(({ words, program }) => words.length > 0 && program.length > 0)).toBe(true);
    expect(() => readProcess(source.split(' '))).not.toThrow();
  }
});

test.each([
  '(', '((', '$((', '$(', '"$(', '${', '"${a:-', '"', "'", '`', '{ ', 'if ', 'while ', 'for i in a; do ', 'case x in a) ', 'f() { ', 'function f ',
  'a |', 'a &&', '<<A ', '[[ ', 'A=(', '<(', '>',
])('comes to an end, and says that it is not complete, for very many %s', (piece) => {
  expect(readScript(piece.repeat(LENGTH / piece.length + 1)).complete).toBe(false);
});

test.each<[string, number]>([
  ['a;', 1], ['a & ', 1], ['a $(b);', 2], ['`a` ', 0], ['a <(b);', 2], ['if a; then b; else c; fi;', 3], ['f() { a; };', 1], ["sh -c 'a';", 2],
  ['exec >a; b;', 1], ['{ a; } >b;', 1], ['while true; do a; done &', 2], ['((cat <<E\n(((\nE\n) )\n', 1], ['a | b | ', 0], ['! ', 0], ['\\\n', 0], ['#', 0], ['\n', 0],
])('reads very many %j without hesitation', (piece, commands) => {
  const count = Math.floor(LENGTH / piece.length);
  const { length } = readScript(piece.repeat(count)).commands;
  expect(length >= commands * count).toBe(true);
});

test('reads a long word and many arguments', () => {
  const [command] = readScript(`echo ${'x'.repeat(LENGTH)} ${'y '.repeat(LENGTH / 2)}`).commands;
  expect([command.words.length, command.words[1].text.length]).toEqual([LENGTH / 2 + 2, LENGTH]);
});

test('does not begin to read what is too long for a start command', () => {
  expect(readScript('npm install;'.repeat(LENGTH))).toEqual({
    commands: [], assignments: [], last: undefined, ending: 'empty', remaining: undefined, replacedIn: [], jobs: [], traps: [], complete: false,
  });
});

test('gives up on functions that call one another in a very long chain', () => {
  const source = Array.from({ length: 3000 }, (_, index) => `f${index}() { if a; then f${index + 1}; else f${index + 1}; fi; }\n`).join('');
  expect(readScript(`${source}f0`).ending).toBe('compound');
});

test('gives up on scripts in scripts in scripts', () => {
  expect(readScript('eval eval eval eval eval a')).toMatchObject({ complete: true, last: { words: [{ text: 'a' }] } });
  expect(readScript('eval '.repeat(1000))).toMatchObject({ complete: false });
});

test('looks at nested branches once', () => {
  const source = Array.from({ length: 40 }).reduce<string>((inner) => `if a; then ${inner}; else exec b; fi`, 'exec c');
  expect(readScript(source)).toMatchObject({ ending: 'exec', complete: true });
});
