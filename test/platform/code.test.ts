import { codeFiles, holdsCode, isPartOfCode, readsWorkingDirectory } from '../../src/platform/code';

const words = (line: string) => line.split(' ');

test.each([
  ['/opt/tool/bin/x --serve', ['/opt/tool/bin/x']],
  ['/app/server', ['/app/server']],
  ['./server', ['./server']],
  ['/entrypoint.sh', ['/entrypoint.sh']],
  ['node server.js', ['server.js']],
  ['node -r dd-trace/init --max-old-space-size=512 dist/main.js --port 80', ['dist/main.js']],
  ['node .', ['.']],
  ['/usr/local/bin/node /app/server.js', ['/usr/local/bin/node', '/app/server.js']],
  ['python -u main.py', ['main.py']],
  ['python3.12 -W ignore /code/main.py', ['/code/main.py']],
  ['ruby -I lib app.rb', ['app.rb']],
  ['perl -w job.pl', ['job.pl']],
  ['php -d memory_limit=1G -f artisan', ['artisan']],
  ['java -Xmx512m -javaagent:/otel/agent.jar -jar app.jar', ['app.jar']],
  ['java -cp /app/classes:/app/libs/* com.example.Main', ['/app/classes', '/app/libs']],
  ['dotnet Shop.dll', ['Shop.dll']],
  ['dotnet exec Shop.dll', ['Shop.dll']],
  ['deno run --allow-net main.ts', ['main.ts']],
  ['tsx --tsconfig tsconfig.json src/main.ts', ['src/main.ts']],
  ['bash -e -o pipefail /scripts/start', ['/scripts/start']],
])('%s runs %s', (line, files) => {
  expect(codeFiles(words(line))).toEqual(files);
});

test.each([
  '', 'server', 'npm start', 'nginx -g', 'node -e console.log(1)', 'node --run start', 'python -m http.server', 'python -um app', 'python -c pass', 'python', 'ruby -e 1',
  'ruby -S rake', 'perl -ne print', 'php -S 0.0.0.0:80 -t public', 'java -version', 'java com.example.Main', 'java com.example.Main -jar', 'dotnet run', 'dotnet test', 'deno task start', 'deno run https://example.com/main.ts',
  'bash -c exit', 'sh -ec exit', 'sh', 'sh $SCRIPT', 'node ${MAIN}', '/etc/otel/config.yaml', '/data', '/srv/data', '/app/config', 'constructor app.js', 'toString', '. /app/env.sh', 'cat /app/motd',
])('"%s" runs no file that is certain', (line) => {
  expect(codeFiles(words(line))).toEqual([]);
});

test.each(['npm start', 'npm run serve', 'yarn serve', 'pnpm run start', 'bundle exec puma', 'rails server', 'mvn spring-boot:run', 'go run ./cmd/server', 'poetry run app', 'dotnet run'])(
  '%s reads the working directory', (line) => {
    expect(readsWorkingDirectory(words(line))).toBe(true);
  });

test.each(['npm --prefix /app start', 'npm --version', 'yarn --cwd /app start', 'npx serve', 'gunicorn app:app', 'go version', 'node server.js', 'aws s3 ls', 'yarn', 'mvn -f /app/pom.xml package', 'hasOwnProperty'])(
  '%s does not, or need not', (line) => {
    expect(readsWorkingDirectory(words(line))).toBe(false);
  });

test.each(['/app', '/usr/src/app', '/home/node/app', '/var/www/html', '/code', '/opt/App'])('%s holds code', (folder) => {
  expect(holdsCode(folder)).toBe(true);
});

test.each(['/', '/data', '/app/data', '/mnt/efs/app', '/var/lib/app', '/workspace/src', '/var/jenkins_home', '/home/minecraft', '/application-data', '/opt/tool'])('%s may hold no code', (folder) => {
  expect(holdsCode(folder)).toBe(false);
});

test.each([['/node_modules', true], ['/web/node_modules/.pnpm', true], ['/vendor', true], ['/src', true], ['/lib', true], ['/src/images', false], ['/uploads', false], ['/vendor/cache', false], ['/var/lib/x', false], ['/data/src', false], ['/plugins', false]])(
  'whether %s in a folder of code is code: %s', (path, expected) => {
    expect(isPartOfCode(path)).toBe(expected);
  });
