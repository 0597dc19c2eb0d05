import { CommandWord, secretsInCommand, withoutSecrets } from '../../src/platform/command-secrets';

const wordsOf = (line: string): CommandWord[] => line.split(' ').map((text) => ({ text, literal: !text.includes('$') }));
const found = (line: string) => secretsInCommand(wordsOf(line)).map(({ what, at }) => `${what}${at === undefined ? '' : ` at ${at}`}`);
const token = ['gh', 'p_', 'Zk3vQ9xLm2Tb7RwY4cHs8NdP6fGj1Ua5Ee0I'].join('');

test.each<[string, string]>([
  ['app --password=hunter2', 'a password at --password'],
  ['app --db-password hunter2', 'a password at --db-password'],
  ['java -Dspring.datasource.password=hunter2 -jar app.jar', 'a password at -Dspring.datasource.password'],
  ['java -jar app.jar --spring.datasource.password=hunter2', 'a password at --spring.datasource.password'],
  ['app -password hunter2', 'a password'],
  ['app password=hunter2', 'a password at app'],
  ['env PGPASSWORD=hunter2 psql', 'a password at PGPASSWORD'],
  ['export API_KEY=abc123', 'a key at API_KEY'],
  ['redis-server --requirepass hunter2', 'a password at --requirepass'],
  ['redis-cli -a hunter2 ping', 'a password at redis-cli -a'],
  ['/usr/bin/mysql -u root -phunter2 app', 'a password at mysql -p'],
  ['mysqladmin ping -phunter2', 'a password at mysqladmin -p'],
  ['mysql --password=hunter2', 'a password at --password'],
  ['sshpass -p hunter2 ssh host', 'a password at sshpass -p'],
  ['sshpass -phunter2 ssh host', 'a password at sshpass -p'],
  ['mongosh -u root -p hunter2', 'a password at mongosh -p'],
  ['curl -u app:hunter2 https://example.com', 'a password at curl -u'],
  ['curl --user app:hunter2 https://example.com', 'a password at curl --user'],
  ['curl https://app:hunter2@example.com', 'a URL with a password at curl'],
  ['celery -b redis://:hunter2@redis:6379 worker', 'a URL with a password at celery'],
  [`npm set //npm.pkg.github.com/:_authToken=${token}`, 'a GitHub token at npm'],
  [`app --setting ${token}`, 'a GitHub token at app'],
  [`app --token ${token}`, 'a GitHub token at --token'],
  [`${token}`, 'a GitHub token'],
  ['app {{resolve:secretsmanager:prod/api-key}}', 'the value of a secret that CloudFormation fetches from Secrets Manager at app'],
  ['app --api-key {{resolve:secretsmanager:prod:SecretString:stripe}}', 'the value of a secret that CloudFormation fetches from Secrets Manager at --api-key'],
])('%s', (line, what) => {
  expect(found(line)).toEqual([what]);
});

test.each([
  ['app --password=hunter2 --port 80', 'app --password=… --port 80'],
  ['app --password hunter2 --port 80', 'app --password … --port 80'],
  ['PGPASSWORD=hunter2', 'PGPASSWORD=…'],
  ['mysql -uroot -phunter2 app', 'mysql -uroot … app'],
  ['redis-cli -a hunter2 ping', 'redis-cli -a … ping'],
  ['curl -u guest:guest http://localhost/', 'curl -u … http://localhost/'],
  ['psql postgres://app:hunter2@localhost/app', 'psql …'],
  [`app ${token}`, 'app …'],
  ['app --password $DB_PASSWORD', 'app --password $DB_PASSWORD'],
  ['', ''],
])('of %s is shown %s', (line, shown) => {
  expect(withoutSecrets(line.split(' ')).join(' ')).toBe(shown);
});

test('a header is one word', () => {
  const words = ['curl', '-H', 'Authorization: Bearer abcdef123456', '-H', 'X-Api-Key: abc123'].map((text) => ({ text, literal: true }));
  expect(secretsInCommand(words)).toEqual([{ what: 'an Authorization header', at: 'curl' }, { what: 'a key', at: 'curl' }]);
});

test.each([
  'node server.js',
  'app --password=$DB_PASSWORD', 'app --password=pre-$DB_PASSWORD', 'app --password ${DB_PASSWORD}', 'app --password=${DB_PASSWORD:-secret}', 'app --password',
  'app --password --user x', 'app --password-file /run/secrets/db', 'app --password=/run/secrets/db', 'app --token-ttl 3600', 'app --no-password hunter2',
  'psql --password app', 'pg_dump --password app', 'mysql -p app', 'mysql --password app', 'mysql -p$MYSQL_PASSWORD', 'mysql -P 3306', 'psql -p 5432', 'mkdir -p /app/data', 'ssh -p 2222 host',
  'docker run -p 80:80 nginx', 'redis-cli -a $REDIS_PASSWORD', 'curl -u $USER:$PASSWORD https://example.com', 'curl -u token: https://example.com', 'curl --user-agent a:b https://example.com',
  'curl -u guest:guest http://localhost:15672/api', 'curl -f http://127.0.0.1/health --user a:b', 'curl -H Authorization:Bearer%20$TOKEN', 'curl https://$USER:$PASSWORD@example.com', 'gh auth login --with-token token.txt', 'aws secretsmanager get-secret-value --secret-id prod/db --query SecretString',
  'export DB_PASSWORD=$(aws', 'test -n $TOKEN', 'sed -i s/PASSWORD=.*/PASSWORD=$PW/ app.conf', 'chamber exec prod/app -- node server.js', 'vault kv get secret/app',
  'app --secret my-secret', 'app --auth-mode token', 'app --config {{resolve:ssm:/app/config}}', 'app --host {{resolve:secretsmanager:prod/db:SecretString:host}}',
  'java -Djavax.net.ssl.trustStorePassword=changeit -jar app.jar', '',
])('silent about %s', (line) => {
  expect(found(line)).toEqual([]);
});

test('options in front of a program are those of its wrapper', () => {
  const words = wordsOf('sudo -p mysql -phunter2');
  expect(secretsInCommand(words, words.slice(2))).toEqual([{ what: 'a password', at: 'mysql -p' }]);
  expect(secretsInCommand(wordsOf('xargs -p mysql -phunter2'), wordsOf('xargs -p mysql -phunter2'))).toEqual([]);
});

test('a name is told only where a password cannot stand', () => {
  expect(found('mysql -psecret_password=1')).toEqual(['a password at mysql -p']);
  expect(found('app mysecret_password=hunter2')).toEqual(['a password at app']);
  expect(found('app -pmy.password hunter2')).toEqual(['a password']);
});
