import { maySupplySecret, secretIn } from '../../src/platform/secrets';

/** What no generator of keys makes: an order of letters and digits in which each may stand, cut to a length. Pieces of tokens are put together here, lest a scanner takes this file for a leak. */
const mixed = (length: number) => 'Zk3vQ9xLm2Tb7RwY4cHs8NdP6fGj1Ua5Ee0Io'.repeat(5).slice(0, length);
const upper = (length: number) => mixed(length).toUpperCase().replace(/[0189]/g, '7');
const hex = (length: number) => '4f0c9ab2d81e7365'.repeat(10).slice(0, length);
const letters = (length: number) => 'kQzVwXbNmLpRtSdF'.repeat(10).slice(0, length);
const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
const pem = (kind: string) => `-----BEGIN ${kind}KEY-----\nMIIEpAIBAAKCAQEA\n-----END ${kind}KEY-----`;
const join = (...parts: string[]) => parts.join('');

function found(name: string | undefined, value: string): string | undefined {
  const credential = secretIn(name, value);
  return credential && `${credential.certain ? '' : 'perhaps '}${credential.what}`;
}

describe('a token of a service is one under any name', () => {
  test.each<[string, string]>([
    ['an AWS access key ID', join('AK', 'IA', upper(16))],
    ['an AWS access key ID', join('AS', 'IA', upper(16))],
    ['an Amazon Bedrock API key', join('ABS', 'K', mixed(110))],
    ['a GitHub token', join('gh', 'p_', mixed(36))],
    ['a GitHub token', join('gh', 's_', mixed(36))],
    ['a GitHub token', join('github', '_pat_', mixed(22), '_', mixed(59))],
    ['a GitLab token', join('gl', 'pat-', mixed(20))],
    ['a Bitbucket or Atlassian token', join('ATA', 'TT3', mixed(30))],
    ['an npm token', join('np', 'm_', mixed(36))],
    ['a PyPI token', join('py', 'pi-AgE', mixed(60))],
    ['a RubyGems token', join('ruby', 'gems_', hex(48))],
    ['a Docker Hub token', join('dckr', '_pat_', mixed(27))],
    ['an Artifactory key', join('AK', 'Cp', mixed(69))],
    ['a Slack token', join('xo', 'xb-', '1234567890', '-', mixed(24))],
    ['a Slack token', join('xa', 'pp-', '1-A0B1C2D3-1234567890-', hex(64))],
    ['a Slack webhook', join('https://hooks.', 'slack.com/services/T0B1C2D3E/B0B1C2D3E/', mixed(24))],
    ['a Discord webhook', join('https://discord.com/api', '/webhooks/123456789012345678/', mixed(68))],
    ['a Microsoft Teams webhook', join('https://acme.webhook', '.office.com/webhookb2/', uuid, '@', uuid, '/IncomingWebhook/', hex(32), '/', uuid)],
    ['a Discord token', join('M', mixed(23), '.', mixed(6), '.', mixed(27))],
    ['a Telegram token', join('1234567890', ':A', 'A', mixed(33))],
    ['a Stripe key', join('sk', '_live_', mixed(24))],
    ['a Stripe key', join('rk', '_test_', mixed(24))],
    ['a webhook secret', join('wh', 'sec_', mixed(32))],
    ['a Square token', join('sq0', 'atp-', mixed(22))],
    ['a Shopify token', join('shp', 'at_', hex(32))],
    ['an OpenAI key', join('sk', '-proj-', mixed(60))],
    ['an OpenAI key', join('sk', '-', mixed(20), 'T3Blbk', 'FJ', mixed(20))],
    ['an Anthropic key', join('sk', '-ant-api03-', mixed(93))],
    ['an API key', join('sk', '-', hex(32))],
    ['a Hugging Face token', join('h', 'f_', letters(34))],
    ['a Groq key', join('gs', 'k_', mixed(52))],
    ['a Perplexity key', join('pp', 'lx-', mixed(48))],
    ['a Replicate token', join('r', '8_', mixed(37))],
    ['a Google OAuth secret', join('GOC', 'SPX-', mixed(28))],
    ['a Google API key', join('AI', 'za', mixed(35))],
    ['an Azure client secret', join('abc', '8Q', '~', mixed(34))],
    ['a shared access signature', join('https://x.blob.core.windows.net/c?sv=2024&si', 'g=', mixed(43), '%3D')],
    ['a DigitalOcean token', join('do', 'p_v1_', hex(64))],
    ['a Heroku key', join('HR', 'KU-', uuid)],
    ['a Fly.io token', join('fo', '1_', mixed(43))],
    ['a Cloudflare origin key', join('v1', '.0-', hex(24), '-', hex(146))],
    ['a PlanetScale credential', join('pscale', '_pw_', mixed(43))],
    ['a Supabase token', join('sb', 'p_', hex(40))],
    ['a Databricks token', join('da', 'pi', hex(32))],
    ['a Vault token', join('hv', 's.', mixed(95))],
    ['a Terraform Cloud token', join(mixed(14), '.atlas', 'v1.', mixed(67))],
    ['a Pulumi token', join('pu', 'l-', hex(40))],
    ['a Doppler token', join('dp', '.pt.', mixed(43))],
    ['a 1Password token', join('ops', '_eyJ', mixed(180), mixed(80))],
    ['an age key', join('AGE-SECRET', '-KEY-1', upper(58))],
    ['a New Relic key', join('NR', 'AK-', upper(27))],
    ['a New Relic key', join(hex(36), 'NR', 'AL')],
    ['a Grafana token', join('gl', 'sa_', mixed(32), '_', hex(8))],
    ['a Sentry token', join('sntr', 'yu_', hex(64))],
    ['a Dynatrace token', join('dt0', 'c01.', upper(24), '.', upper(64))],
    ['a Postman key', join('PM', 'AK-', hex(24), '-', hex(34))],
    ['a SendGrid key', join('S', 'G.', mixed(22), '.', mixed(43))],
    ['a Mailgun key', join('ke', 'y-', hex(32))],
    ['a Mailchimp key', join(hex(32), '-u', 's12')],
    ['a Brevo key', join('xkey', 'sib-', hex(64), '-', mixed(16))],
    ['a Resend key', join('r', 'e_', mixed(8), '_', mixed(24))],
    ['a Linear key', join('lin', '_api_', mixed(40))],
    ['a Notion token', join('nt', 'n_', '12345678901', mixed(35))],
    ['an Airtable token', join('pa', 't', mixed(14), '.', hex(64))],
    ['a Figma token', join('fi', 'gd_', mixed(40))],
    ['a Sourcegraph token', join('sg', 'p_', hex(40))],
    ['a JSON Web Token', join('ey', 'J', mixed(20), '.ey', 'J', mixed(40), '.', mixed(43))],
    ['a private key', pem('RSA PRIVATE ')],
    ['a private key', pem('PRIVATE ')],
    ['a private key', `{"type":"service_account","private_key":"${pem('PRIVATE ').replace(/\n/g, '\\n')}"}`],
    ['a private key', Buffer.from(pem('EC PRIVATE ')).toString('base64')],
  ])('%s', (what, token) => {
    expect(found('SETTING', token)).toBe(what);
    expect(found(undefined, `--setting=${token}`)).toBe(what);
    expect(found('SETTING', `first, then "${token}", and more`)).toBe(what);
  });
});

