import { installation } from '../../src/platform/installers';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

test.each([
  ['npm install', 'npm install'],
  ['npm --prefix app ci', 'npm ci'],
  ['/usr/local/bin/npm i left-pad', 'npm i'],
  ['yarn', 'yarn'],
  ['yarn --frozen-lockfile', 'yarn'],
  ['pnpm install --frozen-lockfile', 'pnpm install'],
  ['pip3.12 install -r requirements.txt', 'pip3.12 install'],
  ['python3 -m pip install flask', 'pip install'],
  ['uv pip install flask', 'uv pip'],
  ['poetry install --no-root', 'poetry install'],
  ['apt-get -y install curl', 'apt-get install'],
  ['apk --no-cache add curl', 'apk add'],
  ['dnf -y update', 'dnf update'],
  ['bundle install', 'bundle install'],
  ['go mod download', 'go mod'],
  ['git clone https://example.com/app.git', 'git clone'],
  ['git -C app pull', 'git pull'],
  ['curl -fsSLO https://example.com/app.tgz', 'curl'],
  ['curl -o app.tgz https://example.com/app.tgz', 'curl'],
  ['curl --output=app.tgz https://example.com/app.tgz', 'curl'],
  ['wget https://example.com/app.tgz', 'wget'],
  ['wget -O app.tgz https://example.com/app.tgz', 'wget'],
  ['aws --region eu-west-1 s3 sync s3://bucket/app /app', 'aws'],
  ['aws s3 cp s3://bucket/app.conf -', 'aws'],
  ['aws s3 sync --exclude * s3://bucket/app /app', 'aws'],
  ['aws s3api get-object --bucket b --key k app.conf', 'aws'],
  ['npm -w api ci', 'npm ci'],
  ['apk -U upgrade', 'apk upgrade'],
])('%s installs or fetches', (line, expected) => {
  expect(installation(words(line))).toBe(expected);
});

test.each([
  'npm start', 'npm run install-hooks', 'yarn start', 'pnpm start', 'pip list', 'python3 -m http.server', 'python3 app.py install', 'apt-get update',
  'go run .', 'git status', 'bundle exec puma', 'composer dump-autoload', 'curl http://localhost/health', 'curl -so /dev/null http://localhost',
  'wget -qO- http://localhost/health', 'wget --spider http://localhost', 'wget -O /dev/null http://localhost', 'aws s3 cp report.csv s3://bucket/', 'aws s3 cp - s3://bucket/backup.gz', 'aws s3 ls s3://bucket',
  'aws s3 sync s3://one s3://other', 'aws s3api head-object --bucket b --key k', 'yarn --version', 'bundle -v', 'curl -o /tmp/task http://169.254.170.2/v4/task', 'curl -sO localhost:8080/metrics',
  'curl -o /tmp/meta $ECS_CONTAINER_METADATA_URI_V4/task', 'curl -X POST -o /tmp/answer https://example.com/jobs', 'curl -d @job -o /tmp/answer https://example.com',
  'aws ssm get-parameter --name x', 'node install', '', 'constructor install', '__proto__',
])('"%s" does not', (line) => {
  expect(installation(words(line))).toBeUndefined();
});

test('what curl and wget print is fetched where a program runs or unpacks it, or it goes to a file', () => {
  const curl = words('curl -fsSL https://example.com/install.sh');
  expect(installation(curl, ['bash'])).toBe('curl');
  expect(installation(curl, ['eval'])).toBe('curl');
  expect(installation(curl, ['tar'])).toBe('curl');
  expect(installation(curl, [], true)).toBe('curl');
  expect(installation(curl, ['grep'])).toBeUndefined();
  expect(installation(curl, ['python3'])).toBeUndefined();
  expect(installation(words('wget -qO- https://example.com/install.sh'), ['sh'])).toBe('wget');
});
