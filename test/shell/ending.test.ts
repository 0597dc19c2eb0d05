import { Ending, readScript } from '../../src/shell';

test.each<[string, Ending, string | undefined]>([
  ['node server.js', 'simple', 'node'],
  ['python manage.py migrate && gunicorn app:app -b 0.0.0.0:$PORT', 'simple', 'gunicorn'],
  ['a; b || c', 'simple', 'c'],
  ['a\nb\n# the end\n', 'simple', 'b'],
  ['! a', 'simple', 'a'],
  ['a; B=c', 'simple', 'a'],
  ['a; exec 2>&1', 'simple', 'a'],
  ['a; f() { b; }', 'simple', 'a'],
  ['[ -f a ] && b', 'simple', 'b'],
  ['[[ a = b ]]', 'simple', '[['],

  ['exec a', 'exec', 'a'],
  ['bundle exec rails db:migrate && exec puma', 'exec', 'puma'],
  ['set -e; if [ -n "$X" ]; then npm ci; fi; exec "$@"', 'exec', '$@'],
  ['exec 2>&1; PORT=80 exec a', 'exec', 'a'],
  ['exec a; b', 'exec', 'a'],
  ['exec a || b', 'exec', 'a'],
  ['{ a; exec b; }', 'exec', 'b'],
  ['if a; then exec b; elif c; then exec d; else exec e; fi', 'exec', 'e'],
  ['case $1 in a) exec b;; *) exec "$@";; esac', 'exec', '$@'],
  ['main() { a; exec b; }; main "$@"', 'exec', 'b'],
  ['eval "exec a"', 'exec', 'a'],
  ["exec sh -c 'a; b'", 'exec', 'sh'],

  ['node server.js 2>&1 | tee /var/log/x', 'pipeline', 'node'],
  ['a; b | c | d', 'pipeline', 'b'],
  ['exec a | b', 'pipeline', 'a'],
  ['(a; b) | c', 'pipeline', 'b'],
  ['A=b | c', 'pipeline', 'c'],

  ['a &', 'background', 'a'],
  ['exec a &', 'background', 'a'],
  ['a | b &', 'background', 'a'],
  ['a & b; wait -n', 'background', 'a'],
  ['a & b & wait', 'background', 'b'],
  ['a &\r\nb &\r\nwait -n\r\nexit $?\r\n', 'background', 'b'],
  ['for x in a b; do $x & done; wait', 'background', '$x'],
  ['start() { a & }; start; wait $!', 'background', 'a'],

  ['while true; do php artisan schedule:run; sleep 60; done', 'compound', 'sleep'],
  ['(a)', 'compound', 'a'],
  ['(exec a)', 'compound', 'a'],
  ['{ a; b; }', 'compound', 'b'],
  ['{ a & } 2>&1', 'compound', 'a'],
  ['if a; then exec b; fi', 'compound', 'b'],
  ['if a; then exec b; else c; fi', 'compound', 'c'],
  ['case $1 in a) exec b;; c) exec d;; esac', 'compound', 'd'],
  ['for x in a; do exec b; done', 'compound', 'b'],
  ['main() { a; b; }; main', 'compound', 'b'],
  ['f() { f; }; f', 'compound', 'f'],
  ['f() { :; g; }; g() { f; }; f', 'compound', 'f'],

  ['', 'empty', undefined],
  ['# nothing', 'empty', undefined],
  ['A=b', 'empty', undefined],
  ['exec >a', 'empty', undefined],
  ['f() { a; }', 'empty', undefined],

  ['curl -f http://localhost/ || exit 1', 'simple', 'curl'],
  ['a; exit $?', 'simple', 'a'],
  ['exit 1', 'simple', 'exit'],
  ['wait', 'simple', 'wait'],
  ['a & b; wait; c', 'simple', 'c'],
])('%j ends in the way that is called %s, with %s', (source, ending, program) => {
  const script = readScript(source);
  expect([script.ending, script.last?.words[0].text]).toEqual([ending, program]);
});

test('the last command is one of the commands', () => {
  const { commands, last } = readScript('a; b && exec c');
  expect(commands[2]).toBe(last);
  expect(last).toMatchObject({ exec: true, conditional: true });
});

test('what a trap does is kept as it is written', () => {
  expect(readScript('trap \'kill "$PID"; wait\' TERM').traps).toEqual([{ action: 'kill "$PID"; wait', signals: ['TERM'] }]);
});

test.each<[string, string[][]]>([
  ["trap 'kill $PID' TERM INT", [['TERM', 'INT']]],
  ['trap stop SIGTERM sigquit 15 2 1 3 0 10', [['TERM', 'QUIT', 'TERM', 'INT', 'HUP', 'QUIT', 'EXIT', '10']]],
  ['trap -- "$HANDLER" TERM', [['TERM']]],
  ['trap a INT; f() { trap b TERM; }; command trap c HUP', [['INT'], ['TERM'], ['HUP']]],
  ['eval "trap a TERM"', [['TERM']]],
  ['trap - TERM', []],
  ["trap '' TERM", []],
  ['trap "" TERM; trap 15; trap 2 15; trap; trap -p TERM; trap -l; trap TERM', []],
  ["sh -c 'trap a TERM'", []],
  ['echo trap a TERM', []],
])('the traps of %s are those that give a signal something to do', (source, signals) => {
  expect(readScript(source).traps.map((trap) => trap.signals)).toEqual(signals);
});