test.each<[string, string]>([
  ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
  ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['GITHUB_TOKEN', join('gh', 'p_', 'x'.repeat(36))],
  ['STRIPE_PUBLISHABLE_KEY', join('pk', '_live_', mixed(24))],
  ['SUPABASE_ANON_KEY', join('ey', 'J', mixed(20), '.ey', 'J', mixed(40), '.', mixed(43))],
  ['FIREBASE_API_KEY', join('AI', 'za', mixed(35))],
  ['NEXT_PUBLIC_MAPS_KEY', join('AI', 'za', mixed(35))],
  ['CERTIFICATE', `${pem('PRIVATE ')}`.replace(/PRIVATE KEY/g, 'CERTIFICATE')],
  ['CA_BASE64', Buffer.from(pem('PRIVATE ').replace(/PRIVATE KEY/g, 'CERTIFICATE')).toString('base64')],
  ['JWT_PUBLIC_KEY', pem('PUBLIC ')],
  ['NAME', 'task-0123456789abcdef0123456789abcdef'],
])('%s is made to be seen, or made up: %s', (name, value) => {
  expect(found(name, value)).toBeUndefined();
});

describe('a credential by the name that it stands under', () => {
  test.each<[string, string, string]>([
    ['DB_PASSWORD', 'hunter2', 'a password'],
    ['dbPassword', 'hunter2', 'a password'],
    ['spring.datasource.password', 'hunter2', 'a password'],
    ['Database__Password', 'hunter2', 'a password'],
    ['DBPASSWORD', 'hunter2', 'a password'],
    ['MYSQL_PWD', 'hunter2', 'a password'],
    ['SMTP_PASS', 'hunter2', 'a password'],
    ['KEY_PASSPHRASE', 'correct horse battery staple', 'a password'],
    ['DB_PASSWORD_OLD', 'hunter2', 'a password'],
    ['PASSWORD2', 'hunter2', 'a password'],
    ['API_KEY_V2', 'abc123', 'a key'],
    ['TOKEN_B64', 'YWJjMTIz', 'a token'],
    ['DB_PASSWORD', '123456', 'a password'],
    ['DB_PASSWORD', 'P@$$w0rd!', 'a password'],
    // Whoever deploys these has a weak password, and still a password in plain text.
    ['DB_PASSWORD', 'changeme', 'a password'],
    ['DB_PASSWORD', 'CHANGE_ME', 'a password'],
    ['DB_PASSWORD', 'password', 'a password'],
    ['PASSWORD', 'password', 'a password'],
    ['POSTGRES_PASSWORD', 'postgres', 'a password'],
    ['MYSQL_ROOT_PASSWORD', 'example', 'a password'],
    ['GF_SECURITY_ADMIN_PASSWORD', 'admin', 'a password'],
    ['AWS_SECRET_ACCESS_KEY', `wJalrXUtn/${mixed(30)}`, 'a key'],
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYabcdefghij', 'a key'],
    ['AWS_SESSION_TOKEN', `IQoJb3JpZ2lu${mixed(80)}==`, 'a token'],
    ['AWS_ACCESS_KEY_ID', 'minioadmin', 'a key'],
    ['ECS_ENGINE_AUTH_DATA', '{"https://index.docker.io/v1/":{"username":"u","password":"hunter2"}}', 'a password'],
    ['ECS_ENGINE_AUTH_DATA', Buffer.from('user:hunter2 of the registry').toString('base64'), 'credentials'],
    ['API_KEY', 'abc123', 'a key'],
    ['apiKey', hex(32), 'a key'],
    ['DD_API_KEY', hex(32), 'a key'],
    ['NEW_RELIC_LICENSE_KEY', hex(40), 'a key'],
    ['APP_KEY', `base64:${mixed(43)}=`, 'a key'],
    ['SECRET_KEY_BASE', hex(128), 'a key'],
    ['DJANGO_SECRET_KEY', 'django-insecure-9d8s7f98sd7f', 'a key'],
    ['AIRFLOW__CORE__FERNET_KEY', `${mixed(43)}=`, 'a key'],
    ['VAPID_PRIVATE_KEY', mixed(43), 'a key'],
    ['JWT_SECRET', 'supersecret', 'a secret'],
    ['RESET_PASSWORD_SECRET', 'abcdef12345', 'a secret'],
    ['CLIENT_SECRET', uuid, 'a secret'],
    ['S3_ACCESS_KEY_SECRET', mixed(30), 'a secret'],
    ['SNYK_TOKEN', uuid, 'a token'],
    // What browsers send is made to be seen, and a UUID may name a key of KMS.
    ['MIXPANEL_TOKEN', hex(32), 'perhaps a token'],
    ['AMPLITUDE_API_KEY', hex(32), 'perhaps a key'],
    ['ALGOLIA_SEARCH_API_KEY', hex(32), 'perhaps a key'],
    ['ALGOLIA_ADMIN_API_KEY', hex(32), 'a key'],
    ['ENCRYPTION_KEY', uuid, 'perhaps a key'],
    ['CHROMA_SERVER_AUTHN_CREDENTIALS', 'difyai123456', 'credentials'],
    ['splunk-token', uuid, 'a token'],
    ['apikey', hex(32), 'a key'],
    ['HASURA_GRAPHQL_JWT_SECRET', `{"type":"HS256","key":"${mixed(40)}","jwk_url":"https://example.com"}`, 'a secret'],
    ['JWT_SECRET', `{"kty":"RSA","n":"${mixed(80)}","e":"AQAB","d":"${mixed(80)}"}`, 'a secret'],
    ['GOOGLE_CREDENTIALS', `{"type":"external_account","client_secret":"${mixed(24)}"}`, 'a secret'],
  ])('%s=%s', (name, value, what) => {
    expect(found(name, value)).toBe(what);
  });
});

