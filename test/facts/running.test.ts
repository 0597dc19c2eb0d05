import { Running, readRunning } from '../../src/facts/running';
import { readProcess } from '../../src/shell';

type Part = Running['background'][number];

const read = (source: string) => readRunning(readProcess(['sh', '-c', source]));
const line = ({ words, repeated }: Part) => words.join(' ') + (repeated ? ' …' : '');

/** What runs in the background, and what in front behind `>`; that behind `~` only keeps the container up. */
function running(source: string): string[] {
  const { foreground, keptAlive, background } = read(source);
  return [...background.map(line), ...foreground ? [`${keptAlive ? '~' : '>'} ${line(foreground)}`] : []];
}

test.each<[string, string[]]>([
  ['a', ['> a']],
  ['npm run migrate && exec node x', ['> node x']],
  ['a & b', ['a', '> b']],
  ['a & b & wait', ['a', 'b']],
  ['a & b & wait -n', ['a', 'b']],
  ['a & wait $!', ['a']],
  ["a & pid=$!; trap 'kill $pid' TERM; wait $pid", ['a']],
  ['stop() { kill $a $b; }; trap stop TERM; a & a=$!; b & b=$!; wait', ['a', 'b']],
  ['a & a=$!; b & b=$!; stop() { kill $a $b; }; trap stop TERM; wait', ['a', 'b']],
  ['a &', ['a']],
  ['nohup a > a.log 2>&1 & exec b', ['a', '> b']],
  ['setsid a & b', ['a', '> b']],
  ['(cd x; exec a) & b', ['a', '> b']],
  ['(a &) && exec b', ['a', '> b']],
  ['a | logger & b', ['a', '> b']],
  ['cd x && a & cd y && b & wait', ['a', 'b']],
  ['[ -n "$X" ] && a & b', ['a', '> b']],
  ['if [ -n "$X" ]; then a & fi; exec b', ['a', '> b']],
  ['start() { a & }; start; exec b', ['a', '> b']],
  ["nohup bash -c 'a &' && b", ['a', '> b']],
  ["a & sh -c 'b; exec c'", ['a', '> c']],
  ['a & exec "$@"', ['a', '> $@']],
  ['a & if b; then exec c; else exec d; fi', ['a', '> d']],
  ['a & echo started', ['a']],

  ['sleep 5 && warm & exec a', ['> a']],
  ['(sleep 5; curl localhost/warm) & exec a', ['> a']],
  ['(until curl -s localhost; do sleep 1; done; ./init) & exec a', ['> a']],
  ['./warm-up.sh & exec a', ['> a']],
  ['python manage.py migrate & exec a', ['> a']],
  ['echo x & touch y & exec a', ['> a']],
  ['sleep infinity & exec a', ['> a']],
  ['while true; do sleep 60; done & exec a', ['> a']],
  ['while true; do b && break; sleep 1; done & exec a', ['b', '> a']],
  ['while true; do sleep 60; b; done & exec a', ['b …', '> a']],
  ['while sleep 60; do nginx -s reload; done & exec a', ['nginx -s reload …', '> a']],
  ['tail -F /var/log/x & exec a', ['tail -F /var/log/x', '> a']],

  ['a & pid=$!; sleep 3; setup; kill $pid; exec a', ['> a']],
  ['a & sleep 3 && setup && kill $! && wait; exec b', ['> b']],
  ['a & b & wait; exec c', ['> c']],
  ['a & b & wait && exec c', ['> c']],
  ['mysqld & mysql < x; mysqladmin shutdown; exec mysqld', ['> mysqld']],
  ['service mysql start; mysql < x; service mysql stop; exec a', ['> a']],
  ['kill -0 1; a & exec b', ['a', '> b']],
  ['kill $OLD; a & exec b', ['a', '> b']],

  ['service nginx start && exec a', ['service nginx start', '> a']],
  ['php-fpm -D && nginx -g "daemon off;"', ['php-fpm -D', '> nginx -g daemon off;']],
  ['nginx && php-fpm', ['nginx', '> php-fpm']],
  ['nginx -t && exec nginx -g "daemon off;"', ['> nginx -g daemon off;']],
  ['/usr/sbin/sshd; service cron start; a', ['/usr/sbin/sshd', 'service cron start', '> a']],
  ['service redis start; a & wait', ['service redis start', 'a']],
  ['a & service redis start; b', ['a', 'service redis start', '> b']],
  ['envsubst < x > y && nginx', ['> nginx']],

  ['service nginx start && tail -f /dev/null', ['service nginx start', '~ tail -f /dev/null']],
  ['a & tail -f /var/log/x', ['a', '~ tail -f /var/log/x']],
  ['a & sleep infinity', ['a', '~ sleep infinity']],
  ['a & bash', ['a', '~ bash']],
  ['a & while true; do sleep 60; done', ['a', '~ sleep 60 …']],
  ['a & while true; do b; sleep 60; done', ['a', '> b …']],
  ['tail -f /dev/null', ['~ tail -f /dev/null']],
  ['trap : TERM; sleep infinity & wait', []],

  ['echo done', []],
  ['aws s3 cp a b && chmod 600 b', []],
  ['a & b "', []],
  ['a & eval "$X"', []],
  ['', []],
])('%s leaves running: %j', (source, expected) => {
  expect(running(source)).toEqual(expected);
});

