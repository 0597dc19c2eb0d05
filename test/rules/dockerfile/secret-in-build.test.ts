import rule from '../../../src/rules/dockerfile/secret-in-build';
import { testRule, verdictsOf } from '../rule-tester';

const BASE = 'FROM node:22.11.0\n';
const TOKEN = `npm_${'a1B2c3D4e5F6g7H8'.repeat(3).slice(0, 36)}`;
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n';

testRule(rule, {
  good: {
    'the fingerprint of a key that signs releases': dockerfile('ENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568 PHP_GPG_KEYS="39B641343D8C104B2B146DC3F9C39DC0B9698544"'),
    'settings that are no secrets': dockerfile('ENV NODE_ENV=production PORT=80 TOKEN_URL=https://example.com/token PASSWORD_MIN_LENGTH=12\nARG VERSION=1.2.3'),
    'a value for the build alone': dockerfile('ENV SECRET_KEY_BASE=dummy\nENV DJANGO_SECRET_KEY=secret-for-docker-build\nENV API_TOKEN=replace_this_at_build_time'),
    'a word in front of one command': dockerfile('RUN SECRET_KEY_BASE=1 ./bin/rails assets:precompile\nRUN DJANGO_SECRET_KEY=dummykey123x4 env API_KEY=build-only-1a2b3c python manage.py collectstatic\nRUN SECRET_KEY_BASE=placeholder rake assets:precompile'),
    'emptied again': dockerfile('ENV DB_PASSWORD='),
    'a secret that is mounted': dockerfile('RUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\nRUN --mount=type=secret,id=TOKEN,env=TOKEN curl -H "Authorization: Bearer $TOKEN" -O https://example.com/a'),
    'a path to a secret': dockerfile('ENV POSTGRES_PASSWORD_FILE=/run/secrets/db\nENV GOOGLE_APPLICATION_CREDENTIALS=/app/key.json'),
    'a public key': { files: { 'Dockerfile': `${BASE}COPY id_rsa.pub /root/.ssh/authorized_keys\nARG STRIPE_PUBLIC_KEY\nENV VAPID_PUBLIC_KEY=BNx3`, 'id_rsa.pub': 'ssh-rsa AAAA' } },
    'a certificate': { files: { 'Dockerfile': `${BASE}COPY ca.pem rds.pem /etc/ssl/`, 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIE', 'rds.pem': '-----BEGIN PUBLIC KEY-----' } },
    'a .npmrc that takes its token from the environment': {
      files: { 'Dockerfile': `${BASE}COPY .npmrc package.json ./`, '.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nsave-exact=true\n' },
    },
    'an .env of settings': { files: { 'Dockerfile': `${BASE}COPY .env .env.example ./`, '.env': '# DB_PASSWORD=hunter2\nPORT=80\nDB_PASSWORD=\nSESSION_SECRET=change-me-1234\n', '.env.example': 'DB_PASSWORD=hunter2\nAPI_KEY=<your key>\n' } },
    'files that are not there': dockerfile('COPY id_rsa .npmrc .env .aws/credentials /root/'),
    'a file that is not text': { files: { 'Dockerfile': `${BASE}COPY config.json ./`, 'config.json': '{"auth": {"issuer": "https://example.com"}}' } },
    'an ARG of a stage that the image is not made of': dockerfile('ARG NPM_TOKEN\nRUN npm ci\nFROM node:22.11.0\nCOPY --from=0 /app /app'),
    'a file of a stage that the image is not made of': { files: { Dockerfile: `${BASE}COPY id_rsa /root/.ssh/\n${BASE}COPY --from=0 /app /app`, id_rsa: KEY } },
    'a stage that nothing needs': dockerfile('ENV DB_PASSWORD=hunter2\nFROM node:22.11.0\nUSER node'),
    'a variable that only the build knows': { ...dockerfile('ARG SECRET\nENV DB_PASSWORD=${SECRET_OF_BASE}'), build: { buildArgs: { SECRET: '${Token[TOKEN.12]}' } } },
    'a build argument that is no secret': { ...dockerfile('ARG GIT_SHA'), build: { buildArgs: { GIT_SHA: '3f2c1ab9d0e14f6b8a7c5d2e1f0a9b8c7d6e5f40' } } },
    'words that nobody takes for a secret': dockerfile('ENV DB_PASS=tmp AUTH_SECRET=build-time-placeholder-minimum-32-characters-long\nENV AUTH_ENABLED=true'),
    'arguments for the browser': dockerfile('ARG NEXT_PUBLIC_MAPBOX_TOKEN=\nARG VITE_APP_TOKEN\nENV NEXT_PUBLIC_MAPBOX_TOKEN=$NEXT_PUBLIC_MAPBOX_TOKEN'),
    'a token that goes on from a build stage of its own': dockerfile('ARG GITHUB_TOKEN\nENV GITHUB_TOKEN=$GITHUB_TOKEN\nFROM node:22.11.0\nCOPY --from=0 /a /a'),
    'what a shell fills in': dockerfile('RUN echo "app:$PASSWORD" | chpasswd\nRUN curl -u "user:$PASSWORD" -O https://example.com/a && mysql -p"$DB_PASS" < a.sql'),
    'a whole context that is clean': { files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'PORT=80', 'package.json': '{}', 'ca.pem': '-----BEGIN CERTIFICATE-----', '.env.example': 'A_TOKEN=x1y2z3x1y2z3' } },
    'a key somewhere in a folder, as tests have them': { files: { 'Dockerfile': `${BASE}COPY . .`, 'test/key.pem': KEY } },
  },
  bad: {
    'a whole context': [{ files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'DB_PASSWORD=hunter2pass' } },
      'warning: api/Dockerfile:2 copies a password into the image: COPY of ".env".'],
    'a whole context with several, which are all named': [{ files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'DB_PASSWORD=hunter2pass', 'id_rsa': KEY } },
      'warning: api/Dockerfile:2 copies a password and a private key into the image: COPY of ".env" and "id_rsa".'],
    'a whole context with two of one kind': [{ files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'DB_PASSWORD=hunter2pass', '.env.local': 'DB_PASSWORD=hunter2pass' } },
      'warning: api/Dockerfile:2 copies a password into the image: COPY of ".env" and ".env.local".'],
    'a file that is copied by name and with the whole context': [{ files: { 'Dockerfile': `${BASE}COPY . .env /app/`, '.env': 'DB_PASSWORD=hunter2pass' } },
      'warning: api/Dockerfile:2 copies a password into the image: COPY of ".env".'],
    'a password in ENV': [dockerfile('ENV DB_PASSWORD=hunter2'), 'api/Dockerfile:2 sets "DB_PASSWORD" to a password in plain text.'],
    'an ENV of old': [dockerfile('ENV MYSQL_ROOT_PASSWORD s3cretPa55'), 'api/Dockerfile:2 sets "MYSQL_ROOT_PASSWORD" to a password in plain text.'],
    'a token by what it looks like': [dockerfile(`ENV REGISTRY=${TOKEN}`), 'api/Dockerfile:2 sets "REGISTRY" to an npm token in plain text.'],
    'a default of ARG': [dockerfile(`ARG NPM_TOKEN=${TOKEN}`), 'api/Dockerfile:2 gives "NPM_TOKEN" an npm token by default.'],
    'what the asset gives': [
      { ...dockerfile('ARG NPM_TOKEN\nRUN npm ci'), build: { buildArgs: { NPM_TOKEN: TOKEN } } },
      'api/Dockerfile:2 gives "NPM_TOKEN" an npm token as a build argument of the image asset.',
    ],
    'what the asset gives to a stage that the image is not made of': [
      { ...dockerfile('ARG NPM_TOKEN\nRUN npm ci\nFROM node:22.11.0\nCOPY --from=0 /app /app'), build: { buildArgs: { NPM_TOKEN: TOKEN } } },
      'api/Dockerfile:2 gives "NPM_TOKEN" an npm token as a build argument of the image asset.',
    ],
    'an argument that goes on into ENV': [
      { ...dockerfile('ARG PASS\nENV DB_PASSWORD=$PASS'), build: { buildArgs: { PASS: 's3cretPa55' } } },
      'api/Dockerfile:3 sets "DB_PASSWORD" to a password in plain text.',
      'api/Dockerfile:2 gives "PASS" a password as a build argument of the image asset.',
    ],
    'arguments by their names': [dockerfile('ARG NPM_TOKEN\nARG VERSION\nARG SMTP_PASSWORD'),
      'warning: api/Dockerfile:2 asks for "NPM_TOKEN", "SMTP_PASSWORD" as a build argument, and what it is given stays in the history of the image.'],
    'an argument that the asset leaves empty': [
      { ...dockerfile('ARG NPM_TOKEN'), build: { buildArgs: { NPM_TOKEN: '' } } },
      'warning: api/Dockerfile:2 asks for "NPM_TOKEN" as a build argument, and what it is given stays in the history of the image.',
    ],
    'a stage that the image is built on': [{ files: { Dockerfile: 'FROM node:22.11.0 AS base\nENV DB_PASSWORD=hunter2\nFROM base\nUSER node' } },
      'api/Dockerfile:2 sets "DB_PASSWORD" to a password in plain text.'],
    'a stage that the image copies from': [dockerfile('ENV DB_PASSWORD=hunter2\nFROM node:22.11.0\nCOPY --from=0 /app /app'),
      'info: api/Dockerfile:2 sets "DB_PASSWORD" to a password in plain text.'],
    'a credential in RUN': [dockerfile('RUN apt-get update && curl -u deploy:s3cretPa55 -O https://repo.example.com/a.tgz'),
      'api/Dockerfile:2 has a password in plain text in RUN, at curl -u.'],
    'a word in front of a command': [dockerfile('RUN API_KEY=1a2b3c4d5e6f7a8b env OTHER=1 npm run build'), 'api/Dockerfile:2 has a key in plain text in RUN, at API_KEY.'],
    'a password for a user of the image': [dockerfile('RUN echo "root:hunter2" | chpasswd && echo done'), 'api/Dockerfile:2 has a password in plain text in RUN, at chpasswd.'],
    'a token in a URL in RUN': [dockerfile(`RUN git clone https://x:${TOKEN}@github.com/acme/app.git`), 'api/Dockerfile:2 has an npm token in plain text in RUN, at git.'],
    'a private key': [{ files: { Dockerfile: `${BASE}COPY ./id_rsa /root/.ssh/id_rsa\nRUN rm /root/.ssh/id_rsa`, id_rsa: KEY } },
      'api/Dockerfile:2 copies a private key into the image: COPY of "id_rsa".'],
    'a folder of keys': [{ files: { 'Dockerfile': `${BASE}ADD .ssh/ /root/.ssh/`, '.ssh/id_ed25519': KEY } },
      'api/Dockerfile:2 copies a private key into the image: ADD of ".ssh/id_ed25519".'],
    'credentials of AWS': [{ files: { 'Dockerfile': `${BASE}COPY .aws /root/.aws`, '.aws/credentials': '[default]' } },
      'api/Dockerfile:2 copies credentials of AWS into the image: COPY of ".aws/credentials".'],
    'a .npmrc with a token': [{ files: { 'Dockerfile': `${BASE}COPY .npmrc package*.json ./`, '.npmrc': `//registry.npmjs.org/:_authToken=${TOKEN}\n` } },
      'api/Dockerfile:2 copies an npm token into the image: COPY of ".npmrc".'],
    'an .env, by a wildcard': [{ files: { 'Dockerfile': `${BASE}COPY .env* ./`, '.env.production': 'PORT=80\nexport DB_PASSWORD="hunter2pass" # the old one\n' } },
      'api/Dockerfile:2 copies a password into the image: COPY of ".env.production".'],
    'a key among certificates': [{ files: { 'Dockerfile': `${BASE}COPY tls/server.pem /etc/ssl/`, 'tls/server.pem': `-----BEGIN CERTIFICATE-----\n${KEY}` } },
      'api/Dockerfile:2 copies a private key into the image: COPY of "tls/server.pem".'],
    'the key of a service account': [{ files: { 'Dockerfile': `${BASE}COPY gcp.json /app/`, 'gcp.json': `{"private_key": "${KEY.replace(/\n/g, '\\n')}"}` } },
      'api/Dockerfile:2 copies a private key into the image: COPY of "gcp.json".'],
    'a registry login': [{ files: { 'Dockerfile': `${BASE}COPY .docker/config.json /root/.docker/`, '.docker/config.json': '{"auths": {"ghcr.io": {"auth": "dXNlcjpwYXNz"}}}' } },
      'api/Dockerfile:2 copies credentials of a registry into the image: COPY of ".docker/config.json".'],
    'a file that stands in the Dockerfile': [dockerfile('COPY <<EOF /app/.env\nDB_PASSWORD=hunter2pass\nEOF'),
      'api/Dockerfile:2 copies a password into the image: COPY of "EOF".'],
  },
  fixes: {
    'a whole context': [
      { files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'DB_PASSWORD=hunter2pass' } }, 'keep it out of the build: write .env into api/.dockerignore',
    ],
    'a whole context with several': [
      { files: { 'Dockerfile': `${BASE}COPY . .`, '.env': 'DB_PASSWORD=hunter2pass', 'id_rsa': KEY } },
      'keep them out of the build: write a line for each into api/.dockerignore: .env, id_rsa',
    ],
  },
});

test.each([
  dockerfile('ENV DB_PASSWORD=hunter2pass\nRUN mysql -phunter2pass'),
  { ...dockerfile('ARG DB_PASSWORD'), build: { buildArgs: { DB_PASSWORD: 'hunter2pass' } } },
  { files: { 'Dockerfile': `${BASE}COPY .env .`, '.env': 'DB_PASSWORD=hunter2pass' } },
])('no message shows what it found', (subject) => {
  const messages = verdictsOf(rule, subject).filter((verdict) => verdict.rule === rule).map(({ finding }) => `${finding.message} ${finding.fix}`);
  expect(messages).not.toEqual([]);
  expect(messages.join()).not.toContain('hunter2');
});

function dockerfile(text: string) {
  return { files: { Dockerfile: `${BASE}${text}\n` } };
}
