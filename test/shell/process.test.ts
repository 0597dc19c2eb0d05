import { Process, readProcess, readScript } from '../../src/shell';

function commandsOf({ commands }: Pick<Process, 'commands'>): readonly string[] {
  return commands.map(({ words }) => words.map(({ text }) => text).join(' '));
}

test.each<[string[], string, string]>([
  [['/bin/sh', '-c', 'httpd-foreground'], 'sh', 'httpd-foreground'],
  [['/usr/bin/bash', '-lc', 'a'], 'bash', 'a'],
  [['sh', '-euxc', 'a'], 'sh', 'a'],
  [['dash', '-e', '-c', 'a'], 'dash', 'a'],
  [['bash', '-o', 'pipefail', '-c', 'a'], 'bash', 'a'],
  [['bash', '-exo', 'pipefail', '-c', 'a'], 'bash', 'a'],
  [['bash', '-euxco', 'pipefail', 'a'], 'bash', 'a'],
  [['bash', '--login', '-c', 'a'], 'bash', 'a'],
  [['bash', '--rcfile', '/x', '-O', 'extglob', '-c', 'a'], 'bash', 'a'],
  [['ash', '+x', '-c', 'a'], 'ash', 'a'],
  [['zsh', '-c', '-e', '--', 'a'], 'zsh', 'a'],
  [['ksh', '-c', 'a "$@"', '--', 'x', 'y'], 'ksh', 'a "$@"'],
  [['busybox', 'sh', '-c', 'a'], 'busybox', 'a'],
  [['/bin/busybox', 'ash', '-ec', 'a'], 'busybox', 'a'],
  [['env', '-i', '-u', 'X', '-C', '/', 'A=b', 'C=', 'sh', '-c', 'a'], 'sh', 'a'],
  [['env', '-', 'sh', '-c', 'a'], 'sh', 'a'],
  [['nohup', 'sh', '-c', 'a'], 'sh', 'a'],
  [['setsid', '-w', 'nice', '-n', '5', 'ionice', '-c2', '-n', '0', 'sh', '-c', 'a'], 'sh', 'a'],
  [['stdbuf', '-oL', '-e', '0', 'sh', '-c', 'a'], 'sh', 'a'],
  [['timeout', '-k', '5', '--signal', 'INT', '--foreground', '60', 'sh', '-c', 'a'], 'sh', 'a'],
  [['chpst', '-u', 'app', '-P', 'sh', '-c', 'a'], 'sh', 'a'],
  [['gosu', 'app:app', 'sh', '-c', 'a'], 'sh', 'a'],
  [['su-exec', '${User}', 'sh', '-c', 'a'], 'sh', 'a'],
  [['setpriv', '--reuid', '1000', '--regid=1000', '--clear-groups', 'sh', '-c', 'a'], 'sh', 'a'],
  [['sudo', '-E', '-u', 'app', 'A=b', 'sh', '-c', 'a'], 'sh', 'a'],
  [['runuser', '-u', 'app', '--', 'sh', '-c', 'a'], 'sh', 'a'],
])('%j is a shell', (vector, name, source) => {
  const process = readProcess(vector);
  expect(process.shell).toEqual({ name, source, script: readScript(source) });
  expect(process.commands).toEqual(readScript(source).commands);
  expect(process.vector).toBe(vector);
  expect(process.init).toBeUndefined();
});

test.each<[string[], string, boolean]>([
  [['tini', '--', 'bash', '-ec', 'a; b'], 'tini', false],
  [['/sbin/tini', '-s', '-g', '-vv', '-p', 'SIGTERM', '-e', '143', '--', 'sh', '-c', 'a; b'], 'tini', true],
  [['dumb-init', '-r', '15:2', '-c', '-v', '--', 'sh', '-c', 'a; b'], 'dumb-init', false],
  [['dumb-init', '--', 'sh', '-c', 'a; b'], 'dumb-init', true],
  [['tini', '-g', '--', 'sh', '-c', 'a; b'], 'tini', true],
  [['tini', '-vg', 'sh', '-c', 'a; b'], 'tini', true],
  [['dumb-init', '--rewrite=15:2', '--single-child', 'sh', '-c', 'a; b'], 'dumb-init', false],
  [['/sbin/docker-init', '--', 'gosu', 'app', 'sh', '-c', 'a; b'], 'docker-init', false],
  [['env', 'A=b', 'catatonit', '-g', 'sh', '-c', 'a; b'], 'catatonit', true],
])('%j has an init in front of its shell', (vector, name, signalsGroup) => {
  const process = readProcess(vector);
  expect(process.init).toEqual({ name, signalsGroup });
  expect(process.shell?.script.ending).toBe('simple');
  expect(commandsOf(process)).toEqual(['a', 'b']);
});