describe('what may be one, or only be called like one', () => {
  test.each<[string, string, string]>([
    ['JWT_SECRET', 'my-jwt-secret', 'a secret'],
    ['DB_SECRET', 'prod-db', 'a secret'],
    ['API_TOKEN', 'dev', 'a token'],
    ['API_KEY', 'abc1', 'a key'],
    ['SESSION_SECRET', 'foobar', 'a secret'],
    ['AWS_SECRET_ACCESS_KEY', 'test', 'a key'],
    ['SECRETS', 'DB_PASSWORD,API_KEY', 'a secret'],
    ['HONEYCOMB_KEY', hex(32), 'a key'],
    ['ADMIN_AUTH', mixed(24), 'a key'],
    ['SETTING', mixed(40), 'a key'],
    ['BROKER_URL', 'amqp://guest:guest@localhost:5672', 'a URL with a password'],
    ['DATABASE_URL', 'postgres://app:app@127.0.0.1/app', 'a URL with a password'],
  ])('%s=%s', (name, value, what) => {
    expect(found(name, value)).toBe(`perhaps ${what}`);
  });
});

describe('a credential inside a value', () => {
  test.each<[string, string]>([
    ['postgres://app:hunter2@db:5432/app', 'a URL with a password'],
    ['redis://:hunter2@redis:6379/1', 'a URL with a password'],
    ['mongodb+srv://app:p%40ss@cluster.example.net/app?retryWrites=true', 'a URL with a password'],
    ['https://app:@hunter2@example.com', 'a URL with a password'],
    ['redis://a:6379,redis://:hunter2@b:6379', 'a URL with a password'],
    ['{"url":"postgres://app:hunter2@db/app"}', 'a URL with a password'],
    ['amqp://guest:guest@localhost amqp://app:hunter2@rabbit', 'a URL with a password'],
    ['amqp://app:hunter2@rabbit amqp://guest:guest@localhost', 'a URL with a password'],
    ['jdbc:mysql://db/app?user=app&password=hunter2', 'a password'],
    ['jdbc:sqlserver://db;databaseName=app;user=sa;password=hunter2;', 'a password'],
    ['Server=db;Database=app;User Id=sa;Password=hunter2;', 'a password'],
    ['host=db user=app password=hunter2', 'a password'],
    ['Driver={SQL Server};Server=db;Uid=sa;Pwd=hunter2;', 'a password'],
    ['-Xmx1g -Dspring.datasource.password=hunter2', 'a password'],
    ['{"spring":{"datasource":{"password":"hunter2"}}}', 'a password'],
    ['{ "db": { "password": "hunter2" } }', 'a password'],
    ['receivers:\n  mysql:\n    password: hunter2\n', 'a password'],
    [`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${mixed(86)}==`, 'a key'],
    [`Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${mixed(43)}=`, 'a key'],
    [`api-key=${hex(16)}`, 'a key'],
    [`x-team=a,x-api-key=${hex(16)}`, 'a key'],
    [`//registry.npmjs.org/:_authToken=${uuid}`, 'a token'],
    ['Authorization=Basic%20YWRtaW46aHVudGVyMg==', 'an Authorization header'],
    ['{"Authorization": "Bearer abcdef123456"}', 'an Authorization header'],
    ['org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="hunter2";', 'a password'],
  ])('%s', (value, what) => {
    expect(found('SETTING', value)).toBe(what);
  });
});

