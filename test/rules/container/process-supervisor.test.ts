import rule from '../../../src/rules/container/process-supervisor';
import { testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const finding = (name: string) => `container "app" starts the process supervisor ${name}.`;

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that starts its application': built('CMD ["node", "server.js"]'),
    'an image of a supervisor that is told to start something else': built('CMD ["supervisord"]', {}, { Command: ['node', 'server.js'] }),
    'an init process': { EntryPoint: ['tini', '--'], Command: ['node', 'server.js'] },
    'another init process': { EntryPoint: ['/usr/bin/dumb-init', '--', 'node'], Command: ['server.js'] },
    'pm2-runtime with one application': { Command: ['pm2-runtime', 'server.js'] },
    'one process of a Procfile': { Command: ['honcho', 'start', 'web'] },
    'cron alone': { Command: ['crond', '-f'] },
    'cron behind its log, which the background rule finds': sh('crond && tail -f /var/log/cron.log'),
    'cron that is stopped again': sh('service cron start; service cron stop; exec node server.js'),
    'another service': sh('service nginx start && exec node server.js'),
    'pm2-runtime of a package': { Command: ['npx', 'pm2-runtime', 'server.js'] },
    'supervisor as an argument': { Command: ['cat', '/etc/supervisord.conf'] },
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
  },
  bad: {
    'an image that starts a supervisor': [built('ENTRYPOINT ["/usr/bin/supervisord", "-n"]'), 'container "app" starts the process supervisor supervisord (api/Dockerfile:2).'],
    'a start script of an image': [built('COPY start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': '#!/bin/sh\nexec pm2 start server.js' }),
      'container "app" starts the process supervisor pm2 (api/Dockerfile:3, api/start.sh).'],
    'supervisord': [{ Command: ['/usr/bin/supervisord', '-n'] }, finding('supervisord')],
    'supervisord behind exec': [sh('nginx -t && exec supervisord -n'), finding('supervisord')],
    's6': [{ EntryPoint: ['/init'], Command: ['app'] }, finding('/init')],
    'runit': [{ Command: ['runsvdir', '-P', '/etc/service'] }, finding('runsvdir')],
    'systemd': [{ Command: ['/lib/systemd/systemd'] }, finding('systemd')],
    'pm2': [sh('pm2 start app.js && pm2 logs'), finding('pm2')],
    'pm2 of a package': [sh('npx pm2 start app.js && npx pm2 logs'), finding('pm2')],
    'supervisord as a service': [sh('service supervisor start && tail -f /dev/null'), finding('supervisor')],
    'a whole Procfile': [{ Command: ['foreman', 'start'] }, finding('foreman')],
    'behind an init process': [{ Command: ['tini', '--', 'supervisord', '-n'] }, finding('supervisord')],
    'cron beside the application': [sh('crond & exec node server.js'), 'container "app" starts a cron daemon beside its application.'],
    'cron that goes into the background': [sh('crond && python3 main.py'), 'container "app" starts a cron daemon beside its application.'],
    'cron as a service': [sh('service cron start && exec uvicorn main:app'), 'container "app" starts a cron daemon beside its application.'],
    'the application beside cron': [sh('node server.js & exec crond -f'), 'container "app" starts a cron daemon beside its application.'],
  },
});