test.each<[string[]]>([
  [['node', 'server.js']],
  [['sh', 'start.sh']],
  [['sh', 'start.sh', '-c', 'a']],
  [['sh']],
  [['sh', '-c']],
  [['bash', '-lx']],
  [['sh', '--', '-c', 'a']],
  [['busybox', 'wget', '-c', 'a']],
  [['env', '-S', 'sh -c a']],
  [['env', '-S', 'x', 'sh', '-c', 'a']],
  [['env', 'A=b']],
  [['command', '-v', 'sh', '-c', 'a']],
  [['ionice', '-p', '1', 'sh', '-c', 'a']],
  [['tini']],
  [['timeout', '5']],
  [['cmd', '/c', 'a']],
  [['echo', 'sh', '-c', 'a']],
  [['su', '-', 'app']],
  [['runuser', '-l', 'app']],
])('%j is one command and no shell', (vector) => {
  const process = readProcess(vector);
  const words = vector.map((text) => ({ text, literal: true }));
  const command = {
    words, program: words, redirections: [], around: [], exec: false, background: false, pipedInto: [], conditional: false, endless: false,
  };
  expect(process).toEqual({ vector, commands: [command], jobs: [], remaining: command });
});

test('an init in front of another program is told too', () => {
  const { init, shell, commands } = readProcess(['tini', '--', 'gosu', 'app', 'node', 'server.js']);
  expect([init?.name, shell, commands[0].program.map(({ text }) => text)]).toEqual(['tini', undefined, ['node', 'server.js']]);
});

test('parts that only CloudFormation knows are not literal', () => {
  const { commands } = readProcess(['node', '${Script}', 'x-${AWS::Region}', '$HOME']);
  expect(commands[0].words.map(({ literal }) => literal)).toEqual([true, false, false, true]);
});

test('an empty vector runs nothing', () => {
  expect(readProcess([])).toEqual({ vector: [], commands: [], jobs: [] });
});

test('the script that su is given runs too', () => {
  const process = readProcess(['su', 'app', '-c', 'npm ci && worker & node x']);
  expect(commandsOf(process)).toEqual(['su app -c npm ci && worker & node x', 'npm ci', 'worker', 'node x']);
  expect(process.jobs.map((job) => commandsOf({ commands: job }))).toEqual([['npm ci', 'worker']]);
  expect(process.remaining).toBe(process.commands[3]);
});

test.each<[string, string | undefined]>([
  ['npm ci && exec tini -- node x', 'tini'], ['exec env A=b dumb-init node x', 'dumb-init'], ['tini -- node x', undefined], ['exec node x', undefined],
])('a script that ends with %s has the init %s', (source, name) => {
  expect(readProcess(['sh', '-c', source]).init?.name).toBe(name);
});

test('the ECS sample application writes a page and then stays in the shell', () => {
  const { shell, commands } = readProcess([
    'sh', '-c', "/bin/sh -c \"echo '<html> <h1>Amazon ECS Sample App</h1> </html>' > /usr/local/apache2/htdocs/index.html && httpd-foreground\"",
  ]);
  expect(shell?.script).toMatchObject({ ending: 'simple', complete: true, last: { program: [{ text: '/bin/sh' }, { text: '-c' }, { literal: true }] } });
  expect(commandsOf({ commands }).slice(1)).toEqual(['echo <html> <h1>Amazon ECS Sample App</h1> </html>', 'httpd-foreground']);
  expect(commands[1].redirections).toEqual([{ operator: '>', target: '/usr/local/apache2/htdocs/index.html' }]);
});

test.each<[string, string]>([
  ['env A=b nohup gosu app node x', 'node x'],
  ['time -p xargs -n 1 -I {} npm install {}', 'npm install {}'],
  ['command -p builtin echo a', 'echo a'],
  ['sudo apt-get install -y curl', 'apt-get install -y curl'],
  ['/usr/bin/nice -10 /app/run', '/app/run'],
  ['exec tini -- node x', 'node x'],
  ['find . | xargs', 'find .'],
  ['command -v node', 'command -v node'],
  ['nohup', 'nohup'],
  ['gosu app', 'gosu app'],
  ['sudo -l node', 'sudo -l node'],
  ['npx env', 'npx env'],
])('the program in %j that does the work is %j', (source, program) => {
  expect(readScript(source).commands[0].program.map(({ text }) => text).join(' ')).toBe(program);
});