/** Names and values from published task definitions, compose files and .env examples, one setting a line. */
const HARMLESS = `
TOKEN_TTL=3600
TOKEN_URL=https://login.example.com/oauth/token
OIDC_TOKEN_URI=https://login.example.com/oauth/token
TOKEN_ENDPOINT=/oauth/token
TOKEN_TYPE=bearer
AUTH_TOKEN_HEADER=X-Auth
AUTH_TOKEN=X-Auth
API_KEY=X-Api-Key
API_KEY=header
API_KEY_PREFIX=cal_
API_KEY_NAME=backend
PASSWORD_FILE=/run/secrets/db
DB_PASSWORD=/run/secrets/db
DB_PASSWORD=/prod/db/password
DB_PASSWORD=prod/db/password
DB_PASSWORD=arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db/password
DB_SECRET=arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf
SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf
CONFIG={"secret":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf"}
SECRETS=arn:aws:secretsmanager:eu-west-1:1:secret:a-AbCdEf,arn:aws:secretsmanager:eu-west-1:1:secret:b-AbCdEf
SECRET_NAME=prod/db
CONSUL_HTTP_TOKEN=anonymous
DB_PASSWORD=from-secrets-manager
DB_PASSWORD=set-me
SECRET_ID=prod/db
DB_SECRET_PREFIX=devops-g1
DB_SECRET_KEY=password
APIKEY_SECRET_NAME=APIKey
EMAIL_SECRET=prod/email
KEY_ID=main
KEY_ALIAS=alias/app
KMS_KEY=${uuid}
KMS_KEY_ID=mrk-${hex(32)}
PUBLIC_KEY=${mixed(64)}
VAPID_PUBLIC_KEY=${mixed(87)}
SSH_HOST_KEY=${mixed(64)}
RECAPTCHA_SITE_KEY=${mixed(40)}
INSTRUMENTATION_KEY=${uuid}
LAUNCH_KEY=orders-service-v2-production-eu-west-1
TABLE_KEY=pk
PRIMARY_KEY=id
PARTITION_KEY=tenant
S3_KEY=uploads/report.json
S3_OBJECT_KEY=${hex(40)}
ROUTING_KEY=orders.created
CACHE_KEY=v1:products
IDEMPOTENCY_KEY_TTL=60
KEYCLOAK_URL=http://keycloak:8080
KEYBOARD=us
MONKEY=see
TURKEY=Ankara
SECRET_SANTA=true
SECRETARY=Jane
TOKENIZERS_PARALLELISM=false
WEAVIATE_TOKENIZATION=word
PASSWORD_POLICY=strict
PASSWORD_MIN_LENGTH=12
PASSWORD_RESET_EXPIRES_MINUTES=30
RESET_PASSWORD_TOKEN_EXPIRY_MINUTES=5
RESET_PASSWORD=/reset
FORGOT_PASSWORD=forgot.html
ACCESS_TOKEN_EXPIRE_MINUTES=60
REFRESH_TOKEN_EXPIRE_DAYS=30
MAX_TOKENS=4096
MAX_TOKEN=4096
CODE_GENERATION_MAX_TOKENS=1024
EOS_TOKEN=</s>
TOKEN=3600
ENABLE_PASSWORD=yes
REQUIRE_API_KEY=required
ALLOW_EMPTY_PASSWORD=yes
MYSQL_RANDOM_ROOT_PASSWORD=1
CORS_ALLOW_CREDENTIALS=true
FETCH_CREDENTIALS=same-origin
AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/${uuid}
GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp/key.json
GOOGLE_APPLICATION_CREDENTIALS=gcp.json
TRUSTSTORE_PASSWORD=changeit
PROXY_PASS=http://app:8080
PROXY_PASS=backend
BYPASS=proxy
MYSQL_NATIVE_PASSWORD=ON
COMPASS=north
RENDER_PASS=12
PWD=/app
OLDPWD=/
PASSENGER_APP_ENV=production
AUTHOR=Jane
OAUTH_PROVIDER=google
AUTH_METHOD=basic
CHROMA_AUTH_PROVIDER=chromadb.auth.token_authn.TokenAuthClientProvider
AUTH0_CLIENT_ID=${mixed(32)}
COGNITO_CLIENT_ID=3n4b5urk1ft4fl3mg5e62d9ado
COGNITO_USER_POOL_ID=eu-west-1_AbCdEfGhI
CLIENT_ID=${uuid}
TENANT=${uuid}
AZURE_TENANT_ID=${uuid}
GIT_SHA=${hex(40)}
VERSION=${hex(40)}
COMMIT=${hex(7)}
IMAGE_DIGEST=sha256:${hex(64)}
NEXT_BUILD_ID=${mixed(21)}
SOURCE_HASH=${mixed(43)}=
ETAG=${hex(32)}
TOKEN_ADDRESS=0x${hex(40)}
TOKEN=0x${hex(40)}
SENTRY_DSN=https://${hex(32)}@o1.ingest.sentry.io/2
LD_CLIENT_SIDE_ID=${hex(24)}
NEXT_PUBLIC_API_KEY=${hex(32)}
STRIPE_KEY=${join('pk', '_live_', mixed(24))}
MAPBOX_TOKEN=${join('pk.', 'eyJ', mixed(60), '.', mixed(22))}
POSTHOG_API_KEY=${join('ph', 'c_', mixed(43))}
DD_CLIENT_TOKEN=pub${hex(32)}
REACT_APP_API_KEY=${hex(32)}
VITE_TOKEN=${hex(32)}
LOGFLARE_PUBLIC_ACCESS_TOKEN=${hex(32)}
DD_CLIENT_TOKEN_NAME=web
OPENAI_API_BASE=https://api.openai.com/v1
DATABASE_URL=postgres://db:5432/app
DATABASE_URL=postgres://app@db:5432/app
DATABASE_URL=postgres://app:@db:5432/app
DATABASE_URL=postgres://\${DB_USER}:\${DB_PASSWORD}@db:5432/app
DATABASE_URL=postgres://app:$DB_PASSWORD@db:5432/app
DATABASE_URL=postgres://<user>:<password>@db:5432/app
DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/app
DATABASE_URL=postgres://{user}:{password}@{host}/app
DATABASE_URL=postgres://app:***@db:5432/app
KAFKA_BROKERS=kafka-1:9092,kafka-2:9092
BROKERS=PLAINTEXT://kafka-1:9092,SSL://kafka-2:9093
NO_PROXY=169.254.170.2,localhost
SSH_URL=git@github.com:acme/app.git
EMAIL=jane:doe@example.com
CONNECTION=Server=db;Database=app;Integrated Security=true
CONNECTION=Server=db;User Id=\${User};Password=\${Password}
JAVA_OPTS=-Xmx1g -Djavax.net.ssl.trustStorePassword=changeit
JAVA_OPTS=-Dpassword.file=/run/secrets/db
OTEL_RESOURCE_ATTRIBUTES=service.name=token-service,deployment.environment=prod
OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=\${HONEYCOMB_API_KEY}
HEADERS=Authorization: Bearer YOUR_TOKEN
HEADERS=Authorization: Bearer xxxxxxxx
CONFIG={"secret":"prod-db","token":"dev"}
APP_SETUP=${Buffer.from('{"server":{"port":8080,"threads":16},"database":{"host":"db1","port":5432}}').toString('base64')}
LOG_FORMAT=%Y-%m-%d token=%token password=?
HELP=Password: must have 8 characters
TEMPLATE=Your password={{ password }}
CONFIG={"tokenTtl":3600,"secretName":"prod/db","requirePassword":true}
CONFIG={"password":"\${DB_PASSWORD}","token":null}
CONFIG=${Buffer.from('{"server":{"port":8080},"database":{"host":"db"}}').toString('base64')}
AOT_CONFIG_CONTENT=extensions:\n  basicauth:\n    password: \${env:PASSWORD}
SECURITY_GROUPS=sg-0123456789abcdef0
SUBNETS=subnet-0123456789abcdef0,subnet-0123456789abcdef1
QUEUE=https://sqs.eu-west-1.amazonaws.com/111122223333/Stack-Queue4A7E3555-${mixed(12)}
TABLE=Stack-Table${hex(8).toUpperCase()}-${upper(13)}
DB_PASSWORD=
DB_PASSWORD=true
DB_PASSWORD=none
DB_PASSWORD=<password>
DB_PASSWORD=[redacted]
DB_PASSWORD=xxx
DB_PASSWORD=********
DB_PASSWORD=$DB_PASSWORD
DB_PASSWORD=\${DB_PASSWORD}
DB_PASSWORD=\${DB_PASSWORD:-secret}
DB_PASSWORD=$(cat /run/secrets/db)
DB_PASSWORD=%DB_PASSWORD%
DB_PASSWORD=__DB_PASSWORD__
DB_PASSWORD=#{DbPassword}#
DB_PASSWORD={{ .Values.password }}
DB_PASSWORD=your-password
DB_PASSWORD=YOUR_PASSWORD_HERE
DB_PASSWORD=DB_PASSWORD
DB_PASSWORD=replace-me
DB_PASSWORD=password-goes-here
DB_PASSWORD=vault:secret/data/db#password
DB_PASSWORD=ENC(bXkgcGFzc3dvcmQ=)
DB_PASSWORD={cipher}${hex(64)}
DB_PASSWORD=AQICAHh${mixed(60)}
DB_PASSWORD=file:/run/secrets/db
ENCRYPTED_DB_PASSWORD=${mixed(64)}
HASHED_PASSWORD=${hex(64)}
ADMIN_PASSWORD=$2y$10$${mixed(53)}
AWS_SECRET_ACCESS_KEY=dummy
API_KEY=your-resend-api-key
DB_PASSWORD=REDACTED
JWT_ACCESS_TOKEN=15 minutes
REFRESH_TOKEN=7d
ACCESS_TOKEN=PT15M
JWT_SECRET=-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkq\\n-----END PUBLIC KEY-----
JWT_SECRET=-----BEGIN CERTIFICATE-----\\nMIIDdzCC
JWT_SIGNING_KEY=LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUlJQklqQU5CZ2txaGtpRzl3MEJBUUVG
DEPLOY_KEY=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${mixed(40)} app@example.com
HASURA_GRAPHQL_JWT_SECRET={"type":"RS256","jwk_url":"https://example.com/.well-known/jwks.json"}
HASURA_GRAPHQL_JWT_SECRET={"type":"RS256","key":"-----BEGIN PUBLIC KEY-----\\\\nMIIBIjAN"}
HASURA_GRAPHQL_JWT_SECRETS=[{"type":"RS256","jwk_url":"https://example.com/jwks.json"}]
JWT_SECRET={"keys":[{"kty":"RSA","n":"${mixed(80)}","e":"AQAB"}]}
GOOGLE_CREDENTIALS={"type":"external_account","audience":"//iam.googleapis.com/projects/1","token_url":"https://sts.googleapis.com/v1/token"}
SECRET_KEY=your_secret_key
`.trim().split('\n').map((line) => [line, line.indexOf('=')] as const);

