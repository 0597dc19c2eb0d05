import rule from '../../../src/rules/container/installs-at-start';
import { initContainer, testRule } from '../rule-tester';

const sh = (script: string) => ({ Command: ['sh', '-c', script] });
const finding = (...commands: string[]) => `container "app" installs or fetches when it starts: ${commands.join(', ')}.`;

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that installs when it starts, which is its own matter': built('CMD npm install && node server.js'),
    'a start without a shell': { Command: ['node', 'server.js'] },
    'a script of the package': sh('npm run migrate && exec npm start'),
    'a health check with curl': { HealthCheck: { Command: ['CMD-SHELL', 'curl -fo /tmp/x http://localhost/ || exit 1'] } },
    'a request whose answer goes nowhere': sh('curl -fsS -o /dev/null http://localhost:8080/warm-up && exec app'),
    'an answer that is kept in a variable': sh('TOKEN="$(curl -fsS https://example.com/token)" exec app'),
    'an upload': sh('aws s3 cp /data/report.csv s3://bucket/'),
    'an upload of what another program prints': sh('pg_dump "$DB" | gzip | aws s3 cp - s3://bucket/backup.gz'),
    'programs with the names of what every object has': sh('constructor install; toString; valueOf; __proto__ install'),
    'words in quotes': sh('echo "npm install is not run here" && exec app'),
    'a command that only CloudFormation knows': { Command: { 'Fn::ImportValue': 'Command' } },
  },
  bad: {
    'a command that the ENTRYPOINT of the image is given': [built('ENTRYPOINT ["/bin/sh", "-c"]', {}, { Command: ['npm install && exec node server.js'] }),
      'container "app" installs or fetches when it starts: npm install (api/Dockerfile:2).'],
    'npm': [sh('npm install --omit=dev && node server.js'), finding('npm install')],
    'npm in another folder': [sh('npm --prefix app ci; exec node app'), finding('npm ci')],
    'yarn without a word': [sh('yarn && exec node .'), finding('yarn')],
    'pip as a module': [{ Command: ['python3', '-m', 'pip', 'install', '-r', 'requirements.txt'] }, finding('pip install')],
    'system packages, then the application': [sh('apt-get update && apt-get install -y ffmpeg && exec app'), finding('apt-get install')],
    'several': [sh('apk add --no-cache git; git clone https://example.com/app.git; exec app'), finding('apk add', 'git clone')],
    'a script from the internet': [sh('curl -fsSL https://example.com/install.sh | sh'), finding('curl')],
    'a script from the internet as an argument': [sh('sh -c "$(curl -fsSL https://example.com/install.sh)"; exec app'), finding('curl')],
    'a script from the internet in place': [sh('eval "$(wget -qO- https://example.com/env.sh)" && exec app'), finding('wget')],
    'an object from S3': [sh('aws s3api get-object --bucket b --key app.conf /etc/app.conf && exec app'), finding('aws')],
    'a file from the internet': [sh('wget https://example.com/app.jar && exec java -jar app.jar'), finding('wget')],
    'configuration from S3': [sh('aws s3 cp s3://bucket/app.conf /etc/app.conf && exec app'), finding('aws')],
    'only sometimes': [sh('[ -d node_modules ] || npm ci; exec node .'), finding('npm ci')],
    'an init container, as a hint': [
      initContainer({ Command: ['aws', 's3', 'sync', 's3://bucket/assets', '/assets'] }),
      'info: container "init" prepares the task with aws.',
    ],
  },
});
