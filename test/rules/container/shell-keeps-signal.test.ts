import rule from '../../../src/rules/container/shell-keeps-signal';
import { initContainer, testRule } from '../rule-tester';

const sh = (script: string, shell = 'sh') => ({ Command: [shell, '-c', script] });
const dash = (script: string) =>
  `container "app" starts sh -c "${script}": a shell such as dash (Debian, Ubuntu) stays in front of the application and keeps SIGTERM from it.`;

testRule(rule, {
  good: {
    'exec form': { Command: ['node', 'server.js'] },
    'exec in front': sh('exec node server.js'),
    'exec after a migration': sh('npm run migrate && exec node server.js'),
    'a trap that forwards the signal': sh('trap "kill -TERM $pid" TERM; node server.js & pid=$!; wait $pid'),
    'a script that ends at once': sh('echo done'),
    'a script that CloudFormation supplies': { properties: { Command: ['sh', '-c', { Ref: 'Script' }] }, Parameters: { Script: { Type: 'String' } } },
    'an init that signals the whole group': { EntryPoint: ['/usr/bin/dumb-init', '--', 'sh', '-c'], Command: ['npm run migrate && node server.js'] },
    'a script that is read in, and may say exec': sh('. /app/entrypoint.sh'),
    'a script that cannot be read': sh('node "server.js'),
    'an entry point of the image that gets a command': { Command: ['--port', '8080'] },
    'a script of which CloudFormation knows a part': { Command: { 'Fn::Split': [',', { 'Fn::ImportValue': 'Command' }] } },
    'a one-shot container that prepares the task': initContainer({ Command: ['sh', '-c', 'npm run migrate'] }),
  },
  bad: {
    'sh -c': [sh('node server.js'), dash('node server.js')],
    'a script with a password, which is not shown': [sh('PGPASSWORD=hunter2 psql -f a.sql'), dash('…')],
    'a script with a password in quotes': [sh("app --password 'correct horse'"), dash('…')],
    'a script with a password in a heredoc': [sh('cat > .env <<END\npassword=hunter2\nEND\nnode server.js'), dash('…')],
    'a password behind a wrapper': [sh('gosu app mysql -phunter2'), dash('…')],
    'a script with a variable for a password': [sh('app --password "$DB_PASSWORD"'), dash('app --password "$DB_PASSWORD"')],
    'a full path and options': [
      { EntryPoint: ['/bin/sh', '-ec'], Command: ['node server.js'] }, dash('node server.js'),
    ],
    'the last of several commands': [sh('npm run migrate; node server.js'), dash('npm run migrate; node server.js')],
    'a shell behind an init process, which signals the shell alone': [{ Command: ['tini', '--', 'sh', '-c', 'node server.js'] }, dash('node server.js')],
    'a part that CloudFormation fills in': [
      { Command: ['sh', '-c', { 'Fn::Sub': 'node server.js --region ${AWS::Region}' }] }, dash('node server.js --region ${AWS::Region}'),
    ],
    'bash, which replaces itself, as a hint': [
      sh('node server.js', 'bash'),
      'info: container "app" starts bash -c "node server.js": SIGTERM reaches the application only because bash replaces itself with it; say exec.',
    ],
    'bash with something to do afterwards, which cannot replace itself': [
      sh('node server.js; exit $?', 'bash'),
      'container "app" starts bash -c "node server.js; exit $?": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'bash with a redirection to undo, which cannot replace itself': [
      sh('java -jar app.jar 2>&1', 'bash'),
      'container "app" starts bash -c "java -jar app.jar 2>&1": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'busybox, which leaves a redirection as it is, as a hint': [
      sh('java -jar app.jar 2>&1', 'ash'),
      'info: container "app" starts ash -c "java -jar app.jar 2>&1": SIGTERM reaches the application only because ash replaces itself with it; say exec.',
    ],
    'bash with a trap to run, which cannot replace itself': [
      sh('trap cleanup EXIT; node server.js', 'bash'),
      'container "app" starts bash -c "trap cleanup EXIT; node server.js": the shell stays in front of the application and keeps SIGTERM from it.',
    ],
    'a pipeline, with any shell': [
      sh('node server.js | tee /tmp/log', 'bash'),
      'container "app" starts bash -c "node server.js | tee /tmp/log": the shell stays in front of a pipeline and keeps SIGTERM from it.',
    ],
    'a background process': [
      sh('worker & server & wait'), 'container "app" starts sh -c "worker & server & wait": the shell stays in front of a background process and keeps SIGTERM from it.',
    ],
    'a loop': [
      sh('while true; do ./job; sleep 60; done'),
      'container "app" starts sh -c "while true; do ./job; sleep 60; done": the shell stays in front of what it runs and keeps SIGTERM from it.',
    ],
  },
});