test('a vector is its own process, and nothing is known without one', () => {
  expect(readRunning(readProcess(['tini', '--', 'node', 'x'])).foreground?.words).toEqual(['node', 'x']);
  expect(readRunning(readProcess(['su', 'app', '-c', 'a & exec b'])).background.map(line)).toEqual(['a']);
  expect(readRunning(undefined)).toEqual({ keptAlive: false, background: [], shown: new Set() });
});

test.each<[string, string | undefined, string | undefined]>([
  ['a', undefined, undefined],
  ['a > x', 'x', undefined],
  ['a >> x 2>&1', 'x', 'x'],
  ['a 2>&1 > x', 'x', undefined],
  ['a &> x', 'x', 'x'],
  ['a >& x', 'x', 'x'],
  ['a 2> y', undefined, 'y'],
  ['a > x 2> y', 'x', 'y'],
  ['a 2> y >&2', 'y', 'y'],
  ['a > x > y', 'y', undefined],
  ['a >| x', 'x', undefined],
  ['a 3> x', undefined, undefined],
  ['a < x', undefined, undefined],
  ['a >&- 2>&1', '/dev/null', '/dev/null'],
  ['exec > x 2>&1; exec a', 'x', 'x'],
  ['{ a; } > x', 'x', undefined],
  ['exec > x; a > /dev/stdout', '/dev/stdout', undefined],
  ["sh -c 'exec a' 2> y", undefined, 'y'],
])('%s writes to %s and %s', (source, stdout, stderr) => {
  const { foreground } = read(source);
  expect([foreground?.stdout, foreground?.stderr]).toEqual([stdout, stderr]);
});

test.each<[string, string[]]>([
  ['a | b', ['b']],
  ['a 2>&1 | /usr/bin/b x | c > y', ['/usr/bin/b x', 'c > y']],
  ['b; a | b x', ['b x']],
  ['a > >(tee -a x)', ['tee -a x']],
  ['exec > >(b | tee x > y) 2>&1; exec a', ['b']],
  ['a > x', []],
])('%s is read by %j', (source, readers) => {
  expect(read(source).foreground?.readers.map(({ words, stdout }) => `${words.join(' ')}${stdout === undefined ? '' : ` > ${stdout}`}`)).toEqual(readers);
});

test('knows the files of which the output of the container shows the content', () => {
  const { shown } = read('ln -sf /dev/stdout x; ln -s y z; mkfifo p; tail -F t & ln -s /proc/1/fd/1 q; tail -n 5 u; a');
  expect([...shown].sort()).toEqual(['/dev/stdout', '/proc/1/fd/1', 'p', 'q', 't', 'x']);
});
