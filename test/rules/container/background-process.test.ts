import rule from '../../../src/rules/container/background-process';
import { initContainer, testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const beside = (...processes: string[]) => `container "app" runs ${processes.length} processes side by side: ${processes.join(', ')}.`;
const behind = (hidden: string, front: string) => `container "app" leaves ${hidden} in the background behind ${front}: ECS does not see it end.`;

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that starts one application': built('CMD ["node", "server.js"]'),
    'one application': { Command: ['node', 'server.js'] },
    'errors into the output': sh('exec node server.js 2>&1'),
    'one after the other': sh('npm run migrate && exec node server.js'),
    'an application that a shell waits for': sh('node server.js & wait $!'),
    'an application to which a trap hands the signal on': sh("node server.js & pid=$!; trap 'kill -TERM $pid' TERM; wait $pid"),
    'nothing but a shell that waits': { Command: ['/bin/bash', '-c', 'trap : TERM INT; sleep infinity & wait'] },
    'a helper of one moment, later': sh('sleep 5 && ./warm-up & exec node server.js'),
    'a helper that waits for the application': sh('(until curl -sf localhost:8080; do sleep 1; done; ./register) & exec node server.js'),
    'a migration in the background': sh('python manage.py migrate & exec gunicorn app:app'),
    'steps side by side that are waited for': sh('./one & ./two & wait; exec node server.js'),
    'a server that is stopped again': sh('ollama serve & OLLAMA_PID=$! && sleep 3 && ollama pull gemma3:1b && kill $OLLAMA_PID && exec ollama serve'),
    'a server that loads what it serves': sh('ollama serve & sleep 5; ollama pull llama3; wait'),
    'a service that is stopped again': sh('service mysql start; mysql < /init.sql; service mysql stop; exec mysqld'),
    'a test of the configuration': sh('nginx -t && exec nginx -g "daemon off;"'),
    'a server whose configuration keeps it in front': sh('envsubst < /template > /etc/nginx/nginx.conf && nginx'),
    'words in quotes': sh('echo "a & b" && exec node server.js'),
    'a script that cannot be read to its end': sh('worker & exec node "server.js'),
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
    'a cron daemon beside the application, which is the supervisor rule\'s': sh('service cron start && exec node server.js'),
    'a supervisor in the background, which is the supervisor rule\'s': sh('/usr/bin/supervisord -c /etc/supervisord.conf && tail -f /dev/null'),
    'a supervisor behind an ampersand, which is the supervisor rule\'s': sh('supervisord -n & exec node server.js'),
    'a supervisor as a service, which is the supervisor rule\'s': sh('service supervisor start && tail -f /dev/null'),
    'an application beside a supervisor, which is the supervisor rule\'s': sh('node server.js & exec supervisord -n'),
    'a container that does nothing': sh('tail -f /dev/null'),
    'a one-shot container that prepares the task': initContainer({ Command: ['sh', '-c', 'postgres & ./load'] }),
  },
  bad: {
    'an image with two processes': [built('CMD node worker.js & node server.js'),
      'container "app" runs 2 processes side by side: "node worker.js", "node server.js" (api/Dockerfile:2).'],
    'a start script with two processes': [built('COPY start.sh /\nCMD ["/start.sh"]', { 'start.sh': '#!/bin/sh\nphp-fpm -D\nexec nginx -g "daemon off;"\n' }),
      'container "app" runs 2 processes side by side: "php-fpm -D", "nginx -g daemon off;" (api/Dockerfile:3, api/start.sh).'],
    'a worker beside the application': [sh('node worker.js & exec node server.js'), beside('"node worker.js"', '"node server.js"')],
    'two with credentials, which are not shown': [
      sh('node worker.js --password=hunter2 & redis-server --requirepass hunter2 & exec app --token abc123'),
      beside('"node worker.js --password=…"', '"redis-server --requirepass …"', '"app --token …"'),
    ],
    'two that the shell waits for': [sh('node worker.js & node server.js & wait'), beside('"node worker.js"', '"node server.js"')],
    'two of which the first end counts': [sh('worker & server & wait -n'), beside('"worker"', '"server"')],
    'three': [
      sh('node dist/server.cjs & python3 -m copilot.server & streamlit run dashboard.py & wait'),
      beside('"node dist/server.cjs"', '"python3 -m copilot.server"', '"streamlit run dashboard.py"'),
    ],
    'two in their own folders': [
      sh('cd /app && node daemon.js & cd /app/browser && next start & wait'), beside('"node daemon.js"', '"next start"'),
    ],
    'a trap for both': [
      sh('stop() { kill $a $b; }; trap stop TERM; worker & a=$!; server & b=$!; wait'), beside('"worker"', '"server"'),
    ],
    'nohup': [sh('nohup /etc/raddb/healthcheck.sh & freeradius -X'), beside('"/etc/raddb/healthcheck.sh"', '"freeradius -X"')],
    'a subshell': [sh('(tail -F /var/log/nginx/access.log &) && exec nginx -g "daemon off;"'), beside('"tail -F /var/log/nginx/access.log"', '"nginx -g daemon off;"')],
    'a script in a script': [
      sh('nohup bash -c "webdriver-manager start &" && sleep 9 && nightwatch index.js'), beside('"webdriver-manager start"', '"nightwatch index.js"'),
    ],
    'as another user': [{ Command: ['su', 'app', '-c', 'worker & exec server'] }, beside('"worker"', '"server"')],
    'only sometimes': [sh('if [ -n "$WORKER" ]; then worker & fi; exec "$@"'), beside('"worker"', '"$@"')],
    'a loop that reloads': [sh("while sleep 21600; do nginx -s reload; done & exec nginx -g 'daemon off;'"), beside('"nginx -s reload" in a loop', '"nginx -g daemon off;"')],
    'a loop with a signal to wait for': [
      sh("while :; do sleep 6h & wait ${!}; nginx -s reload; done & nginx -g 'daemon off;'"), beside('"nginx -s reload" in a loop', '"nginx -g daemon off;"'),
    ],
    'a program that goes into the background': [sh('php-fpm -D && nginx -g "daemon off;"'), beside('"php-fpm -D"', '"nginx -g daemon off;"')],
    'two of which one must go into the background': [sh('nginx && php-fpm'), beside('"nginx"', '"php-fpm"')],
    'a server for logins': [sh('/usr/sbin/sshd && exec node server.js'), beside('"/usr/sbin/sshd"', '"node server.js"')],
    'a service': [sh('service nginx start && exec gunicorn app:app'), beside('"service nginx start"', '"gunicorn app:app"')],
    'a service by its script': [sh('/etc/init.d/nginx start; sergate --port=3561'), beside('"/etc/init.d/nginx start"', '"sergate --port=3561"')],
    'a service and a cron daemon': [sh('service cron start; service redis start; exec node server.js'), beside('"service redis start"', '"node server.js"')],
    'an application behind what keeps the container up': [sh('service apache2 start && tail -f /dev/null'), behind('"service apache2 start"', '"tail -f /dev/null"')],
    'an application behind its log': [sh('java -jar app.jar > app.log & tail -f app.log'), behind('"java -jar app.jar"', '"tail -f app.log"')],
    'an application behind a shell': [sh('/usr/sbin/sshd && bash'), behind('"/usr/sbin/sshd"', '"bash"')],
    'cron behind its log': [sh('crond && tail -f /var/log/janitor.log'), behind('"crond"', '"tail -f /var/log/janitor.log"')],
    'two behind a loop': [sh('nginx; php-fpm -D; while true; do sleep 60; done'), behind('"nginx", "php-fpm -D"', '"sleep 60" in a loop')],
    'a display for a browser, as a hint': [
      sh('Xvfb :99 -screen 0 1280x1024x24 & DISPLAY=:99 exec node bot.js'), `info: ${beside('"Xvfb :99 -screen 0 1280x1024x24"', '"node bot.js"')}`,
    ],
    'a display and a worker': [sh('Xvfb :99 & worker & exec node bot.js'), beside('"Xvfb :99"', '"worker"', '"node bot.js"')],
  },
});