test.each(HARMLESS)('silent about %s', (line, end) => {
  expect(found(line.slice(0, end), line.slice(end + 1).replace(/\\n/g, '\n'))).toBeUndefined();
});

test('where a text has no name, the words in it are no names either', () => {
  expect(found(undefined, 'hunter2')).toBeUndefined();
  expect(found(undefined, mixed(40))).toBeUndefined();
});

describe('a reference that CloudFormation replaces by the secret', () => {
  const reference = (key: string) => `{{resolve:secretsmanager:${key}}}`;
  test.each<[string, string, boolean]>([
    ['DB_PASSWORD', reference('prod/db:SecretString:password'), true],
    ['DB_PASSWORD', reference('arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:SecretString:password::'), true],
    ['DB_PASSWORD', reference('${DatabaseSecret}:SecretString:password::'), true],
    ['SETTING', reference('prod/db:SecretString:password'), true],
    ['SETTING', reference('prod/stripe'), true],
    ['API_KEY', reference('prod/app:SecretString:stripe'), true],
    ['DATABASE_URL', `postgres://${reference('a:SecretString:username')}:${reference('a:SecretString:password')}@db`, true],
    ['FEATURES', reference('prod/app:SecretString:features'), false],
    ['DATABASE_URL', reference('prod/app:SecretString:DATABASE_URL'), false],
  ])('%s=%s', (name, value, certain) => {
    expect(secretIn(name, value)).toEqual({ what: 'the value of a secret that CloudFormation fetches from Secrets Manager', certain });
  });

  test.each([
    reference('prod/db:SecretString:host'), reference('prod/db:SecretString:port'), reference('prod/db:SecretString:username::'),
    reference('prod/db:SecretString:dbname'), reference('prod/db:SecretString:dbInstanceIdentifier'), reference('prod/app:SecretString:clientId'), reference('prod/app:SecretString:hostname'),
    '{{resolve:ssm:/prod/db/password:1}}', '{{resolve:secretsmanager:', 'secretsmanager',
  ])('SETTING=%s is not one', (value) => {
    expect(secretIn('SETTING', value)).toBeUndefined();
  });
});

