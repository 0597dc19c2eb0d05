import rule from '../../../src/rules/container/logs-to-file';
import { initContainer, testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const writes = (command: string, file: string, what = 'output') => `container "app" writes the ${what} of "${command}" to the file ${file}.`;
const has = (command: string, file: string) => `container "app" has "${command}" write its log to the file ${file}.`;
const pipes = (command: string, target: string) => `container "app" pipes the output of "${command}" into ${target}.`;

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that was built with a link in the place of its log file': built('RUN ln -sf /dev/stdout /var/log/app.log\nCMD ["gunicorn", "--access-logfile", "/var/log/app.log", "app:app"]'),
    'an image that links its log file': built('CMD ln -sf /dev/stdout /var/log/app.log && exec node server.js > /var/log/app.log'),
    'an application that prints': { Command: ['java', '-jar', 'app.jar'] },
    'errors into the output': sh('exec node server.js 2>&1'),
    'output into the errors': sh('exec node server.js >&2'),
    'the output itself': sh('exec node server.js > /dev/stdout 2> /dev/stderr'),
    'the output of the first process': sh('exec node server.js > /proc/1/fd/1 2>&1'),
    'the output of its own': sh('exec node server.js > /proc/self/fd/2'),
    'no output of a step': sh('command -v node > /dev/null 2>&1 && exec node server.js'),
    'no requests, but errors': sh('exec node server.js > /dev/null'),
    'a file that is a link to the output': sh('ln -sf /dev/stdout /var/log/app.log && exec node server.js > /var/log/app.log 2>&1'),
    'an option with a file that is a link to the output': sh('ln -sf /dev/stdout /var/log/a.log; exec gunicorn --access-logfile /var/log/a.log app:app'),
    'a named pipe that is printed': sh('mkfifo /tmp/log; cat /tmp/log & exec node server.js > /tmp/log 2>&1'),
    'a file that tail prints': sh('java -jar app.jar > app.log 2>&1 & tail -f app.log'),
    'configuration from a template': sh("envsubst < /t.conf > /etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'"),
    'configuration from a variable': sh('echo "$CONFIG" > /app/config.json && exec node server.js'),
    'configuration from a heredoc': sh('cat <<EOF > /etc/app.conf\nport=80\nEOF\nexec node server.js'),
    'the log of a step': sh('npm run migrate > /var/log/migrate.log 2>&1 && exec node server.js'),
    'the page of the sample application': sh("/bin/sh -c \"echo '<html></html>' > /usr/local/apache2/htdocs/index.html && httpd-foreground\""),
    'a page that a loop writes': sh('while true; do date > /nginx/index.html; sleep 1; done'),
    'data': sh('pg_dump -h db app > /backup/app.sql'),
    'data through a pipe': sh('pg_dump -h db app | gzip > /backup/app.sql.gz'),
    'a file that a variable names': sh('exec node server.js > "$LOG" 2>&1'),
    'tee onto the errors': sh('node server.js | tee /dev/stderr'),
    'a filter': sh('node server.js 2>&1 | grep -v healthcheck'),
    'gunicorn that prints': { Command: ['gunicorn', '--access-logfile', '-', '--error-logfile', '-', 'app:app'] },
    'a helper without output': sh('./metrics > /dev/null 2>&1 & exec node server.js'),
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
    'a one-shot container that writes configuration': initContainer({ Command: ['sh', '-c', 'render > /config/logs/app.conf 2>&1'] }),
  },
  bad: {
    'an image that redirects': [built('CMD exec node server.js >> /var/log/app.log 2>&1'), 'container "app" writes the output of "node server.js" to the file /var/log/app.log (api/Dockerfile:2).'],
    'output and errors': [sh('exec java -jar app.jar > /app.txt 2>&1'), writes('java -jar app.jar', '/app.txt')],
    'a command with a password, which is not shown': [
      sh('exec java -Ddb.password=hunter2 -jar app.jar > /app.txt 2>&1'), writes('java -Ddb.password=… -jar app.jar', '/app.txt'),
    ],
    'output and errors in bash': [sh('java -jar app.jar &>> app.log'), writes('java -jar app.jar', 'app.log')],
    'output into a log': [sh('./prun.sh >> /logs/node.out'), writes('./prun.sh', '/logs/node.out')],
    'errors': [sh('exec node server.js 2> /tmp/errors'), writes('node server.js', '/tmp/errors', 'errors')],
    'a folder that a variable names': [sh('exec node server.js > "$LOG_DIR/app.log"'), writes('node server.js', '$LOG_DIR/app.log')],
    'the whole script': [sh('exec > /var/log/app.log 2>&1; npm run migrate; exec node server.js'), writes('node server.js', '/var/log/app.log')],
    'a group': [sh('{ ./migrate.sh; exec node server.js; } > /var/log/app.log'), writes('node server.js', '/var/log/app.log')],
    'a loop': [sh('while true; do php artisan schedule:run; sleep 60; done >> /var/log/schedule.log 2>&1'), writes('php artisan schedule:run', '/var/log/schedule.log')],
    'in the background': [sh('nohup python3 main.py > bot_output.log 2>&1 &'), writes('python3 main.py', 'bot_output.log')],
    'beside the application': [sh('celery -A app worker > /var/log/celery.log 2>&1 & exec gunicorn app:app'), writes('celery -A app worker', '/var/log/celery.log')],
    'both': [
      sh('worker > /logs/worker.log & server > /logs/server.log & wait'), writes('worker', '/logs/worker.log'), writes('server', '/logs/server.log'),
    ],
    'an option': [
      { Command: ['gunicorn', '--access-logfile', '/var/log/access.log', 'app:app'] }, has('gunicorn --access-logfile /var/log/access.log app:app', '/var/log/access.log'),
    ],
    'an option behind tools': [
      { Command: ['poetry', 'run', 'gunicorn', '--log-file=/app.log', 'app:app'] }, has('poetry run gunicorn --log-file=/app.log app:app', '/app.log'),
    ],
    'nothing kept': [sh('exec node server.js > /dev/null 2>&1'), 'container "app" throws the output of "node server.js" away.'],
    'nothing kept in the background': [sh('node server.js &> /dev/null & wait'), 'container "app" throws the output of "node server.js" away.'],
    'a program that keeps logs': [sh('node server.js 2>&1 | rotatelogs /var/log/app.%Y 86400'), pipes('node server.js', 'the file /var/log/app.%Y')],
    'another one': [sh('exec node server.js 2>&1 | multilog t ./main'), pipes('node server.js', 'the file ./main')],
    'syslog': [sh('node server.js 2>&1 | logger -t app'), pipes('node server.js', 'syslog')],
    'a file at the end of a pipeline': [sh('node server.js 2>&1 | grep -v health >> /var/log/app.log'), pipes('node server.js', 'the file /var/log/app.log')],
    'tee without a copy': [sh('node server.js | tee /var/log/app.log > /dev/null'), pipes('node server.js', 'the file /var/log/app.log')],
    'tee, which prints too, as a hint': [
      sh('node server.js 2>&1 | tee -a /var/log/app.log'), `info: ${pipes('node server.js', 'the file /var/log/app.log as well as to stdout')}`,
    ],
    'tee for the whole script, as a hint': [
      { Command: ['bash', '-c', 'exec > >(tee -a /var/log/app.log) 2>&1; exec node server.js'] },
      `info: ${pipes('node server.js', 'the file /var/log/app.log as well as to stdout')}`,
    ],
  },
});
