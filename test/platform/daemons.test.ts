import { endsSoon, isCompanion, isDaemon, keepsAlive, serviceCommand, stopsOthers, waits } from '../../src/platform/daemons';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

test.each([
  ['service nginx start', 'nginx', 'start'], ['service postgresql restart', 'postgresql', 'start'], ['service mysql stop', 'mysql', 'stop'], ['/etc/init.d/ssh start', 'ssh', 'start'],
  ['rc-service nginx start', 'nginx', 'start'], ['systemctl start nginx.service', 'nginx', 'start'], ['apachectl -k start', 'apachectl', 'start'], ['pg_ctl -D /data -l /log start', 'pg_ctl', 'start'],
  ['catalina.sh start', 'catalina.sh', 'start'], ['caddy start', 'caddy', 'start'],
])('%s tells %s to %s', (line, name, action) => {
  expect(serviceCommand(words(line))).toEqual({ name, action });
});

test.each(['service nginx status', 'service start', 'catalina.sh run', 'caddy run', 'apachectl -k start -DFOREGROUND', 'apachectl start -D FOREGROUND', 'npm start', 'node start', ''])('"%s" tells no service', (line) => {
  expect(serviceCommand(words(line))).toBeUndefined();
});

test.each([
  'service nginx start', 'nginx', 'nginx -c /etc/nginx.conf', 'php-fpm', 'php-fpm8.2 -D', 'php-fpm --daemonize', '/usr/sbin/sshd', 'sshd -p 2222', 'cron', 'crond -l 8', 'httpd', 'apache2 -k start',
  'redis-server --daemonize yes', 'mongod --fork --logpath /x', 'mysqld --daemonize', 'memcached -d -u app', 'rsyslogd', 'syslogd', 'haproxy -D -f x', 'gunicorn -D app:app', 'gunicorn app:app --daemon',
  'celery -A app worker --detach', 'celery multi start w1', 'uwsgi --daemonize=/x', 'dnsmasq', 'varnishd -a :80', 'vncserver :1', 'dbus-daemon --system --fork',
])('%s goes into the background', (line) => {
  expect(isDaemon(words(line))).toBe(true);
});

test.each([
  'nginx -t', 'nginx -s reload', 'nginx -V', 'php-fpm -F', 'php-fpm -t', 'php-fpm --nodaemonize', '/usr/sbin/sshd -D', 'sshd -De', 'sshd -t', 'cron -f', 'crond -f -l 8', 'crond -n',
  'httpd -DFOREGROUND', 'apache2 -D FOREGROUND', 'httpd -t', 'redis-server', 'redis-server --daemonize no', 'mongod', 'mysqld', 'memcached', 'rsyslogd -n', 'haproxy -f x', 'haproxy -W', 'gunicorn app:app',
  'celery -A app worker', 'uwsgi --ini x', 'dnsmasq -k', 'dnsmasq --no-daemon', 'vncserver -kill :1', 'service nginx stop', 'node server.js', '', 'constructor',
])('"%s" does not', (line) => {
  expect(isDaemon(words(line))).toBe(false);
});

test('nginx is told by a directive to stay', () => {
  expect(isDaemon(['nginx', '-g', 'daemon off;'])).toBe(false);
  expect(isDaemon(['nginx', '-g', 'worker_processes 2; daemon  off;'])).toBe(false);
  expect(isDaemon(['nginx', '-g', 'worker_processes 2;'])).toBe(true);
});

test.each([
  ['kill $PID', true], ['kill -TERM 7', true], ['kill -0 $PID', false], ['pkill nginx', true], ['killall -q x', true], ['mysqladmin -u root shutdown', true], ['redis-cli SHUTDOWN NOSAVE', true],
  ['redis-cli ping', false], ['nginx -s quit', true], ['nginx -s reload', false], ['service mysql stop', true], ['pg_ctl -D /data stop', true], ['service mysql start', false], ['', false],
])('%s stops others: %s', (line, expected) => {
  expect(stopsOthers(words(line))).toBe(expected);
});

test.each([
  ['tail -f /dev/null', true], ['tail -F x y', true], ['tail -n 5 -f x', true], ['tail -100f x', true], ['tail --follow=name x', true], ['tail -n 5 x', false], ['sleep infinity', true],
  ['sleep inf', true], ['sleep 86400', true], ['sleep 7d', true], ['sleep 10', false], ['sleep', false], ['bash', true], ['/bin/sh -i', true], ['sh start.sh', false], ['cat', true], ['cat x', false], ['node x', false],
])('%s only keeps a container up: %s', (line, expected) => {
  expect(keepsAlive(words(line))).toBe(expected);
});

test.each([
  ['sleep 5', true], ['nc -z db 5432', true], ['nc -lk 8080', false], ['./wait-for-it.sh db:5432', true], ['wait-for-it.sh db:5432 -- node x', false], ['curl -s localhost', true], ['node x', false],
])('%s waits: %s', (line, expected) => {
  expect(waits(words(line))).toBe(expected);
});

test.each([
  ['echo x', true], ['cd /app', true], ['python manage.py migrate', true], ['npm run db:migrate', true], ['./warm-up.sh', true], ['npm run warmup', true], ['rake db:seed', true], ['nginx -s reload', true],
  ['kill $PID', true], ['python manage.py collectstatic', true], ['node server.js', false], ['./entrypoint.sh', false], ['nginx', false], ['', false],
])('%s ends soon: %s', (line, expected) => {
  expect(endsSoon(words(line))).toBe(expected);
});

test('a virtual display is a companion', () => {
  expect([['/usr/bin/Xvfb', ':99'], ['dbus-daemon'], ['node'], []].map(isCompanion)).toEqual([true, true, false, false]);
});