describe('what the deployment supplies', () => {
  test.each<[string, string[] | undefined]>([
    ['DB_PASSWORD', ['DbPassword']],
    ['DB_PASSWORD', ['Input']],
    ['DB_PASSWORD', undefined],
    ['API_TOKEN', undefined],
    ['COGNITO_CLIENT_SECRET', ['ClientSecret']],
    ['COGNITO_CLIENT_SECRET', ['UserPoolClient.ClientSecret']],
    ['SETTING', ['SecretAccessKey']],
    ['DATABASE_URL', ['DbUser', 'DbPassword']],
    ['SETTING', ['StackDbPassword4F0C9AB2']],
    ['DB_PASSWORD', ['SsmParameterValueproddbpasswordC96584B6F00A464EAD1953AFF4B05118Parameter']],
  ])('may be a credential: %s of %j', (name, supplied) => {
    expect(maySupplySecret(name, supplied)).toBe(true);
  });

  test.each<[string, string[] | undefined]>([
    ['DB_SECRET', undefined],
    ['DB_SECRET', []],
    ['DB_SECRET', ['Input']],
    ['DB_CREDENTIALS', ['Arn']],
    ['DB_PASSWORD', []],
    ['DB_PASSWORD', ['DbPasswordArn']],
    ['API_TOKEN', ['Outputs.TokenUrl']],
    ['SECRET_ARN', ['DbSecret']],
    ['DB_SECRET_NAME', ['DbSecret']],
    ['PASSWORD_PARAMETER', ['DbPassword']],
    ['TABLE_KEY', ['Input']],
    ['DB_HOST', ['Endpoint.Address']],
    ['TOKEN_TTL', ['Ttl']],
    ['QUEUE_URL', undefined],
  ])('is none by all that is known: %s of %j', (name, supplied) => {
    expect(maySupplySecret(name, supplied)).toBe(false);
  });
});

