import rule from '../../../src/rules/container/process-supervisor';
import { testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const finding = (name: string) => `container "app" starts the process supervisor ${name}.`;

testRule(rule, {
  good: {
    'an init process': { EntryPoint: ['tini', '--'], Command: ['node', 'server.js'] },
    'another init process': { EntryPoint: ['/usr/bin/dumb-init', '--', 'node'], Command: ['server.js'] },
    'pm2-runtime with one application': { Command: ['pm2-runtime', 'server.js'] },
    'one process of a Procfile': { Command: ['honcho', 'start', 'web'] },
    'cron alone': { Command: ['crond', '-f'] },
    'supervisor as an argument': { Command: ['cat', '/etc/supervisord.conf'] },
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
  },
  bad: {
    'supervisord': [{ Command: ['/usr/bin/supervisord', '-n'] }, finding('supervisord')],
    'supervisord behind exec': [sh('nginx -t && exec supervisord -n'), finding('supervisord')],
    's6': [{ EntryPoint: ['/init'], Command: ['app'] }, finding('/init')],
    'runit': [{ Command: ['runsvdir', '-P', '/etc/service'] }, finding('runsvdir')],
    'systemd': [{ Command: ['/lib/systemd/systemd'] }, finding('systemd')],
    'pm2': [sh('pm2 start app.js && pm2 logs'), finding('pm2')],
    'a whole Procfile': [{ Command: ['foreman', 'start'] }, finding('foreman')],
    'behind an init process': [{ Command: ['tini', '--', 'supervisord', '-n'] }, finding('supervisord')],
    'cron beside the application': [sh('crond & exec node server.js'), 'container "app" starts a cron daemon beside its application.'],
  },
});
