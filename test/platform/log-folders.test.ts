import { followsFiles, isLogFolder, keepsLogsAsData, namesLogs } from '../../src/platform/log-folders';

test.each(['/var/log', '/var/log/', '/var/log/nginx', '/app/log', '/usr/local/tomcat/logs', '/logs', 'C:\\app\\Logs', '/var/www/html/var/log'])('%s is a log folder', (path) => {
  expect(isLogFolder(path)).toBe(true);
});

test.each([
  '/', '/var', '/var/logs-archive', '/data/logs-archive', '/app/changelog', '/var/lib/postgresql/pg_wal', '/var/lib/zookeeper/log', '/var/log/amazon', '/var/log/amazon/ssm', '/app/logs/../data',
  '/var/logic', '/logs.d', '',
])('"%s" is none', (path) => {
  expect(isLogFolder(path)).toBe(false);
});

test.each([['app-logs', true], ['log_shipper', true], ['logshipper', true], ['access-log', true], ['tailer', true], ['logging', true], ['login', false], ['blog', false], ['catalog', false], ['web', false]])(
  'whether %s takes logs somewhere: %s', (name, expected) => {
    expect(namesLogs(name)).toBe(expected);
  });

test.each([
  ['tail -F /var/log/app.log', true],
  ['tail -n 0 -f app.log', true],
  ['/usr/bin/tail --follow=name app.log', true],
  ['filebeat -e', true],
  ['/opt/aws/amazon-cloudwatch-agent/bin/start-amazon-cloudwatch-agent', true],
  ['tail -n 10 app.log', false],
  ['tail -f /dev/null', false],
  ['cat -f app.log', false],
  ['', false],
])('whether "%s" follows files: %s', (line, expected) => {
  expect(followsFiles(line.split(' '))).toBe(expected);
});

test.each([['bitnami/kafka', true], ['apache/airflow', true], ['shop', false]])('whether %s keeps logs as data: %s', (name, expected) => {
  expect(keepsLogsAsData(name)).toBe(expected);
});