test.each<[string, string]>([
  ['names', 'A'.repeat(16_000)], ['words in a name', 'aB'.repeat(8_000)], ['separators', '_'.repeat(16_000)],
  ['colons', 'a:'.repeat(8_000)], ['equals', 'password='.repeat(2_000)], ['URLs', '://'.repeat(5_000)], ['URLs with users', 'a://b:'.repeat(3_000)], ['at', '@'.repeat(16_000)],
  ['JSON', '"password":'.repeat(1_500)], ['YAML', 'password: a&'.repeat(1_300)], ['tokens that end early', join('ey', 'J').repeat(5_000)], ['segments', 'eyJaaaaaaaaaa.'.repeat(1_100)],
  ['slashes', 'fm1_/'.repeat(3_000)], ['path', '/a'.repeat(8_000)], ['capitals', 'A_'.repeat(8_000)], ['PEM', '-----BEGIN '.repeat(1_400)], ['references', '{{resolve:ssm:${'.repeat(1_000)],
  ['dots', 'a.'.repeat(8_000)], ['words', 'secret-'.repeat(2_200)], ['headers', 'authorization: bearer '.repeat(700)], ['key', 'a'.repeat(63).concat('=').repeat(250)],
])('reads many %s without hesitation', (_, text) => {
  const start = process.hrtime.bigint();
  for (const [name, value] of [['DB_PASSWORD', text], [text, 'hunter2'], ['SETTING', text.concat('\0')], [undefined, text]] as const) {
    secretIn(name, value);
  }
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(500);
});

test('a credential far behind in a long text is not looked for', () => {
  expect(found('SETTING', `${' x'.repeat(10_000)} password=hunter2`)).toBeUndefined();
});
