import { isFile, isNamedLog, logFileOption, logWriter } from '../../src/platform/log-files';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

test.each([
  ['/var/log/app.log', true], ['app.log', true], ['nohup.out', true], ['$LOG_DIR/app.log', true], ['${Dir}/app.log', true], ['/dev/shm/app.log', true], ['/data/out.csv', true],
  ['/dev/stdout', false], ['/dev/null', false], ['/proc/1/fd/1', false], ['/proc/self/fd/2', false], ['-', false], ['1', false], ['', false], ['$LOG', false], ['${LOG:-/dev/stdout}', false], ['>(tee x)', false],
])('%s is a file: %s', (target, expected) => {
  expect(isFile(target)).toBe(expected);
});

test.each([
  ['/var/log/app', true], ['/logs/app.txt', true], ['app.log', true], ['app.log.1', true], ['nohup.out', true], ['/tmp/app.err', true], ['/tmp/app-stdout', true], ['/tmp/log', true],
  ['/etc/app.conf', false], ['/data/catalog.json', false], ['/app/login.html', false], ['/srv/blog/index.html', false], ['/data/report.csv', false],
])('%s is a log by its name: %s', (target, expected) => {
  expect(isNamedLog(target)).toBe(expected);
});

test.each([
  ['gunicorn --access-logfile /var/log/access.log app:app', '/var/log/access.log'], ['gunicorn --access-logfile - --error-logfile=/var/log/error.log app:app', '/var/log/error.log'],
  ['/usr/bin/uwsgi --logto /tmp/uwsgi.log', '/tmp/uwsgi.log'], ['celery -A app worker --logfile=/var/log/celery.log', '/var/log/celery.log'], ['mongod --logpath /var/log/mongod.log', '/var/log/mongod.log'],
  ['redis-server --logfile /var/log/redis.log', '/var/log/redis.log'], ['traefik --accesslog.filepath=/logs/access.log', '/logs/access.log'], ['envoy -c x --log-path /tmp/envoy.log', '/tmp/envoy.log'],
  ['gunicorn --access-logfile - --error-logfile - app:app', undefined], ['gunicorn --log-file=/dev/stdout app:app', undefined], ['gunicorn --access-logfile', undefined], ['redis-server --logfile', undefined],
  ['gunicorn --log-file $LOG', undefined], ['mysqld --log-error=/dev/stderr', undefined], ['node --logfile x.log', undefined], ['', undefined],
])('%s writes its log to %s', (line, expected) => {
  expect(logFileOption(words(line))).toBe(expected);
});

test.each([
  ['tee -a /var/log/app.log', { target: '/var/log/app.log', copies: true }], ['tee /dev/stderr /logs/x', { target: '/logs/x', copies: true }], ['tee /dev/stderr', undefined], ['tee', undefined], ['tee $LOG', undefined],
  ['rotatelogs -n 5 /var/log/app.%Y 86400', { target: '/var/log/app.%Y', copies: false }],
  ['/usr/bin/cronolog /var/log/%Y.log', { target: '/var/log/%Y.log', copies: false }], ['multilog t s16777215 ./main', { target: './main', copies: false }], ['svlogd -tt /var/log/app', { target: '/var/log/app', copies: false }],
  ['s6-log n20 /var/log/app', { target: '/var/log/app', copies: false }], ['s6-log 1', undefined], ['logger -t app', { target: 'syslog', copies: false }], ['logger -s -t app', undefined],
  ['logger --server=logs.example.com', undefined], ['grep -v x', undefined], ['', undefined],
])('%s keeps a log: %j', (line, expected) => {
  expect(logWriter(words(line))).toEqual(expected);
});
