import { isScheduler, supervisor } from '../../src/platform/supervisors';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

test.each([
  ['supervisord -n', 'supervisord'], ['/usr/bin/s6-svscan /run/service', 's6-svscan'], ['/sbin/init', '/sbin/init'], ['runsvdir /etc/service', 'runsvdir'],
  ['pm2 start app.js', 'pm2'], ['foreman start -f Procfile', 'foreman'], ['foreman start -f Procfile web', undefined], ['honcho start', 'honcho'], ['honcho start web', undefined],
  ['pm2-runtime app.js', undefined], ['pm2 logs', undefined],
  ['npx pm2 start app.js', 'pm2'], ['npx -y pm2@5 start app.js', 'pm2'], ['yarn pm2 start app.js', 'pm2'], ['npx pm2-runtime app.js', undefined], ['poetry run supervisord', 'supervisord'],
  ['service supervisor start', 'supervisor'], ['/etc/init.d/supervisor start', 'supervisor'], ['service supervisor status', undefined], ['service nginx start', undefined],
  ['tini -- app', undefined], ['node init', undefined], ['init', undefined], ['', undefined],
])('%s is the supervisor %s', (line, expected) => {
  expect(supervisor(words(line))).toBe(expected);
});

test.each([['crond -f', true], ['/usr/sbin/cron', true], ['service cron start', true], ['service cron status', false], ['service nginx start', false], ['node cron.js', false], ['', false]])('%s runs jobs by the clock: %s', (line, expected) => {
  expect(isScheduler(words(line))).toBe(expected);
});
