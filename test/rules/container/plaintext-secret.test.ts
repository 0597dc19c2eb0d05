import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { AppFacts } from '../../../src/facts/app';
import { judge } from '../../../src/pack/judge';
import rule from '../../../src/rules/container/plaintext-secret';
import { testRule } from '../rule-tester';

const env = (variables: Record<string, unknown>) => ({ Environment: Object.entries(variables).map(([Name, Value]) => ({ Name, Value })) });
const sh = (script: string) => ({ EntryPoint: ['sh', '-c'], Command: [script] });
const log = (options: Record<string, unknown>) => ({ LogConfiguration: { LogDriver: 'awsfirelens', Options: options } });

const variable = (what: string, name: string) => `container "app" has ${what} in plain text in the environment variable "${name}".`;
const supplied = (name: string) => `info: container "app" may get a credential in plain text: CloudFormation fills in the environment variable "${name}".`;
const command = (what: string, at: string) => `container "app" has ${what} in plain text in its command, at ${at}.`;

const SECRET = { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: {} } };
const CUSTOM = { Custom: { Type: 'Custom::Something', Properties: {} } };

testRule(rule, {
  good: {
    'no environment': {},
    'settings': env({ TOKEN_TTL: '3600', TOKEN_TIMEOUT: 3600, SECRET_NAME: 'prod/db', PASSWORD_FILE: '/run/secrets/db', GIT_SHA: 'd9fb54a35108906e3496b17f33444187e266a730' }),
    'the ARN of a secret of the app': { properties: env({ DB_SECRET: { Ref: 'Secret' }, SECRET_ARN: { Ref: 'Secret' }, DB_PASSWORD: { Ref: 'Secret' } }), Resources: SECRET },
    'the ARN of an imported secret': env({ DB_SECRET: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:eu-west-1:111122223333:secret:prod/db']] } }),
    'an import that may be an ARN': env({ DB_SECRET: { 'Fn::ImportValue': 'DbSecret' } }),
    'an ARN from a parameter': { properties: env({ DB_PASSWORD: { Ref: 'DbPasswordArn' } }), Parameters: { DbPasswordArn: { Type: 'String' } } },
    'a parameter that names a secret': { properties: env({ SECRET_NAME: { Ref: 'DbSecret' } }), Parameters: { DbSecret: { Type: 'String' } } },
    'an attribute of another resource': { properties: env({ KEY_NAME: { 'Fn::GetAtt': ['Custom', 'Arn'] }, HOST: { 'Fn::GetAtt': ['Custom', 'Endpoint.Address'] } }), Resources: CUSTOM },
    'a value that is one of the stack': env({ API_KEY: { Ref: 'AWS::Region' } }),
    'a URL without a password': env({ DATABASE_URL: { 'Fn::Sub': 'postgres://app@${AWS::StackName}.internal:5432/app' } }),
    'a field of a secret that need not be hidden': env({ DB_HOST: '{{resolve:secretsmanager:prod/db:SecretString:host}}', DB_USER: '{{resolve:secretsmanager:prod/db:SecretString:username}}' }),
    'a plain parameter of Parameter Store': env({ LOG_LEVEL: '{{resolve:ssm:/app/log-level}}' }),
    'a name that only CloudFormation knows': { Environment: [{ Name: { 'Fn::ImportValue': 'Name' }, Value: 'hunter2' }] },
    'an environment that only CloudFormation knows': { Environment: { 'Fn::ImportValue': 'Environment' } },
    'a variable without a value': { Environment: [{ Name: 'DB_PASSWORD' }, { Value: 'hunter2' }, {}] },
    'a variable that a condition removes': { properties: { Environment: [{ Ref: 'AWS::NoValue' }] } },
    'a command that asks for secrets where it runs': sh('DB_PASSWORD=$(cat /run/secrets/db) exec app --token "$TOKEN" --url "postgres://app:$PW@db/app"'),
    'a password that a shell expands in a command': { Command: ['sh', '-c', { 'Fn::Sub': 'exec app --password=${!DB_PASSWORD}' }] },
    'a health check without a password': { HealthCheck: { Command: ['CMD-SHELL', 'redis-cli -a "$REDIS_PASSWORD" ping'] } },
    'a health check that logs in to its own container': { HealthCheck: { Command: ['CMD-SHELL', 'curl -f -u guest:guest http://localhost:15672/api/health/checks/alarms'] } },
    'where keys are': env({ HASURA_GRAPHQL_JWT_SECRET: '{"type":"RS256","jwk_url":"https://example.com/.well-known/jwks.json"}' }),
    'no health check': { HealthCheck: { Command: ['NONE'] } },
    'log options': log({ Name: 'datadog', apikey: { 'Fn::ImportValue': 'ApiKey' }, tls: 'on' }),
    'a secret option': { LogConfiguration: { LogDriver: 'splunk', Options: { 'splunk-url': 'https://splunk.example.com' }, SecretOptions: [{ Name: 'splunk-token', ValueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/splunk' }] } },
  },
  bad: {
    'a password in what the image starts': [
      { files: { Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD ["serve", "--db-password", "hunter2pass"]' } },
      'container "app" has a password in plain text in its command (api/Dockerfile:3), at --db-password.',
    ],
    'a password in a start script': [
      { files: { 'Dockerfile': 'FROM node:22.11.0\nUSER node\nCOPY start.sh /\nCMD ["/start.sh"]', 'start.sh': '#!/bin/sh\nexec serve --db-password hunter2pass' } },
      'container "app" has a password in plain text in its command (api/Dockerfile:4, api/start.sh), at --db-password.',
    ],
    'a password': [env({ DB_PASSWORD: 'hunter2' }), variable('a password', 'DB_PASSWORD')],
    'a password that is a number': [env({ DB_PASSWORD: 123456 }), variable('a password', 'DB_PASSWORD')],
    'a password as the default of a parameter': [
      { properties: env({ DB_PASSWORD: { Ref: 'Password' } }), Parameters: { Password: { Type: 'String', Default: 'hunter2' } } }, variable('a password', 'DB_PASSWORD'),
    ],
    'a password where a condition says so': [
      {
        properties: env({ DB_PASSWORD: { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, 'hunter2'] } }),
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      'container "app" has a password in plain text in the environment variable "DB_PASSWORD", where IsProd is false.',
    ],
    'properties in the letters of the API': [{ environment: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }, variable('a password', 'DB_PASSWORD')],
    'several, in their order': [
      env({ API_TOKEN: 'abc123', LOG_LEVEL: 'info', DATABASE_URL: 'postgres://app:hunter2@db/app' }),
      variable('a token', 'API_TOKEN'), variable('a URL with a password', 'DATABASE_URL'),
    ],
    'the names of ECS.8': [
      env({ AWS_ACCESS_KEY_ID: `AKIA${'ABCDEFGH'.repeat(2)}`, AWS_SECRET_ACCESS_KEY: 'abcdefghij'.repeat(4), ECS_ENGINE_AUTH_DATA: '{"a":{"password":"hunter2"}}' }),
      variable('an AWS access key ID', 'AWS_ACCESS_KEY_ID'), variable('a key', 'AWS_SECRET_ACCESS_KEY'), variable('a password', 'ECS_ENGINE_AUTH_DATA'),
    ],
    'a password in a URL with unknown parts': [
      { properties: env({ DATABASE_URL: { 'Fn::Join': ['', ['postgres://app:hunter2@', { 'Fn::GetAtt': ['Custom', 'Host'] }, '/app']] } }), Resources: CUSTOM },
      variable('a URL with a password', 'DATABASE_URL'),
    ],
    'a secret that CloudFormation fetches': [
      { properties: env({ DB_PASSWORD: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:password::}}']] } }), Resources: SECRET },
      variable('the value of a secret that CloudFormation fetches from Secrets Manager', 'DB_PASSWORD'),
    ],
    'a secure string, which CloudFormation refuses': [
      env({ DB_PASSWORD: '{{resolve:ssm-secure:/prod/db/password}}' }),
      'container "app" takes the environment variable "DB_PASSWORD" from a SecureString parameter, which CloudFormation does not resolve there.',
    ],
    'what may be a secret or its name, as a hint': [
      env({ DB_SECRET: 'prod-db' }), 'info: container "app" has what looks like a secret in plain text in the environment variable "DB_SECRET".',
    ],
    'a parameter that is not echoed, as a hint': [
      { properties: env({ DB_PASSWORD: { Ref: 'Password' } }), Parameters: { Password: { Type: 'String', NoEcho: true, Default: 'hunter2' } } }, supplied('DB_PASSWORD'),
    ],
    'a parameter inside a URL, as a hint': [
      {
        properties: env({ DATABASE_URL: { 'Fn::Sub': 'postgres://app:${DbPassword}@db/app' } }),
        Parameters: { DbPassword: { Type: 'String', NoEcho: true } },
      },
      supplied('DATABASE_URL'),
    ],
    'a parameter of Parameter Store, as a hint': [env({ DB_PASSWORD: '{{resolve:ssm:/prod/db/password}}' }), supplied('DB_PASSWORD')],
    'an attribute, as a hint': [
      { properties: env({ DB_PASSWORD: { 'Fn::GetAtt': ['Custom', 'Value'] }, CLIENT_SECRET: { 'Fn::GetAtt': ['Custom', 'ClientSecret'] } }), Resources: CUSTOM },
      supplied('DB_PASSWORD'), supplied('CLIENT_SECRET'),
    ],
    'an import, as a hint': [env({ API_KEY: { 'Fn::ImportValue': 'ApiKey' } }), supplied('API_KEY')],
    'an option of a command': [{ Command: ['app', '--db-password', 'hunter2'] }, command('a password', '--db-password')],
    'an option of a command with an entry point': [{ EntryPoint: ['tini', '--'], Command: ['app', '--token=abc123'] }, command('a token', '--token')],
    'an assignment in a script': [sh('PGPASSWORD=hunter2 psql -f migrate.sql && exec app'), command('a password', 'PGPASSWORD')],
    'an assignment with quotes in a script': [sh("export X=1 && PGPASSWORD='hunter 2' psql"), command('a password', 'PGPASSWORD')],
    'a variable that a script exports': [sh('export API_KEY=abc123; exec app'), command('a key', 'API_KEY')],
    'a header in a script': [sh('curl -fsS -H "Authorization: Bearer abcdef123456" https://example.com | app'), command('an Authorization header', 'curl')],
    'mysql in a script': [sh('mysql -uroot -phunter2 < /schema.sql; exec app'), command('a password', 'mysql -p')],
    'a token behind an option, said once': [{ Command: ['app', '--token', ['gh', 'p_', 'Zk3vQ9xLm2Tb7RwY4cHs8NdP6fGj1Ua5Ee0I'].join('')] }, command('a GitHub token', '--token')],
    'the same twice, said once': [sh('mysql -phunter2 < a.sql; mysql -phunter2 < b.sql'), command('a password', 'mysql -p')],
    'a script that cannot be read': [
      sh('if [ -n "$X ]; then app --password=hunter2; fi'), command('a password', '--password'),
    ],
    'a health check': [
      { HealthCheck: { Command: ['CMD-SHELL', 'redis-cli -a hunter2 ping || exit 1'] } },
      'container "app" has a password in plain text in its health check, at redis-cli -a.',
    ],
    'a health check without a shell': [
      { HealthCheck: { Command: ['CMD', 'mysqladmin', 'ping', '-phunter2'] } },
      'container "app" has a password in plain text in its health check, at mysqladmin -p.',
    ],
    'a log option': [
      log({ Name: 'datadog', apikey: '4f0c9ab2d81e73654f0c9ab2d81e7365' }), 'container "app" has a key in plain text in the log option "apikey".',
    ],
    'the token of Splunk': [
      { LogConfiguration: { LogDriver: 'splunk', Options: { 'splunk-token': '4f0c9ab2-d81e-4365-8f0c-9ab2d81e7365' } } },
      'container "app" has a token in plain text in the log option "splunk-token".',
    ],
  },
});

test('reads what the CDK renders, and says nothing of secrets that are given by reference', () => {
  const stack = new Stack(new App(), 'Stack');
  const secret = new secretsmanager.Secret(stack, 'DatabaseSecret');
  const client = new cognito.UserPool(stack, 'Users').addClient('Client', { generateSecret: true });
  const task = new ecs.FargateTaskDefinition(stack, 'Task');
  task.addContainer('app', {
    image: ecs.ContainerImage.fromRegistry('app:1.0.0'),
    environment: {
      DB_SECRET: secret.secretArn,
      DB_SECRET_NAME: secret.secretName,
      DB_HOST: secret.secretValueFromJson('host').unsafeUnwrap(),
      DB_PASSWORD: secret.secretValueFromJson('password').unsafeUnwrap(),
      API_KEY: secret.secretValue.unsafeUnwrap(),
      SMTP_PASSWORD: new CfnParameter(stack, 'SmtpPassword', { noEcho: true }).valueAsString,
      ADMIN_PASSWORD: ssm.StringParameter.valueForStringParameter(stack, '/app/admin-password'),
      LOG_LEVEL: ssm.StringParameter.valueForStringParameter(stack, '/app/log-level'),
      CLIENT_ID: client.userPoolClientId,
      CLIENT_SECRET: client.userPoolClientSecret.unsafeUnwrap(),
    },
    secrets: { TOKEN: ecs.Secret.fromSecretsManager(secret, 'token') },
  });
  const { verdicts } = judge(new AppFacts([{ stackPath: 'Stack', body: Template.fromStack(stack).toJSON() }]));
  const findings = verdicts.filter((verdict) => verdict.rule === rule).map(({ finding }) => `${finding.severity ?? 'error'} ${/"([A-Z_]+)"/.exec(finding.message)?.[1]}`);
  expect(findings).toEqual(['error DB_PASSWORD', 'error API_KEY', 'info SMTP_PASSWORD', 'info ADMIN_PASSWORD', 'info CLIENT_SECRET']);
});

test('no rule shows a credential', () => {
  const scripts = ['PGPASSWORD=hunter2 psql', 'npm start --password hunter2', 'app --token=hunter2 & node server.js > app.log', 'mysql -phunter2 -e "select 1" | tee app.log', 'flask run --secret-key hunter2',
    'app && supervisord --password hunter2', 'pip install --index-url https://app:hunter2@example.com/simple app && exec gunicorn --log-file app.log --password hunter2'];
  const ContainerDefinitions = scripts.map((script, index) => ({ Name: `app${index}`, Image: 'app:1.0.0', Command: ['sh', '-c', script], ...env({ DB_PASSWORD: 'hunter2' }) }));
  const body = { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions } } } };
  const { verdicts } = judge(new AppFacts([{ stackPath: 'Stack', body }]));
  expect(new Set(verdicts.map((verdict) => verdict.rule.id)).size).toBeGreaterThan(6);
  expect(verdicts.map(({ finding }) => finding.message).filter((message) => message.includes('hunter2'))).toEqual([]);
});

test('says what to type for the variable, and that keys of AWS are not needed at all', () => {
  const fixes = [...rule.check({ environment: [{ name: 'DB_PASSWORD', value: 'hunter2', supplied: [] }, { name: 'db.password', value: 'hunter2', supplied: [] }, { name: 'AWS_SECRET_ACCESS_KEY', value: 'hunter2!', supplied: [] }] } as never)]
    .map(({ fix }) => fix);
  expect(fixes).toEqual([
    'replace it by secrets: { DB_PASSWORD: ecs.Secret.fromSecretsManager(secret) }',
    "replace it by secrets: { 'db.password': ecs.Secret.fromSecretsManager(secret) }",
    'remove it and give the task role the permissions, as in bucket.grantRead(taskDefinition.taskRole): the AWS SDKs find its credentials by themselves',
  ]);
});
