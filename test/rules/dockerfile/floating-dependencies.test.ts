import rule from '../../../src/rules/dockerfile/floating-dependencies';
import { testRule, verdictsOf } from '../rule-tester';

const NODE = 'FROM node:22.11.0\nWORKDIR /app\n';
const LOCKED = { 'package.json': '{}', 'package-lock.json': '{}', 'yarn.lock': '', 'pnpm-lock.yaml': '' };

testRule(rule, {
  good: {
    'npm ci': node('COPY . .\nRUN npm ci --omit=dev'),
    'no lock file at all': { files: { 'Dockerfile': `${NODE}COPY . .\nRUN npm install`, 'package.json': '{}' } },
    'a lock file of another folder': { files: { ...LOCKED, 'Dockerfile': `${NODE}COPY api/ ./\nRUN npm install`, 'api/package.json': '{}' } },
    'another folder than that of the lock file': { files: { ...LOCKED, 'Dockerfile': `${NODE}COPY . .\nWORKDIR client\nRUN npm install`, 'client/package.json': '{}' } },
    'a folder that the command goes to': node('COPY . .\nRUN cd client && npm install\nRUN npm install --prefix server'),
    'a package.json that the build writes': node('RUN npm init -y && npm install'),
    'a fallback': node('COPY . .\nRUN npm ci || npm install'),
    'a choice by the lock file': node('COPY package*.json yarn.lock* ./\nRUN if [ -f yarn.lock ]; then yarn --frozen-lockfile; elif [ -f package-lock.json ]; then npm ci; else yarn install; fi'),
    'tools with versions': node('RUN npm install -g pm2@5.4.2 @angular/cli@19.0.1 && yarn global add serve@14.2.4 && pnpm add -g turbo@2.3.0'),
    'what is no name of a package': node('RUN npm install ./local.tgz /tmp/pkg https://example.com/a.tgz git+https://github.com/acme/a.git $PACKAGES'),
    'a lock file alone': node('COPY . .\nRUN npm install --package-lock-only'),
    'yarn that holds to its lock file': node('COPY . .\nRUN yarn --frozen-lockfile --production\nRUN yarn install --immutable\nRUN yarn install --pure-lockfile'),
    'yarn that does something else': node('COPY . .\nRUN yarn build && yarn --version && yarn cache clean && yarn workspaces focus --production'),
    'a modern yarn that knows of CI': { files: { ...LOCKED, 'Dockerfile': `${NODE}ENV CI=true\nCOPY . .\nRUN yarn install`, '.yarnrc.yml': 'nodeLinker: node-modules' } },
    'a modern yarn that is told so': { files: { ...LOCKED, 'Dockerfile': `${NODE}COPY . .\nRUN yarn`, '.yarnrc.yml': 'enableImmutableInstalls: true' } },
    'pnpm that holds to its lock file': node('COPY . .\nRUN pnpm i --frozen-lockfile\nRUN pnpm fetch\nRUN pnpm install --offline --prod'),
    'pnpm that knows of CI': node('COPY . .\nARG CI=1\nRUN pnpm install\nFROM node:22.11.0\nWORKDIR /app\nCOPY . .\nRUN CI=1 pnpm install'),
    'Python by its requirements': dockerfile('RUN pip install --no-cache-dir --upgrade -r requirements.txt\nRUN pip install .\nRUN pip install -e .[dev]\nRUN pip install ".[all]"'),
    'Python with versions': dockerfile('RUN pip install gunicorn==23.0.0 "uvicorn[standard]==0.32.0" "flask>=3,<4" torch~=2.5'),
    'Python with constraints': dockerfile('RUN pip install -c constraints.txt flask\nRUN pip install --require-hashes flask\nRUN pip install --no-index --find-links=/wheels app'),
    'Python, the tools of it': dockerfile('RUN python3 -m pip install --upgrade pip setuptools wheel\nRUN python -m venv /venv && /venv/bin/pip install -U pip'),
    'Python, what is no name': dockerfile('RUN pip install ./a /wheels/*.whl app-1.0-py3-none-any.whl git+https://github.com/acme/a@v1 $EXTRA --index-url https://pypi.example.com/simple'),
    'a stage that nothing needs': { files: { ...LOCKED, Dockerfile: `${NODE}COPY . .\nRUN npm install\nFROM node:22.11.0\nUSER node` } },
    'a start command, which another rule is about': node('COPY . .\nCMD ["npm", "install"]'),
  },
  bad: {
    'npm install': [node('COPY package.json package-lock.json ./\nRUN npm install --omit=dev && npm cache clean --force'),
      'api/Dockerfile:4 installs with "npm install --omit=dev", which may take other versions than package-lock.json names.'],
    'npm install, the whole context copied': [node('COPY . /app/\nRUN apt-get update && npm i'), 'api/Dockerfile:4 installs with "npm i", which may take other versions than package-lock.json names.'],
    'npm install without its lock file': [node('COPY package.json ./\nRUN npm install\nCOPY . .'),
      'api/Dockerfile:4 installs with "npm install", which does not see package-lock.json, which the build context has.'],
    'a folder of the context': [
      { files: { 'Dockerfile': `${NODE}COPY ui/package.json ui/package-lock.json ./\nRUN npm install`, 'ui/package.json': '{}', 'ui/package-lock.json': '{}' } },
      'api/Dockerfile:4 installs with "npm install", which may take other versions than package-lock.json names.',
    ],
    'a stage that the image copies from, and once more': [
      node('COPY . .\nRUN npm install\nFROM node:22.11.0\nWORKDIR /srv\nCOPY package*.json ./\nRUN npm install --omit=dev\nCOPY --from=0 /app/dist dist'),
      'api/Dockerfile:4 installs with "npm install", which may take other versions than package-lock.json names (also in line 8).',
    ],
    'a package.json by way of another stage': [node('COPY . /src\nFROM node:22.11.0\nWORKDIR /app\nCOPY --from=0 /src/ ./\nRUN npm install'),
      'api/Dockerfile:7 installs with "npm install", which may take other versions than package-lock.json names.'],
    'yarn': [node('COPY . .\nRUN yarn --production'), 'api/Dockerfile:4 installs with "yarn --production", which may take other versions than yarn.lock names.'],
    'pnpm': [node('COPY . .\nRUN corepack enable && pnpm install --prod'), 'api/Dockerfile:4 installs with "pnpm install --prod", which may take other versions than pnpm-lock.yaml names.'],
    'pnpm that is told not to': [node('COPY . .\nENV CI=1\nRUN pnpm i --no-frozen-lockfile'),
      'api/Dockerfile:5 installs with "pnpm i --no-frozen-lockfile", which may take other versions than pnpm-lock.yaml names.'],
    'tools of npm': [node('RUN npm install -g npm@latest pm2 @nestjs/cli && yarn global add serve'), 'api/Dockerfile:3 installs "npm@latest", "pm2", "@nestjs/cli", "serve" in no certain version.'],
    'names of Python': [dockerfile('RUN pip3 install --no-cache-dir gunicorn "uvicorn[standard]" flask==3.0.0\nRUN python -m pip install boto3\nRUN uv pip install --system rich'),
      'api/Dockerfile:2 installs "gunicorn", "uvicorn[standard]", "boto3", "rich" in no certain version (also in lines 3, 4).'],
    'a name beside the requirements': [dockerfile('RUN pip install -r requirements.txt gunicorn'), 'api/Dockerfile:2 installs "gunicorn" in no certain version.'],
    'very many names': [dockerfile('RUN pip install a1 a2 a3 a4 a5 a6 a7 a8 a9 a10'),
      'api/Dockerfile:2 installs "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", 2 more in no certain version.'],
    'exec form': [node('COPY . .\nRUN ["npm", "install"]'), 'api/Dockerfile:4 installs with "npm install", which may take other versions than package-lock.json names.'],
  },
});

test.each([
  ['RUN npm i --omit=dev', {}, 'write npm ci --omit=dev'],
  ['RUN yarn', {}, 'write yarn install --frozen-lockfile'],
  ['RUN yarn install --production', { '.yarnrc.yml': '' }, 'write yarn install --production --immutable'],
  ['RUN yarn', { 'package.json': '{ "packageManager": "yarn@4.5.1" }' }, 'write yarn install --immutable'],
  ['RUN pnpm i --no-frozen-lockfile --prod', {}, 'write pnpm i --prod --frozen-lockfile'],
])('says what to write instead: %s', (run, files, fix) => {
  const subject = { files: { ...LOCKED, ...files, Dockerfile: `${NODE}COPY . .\n${run}` } };
  expect(verdictsOf(rule, subject).filter((verdict) => verdict.rule === rule).map(({ finding }) => finding.fix)).toEqual([fix]);
});

function node(text: string) {
  return { files: { ...LOCKED, Dockerfile: `${NODE}${text}\n` } };
}

function dockerfile(text: string) {
  return { files: { Dockerfile: `FROM python:3.13.0\n${text}\n` } };
}
