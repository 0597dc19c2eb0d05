import { Command, Script, readScript } from '../../src/shell';

function line({ words }: Command): string {
  return words.map(({ text }) => text).join(' ');
}

function read(source: string): Script {
  const script = readScript(source);
  expect(script.complete).toBe(true);
  return script;
}

test.each<[string, string[][]]>([
  ['a; b && c', []],
  ['a 2>&1', []],
  ['a & b', [['a']]],
  ['a & b & wait', [['a'], ['b']]],
  ['cd x && a & b', [['cd x', 'a']]],
  ['(a; b) & c', [['a', 'b']]],
  ['(a &) && b', [['a']]],
  ['a | b & c', [['a', 'b']]],
  ['{ a & b; } & c', [['a', 'b']]],
  ['while true; do sleep 6h & wait ${!}; a; done & b', [['true', 'sleep 6h', 'wait ${!}', 'a']]],
  ['if a; then b & fi; c', [['b']]],
  ["sh -c 'a & b' & c", [['sh -c a & b', 'a', 'b']]],
  ["nohup bash -c 'a &' && b", [['a']]],
  ['A=b & c', []],
])('%s leaves jobs running', (source, jobs) => {
  expect(read(source).jobs.map((job) => job.map(line))).toEqual(jobs);
});

test('the commands of jobs are those of the script', () => {
  const { commands, jobs } = read('a; b & c');
  expect(jobs[0][0]).toBe(commands[1]);
});

test.each<[string, string | undefined]>([
  ['a && b', 'b'],
  ['a & wait', 'a'],
  ["sh -c 'a; b'", 'b'],
  ["a && /bin/sh -c \"b && exec sh -c 'c; d'\"", 'd'],
  ['su app -c "a && b"', 'b'],
  ['eval "a; b"', 'b'],
  ['sh -c ""', undefined],
  ['sh start.sh', 'sh start.sh'],
  ['a | b', 'a'],
  ['', undefined],
])('what is left of %s in the end is %s', (source, expected) => {
  const { remaining, commands } = read(source);
  expect(remaining && line(remaining)).toBe(expected);
  expect(remaining === undefined || commands.includes(remaining)).toBe(true);
});

test('what is left may be in the background', () => {
  expect(read("sh -c 'a & wait'").remaining).toMatchObject({ words: [{ text: 'a' }], background: true });
});

test.each<[string, string[]]>([
  ['while true; do a; sleep 1; done; b', ['true', 'a', 'sleep 1']],
  ['while :; do a; done', [':', 'a']],
  ['while sleep 60; do a; done & b', ['sleep 60', 'a']],
  ['while [ 1 ]; do a; done', ['[ 1 ]', 'a']],
  ['until false; do a; done', ['false', 'a']],
  ['while true; do if a; then b; fi; done', ['true', 'a', 'b']],
  ['while true; do for x in a b; do $x; done; done', ['true', '$x']],
  ['while true; do f() { return; }; a; done', ['true', 'return', 'a']],
  ['until nc -z db 5432; do sleep 1; done', []],
  ['while ! a; do sleep 1; done', []],
  ['while a && true; do b; done', []],
  ['while true; do a && break; sleep 1; done', []],
  ['while true; do if a; then exit 0; fi; done', []],
  ['until true; do a; done', []],
  ['for x in a b; do $x; done', []],
  ['true; a', []],
])('%s repeats without end', (source, endless) => {
  expect(read(source).commands.filter((command) => command.endless).map(line)).toEqual(endless);
});

test.each<[string, string, string[]]>([
  ['a command', 'a > x', []],
  ['exec', 'exec > x 2>&1; a', ['> x', '2>& 1']],
  ['several exec', 'exec > x; exec 2> y; a', ['> x', '2> y']],
  ['exec in a group', '{ exec > x; }; a', ['> x']],
  ['exec in an if', 'if b; then exec > x; fi; a', ['> x']],
  ['exec in a subshell, which is over', '(exec > x; b); a', []],
  ['exec in a pipeline, which is over', '{ exec > x; b; } | c; a', []],
  ['exec in the background, which is over', '{ exec > x; b; } & a', []],
  ['exec in a function, which may not be called', 'f() { exec > x; }; a', []],
  ['a group', '{ a; } > x', ['> x']],
  ['a subshell', '(a) &> x', ['&> x']],
  ['a loop', 'while true; do a; done >> x', ['>> x']],
  ['a group in a subshell', '({ a; } 2> y) > x', ['> x', '2> y']],
  ['a group that is over', '{ exec > z; b; } > x; a', []],
  ['a script', "sh -c 'a' > x", ['> x']],
  ['a script that is over', "sh -c 'b' > x; a", []],
  ['the end of a pipeline', '{ b | a; } > x', ['> x']],
  ['the front of a pipeline, whose errors alone go there', '{ a | b; } > x 2> y', ['2> y']],
  ['a process', 'exec > >(tee /x); a', ['> >(tee /x)']],
  ['a substitution, which is read', 'exec > x; b "$(a)"', []],
])('knows what holds around a command by %s', (_, source, expected) => {
  const { around } = read(source).commands.filter((command) => line(command) === 'a').reverse()[0];
  expect(around.map(({ descriptor, operator, target }) => `${descriptor ?? ''}${operator} ${target}`)).toEqual(expected);
});
