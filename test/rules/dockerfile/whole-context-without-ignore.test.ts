import rule from '../../../src/rules/dockerfile/whole-context-without-ignore';
import { testRule, verdictsOf } from '../rule-tester';

const GIT = { '.git/HEAD': 'ref: refs/heads/main' };
const BASE = 'FROM node:22.11.0\nWORKDIR /app\n';

testRule(rule, {
  good: {
    'an ignore file': files('COPY . .', { ...GIT, '.dockerignore': 'node_modules' }),
    'a context with nothing in it that does not belong': files('COPY . .', { 'package.json': '{}', 'src/index.js': '', '.env': 'PORT=80', 'README.md': '' }),
    'folders by their names': files('COPY package*.json ./\nCOPY src/ src/\nADD ./public ./public', GIT),
    'a part of the context': files('COPY ./api ./', { ...GIT, 'api/index.js': '' }),
    'all of another stage': files('FROM node:22.11.0\nCOPY --from=0 . .', GIT),
    'dependencies that the build does not install': files('COPY . .\nCMD ["node", "server.js"]', { 'node_modules/a/index.js': '' }),
    'all but what is excluded': files('COPY --exclude=.git . .', GIT),
    'a stage that nothing needs': files('COPY . .\nFROM node:22.11.0\nUSER node', GIT),
    'a context that only the build knows': files('COPY ${SRC} .', GIT),
    'a build for those on top': files('ONBUILD COPY . .', GIT),
    'a file called like a folder that does not belong': files('COPY . .', { '.gitignore': '', 'src/.git/HEAD': '', 'gitter/venv.txt': '' }),
  },
  bad: {
    'the repository': [files('COPY . .', GIT), 'api/Dockerfile:3 copies .git, which no ignore file keeps out: "COPY . .".'],
    'ADD': [files('ADD ./ /srv/', GIT), 'api/Dockerfile:3 copies .git, which no ignore file keeps out: "ADD ./ /srv/".'],
    'dependencies of another system': [files('COPY package*.json ./\nRUN npm ci\nCOPY --chown=node:node . .', { ...GIT, 'node_modules/a/index.js': '' }),
      'api/Dockerfile:5 copies .git, node_modules, which no ignore file keeps out: "COPY --chown=node:node . .".'],
    'a virtual environment': [files('COPY . .\nRUN pip install -r requirements.txt', { '.venv/bin/python': '' }), 'api/Dockerfile:3 copies .venv, which no ignore file keeps out: "COPY . .".'],
    'state of Terraform': [files('COPY . .', { 'terraform.tfstate': '{}', 'terraform.tfstate.backup': '{}' }),
      'api/Dockerfile:3 copies terraform.tfstate, terraform.tfstate.backup, which no ignore file keeps out: "COPY . .".'],
    'everything by a star': [files('COPY * ./', GIT), 'api/Dockerfile:3 copies .git, which no ignore file keeps out: "COPY * ./".'],
    'several times': [files('COPY . .\nCOPY . /src', GIT), 'api/Dockerfile:3 copies .git, which no ignore file keeps out: "COPY . .".'],
    'a stage that the image copies from': [files('COPY . .\nRUN npm run build\nFROM nginx:1.27.2\nCOPY --from=0 /app/dist /usr/share/nginx/html', GIT),
      'info: api/Dockerfile:3 copies .git into a stage that the image is not made of, which no ignore file keeps out: "COPY . .".'],
    'a stage that the image copies from, and the image': [files('COPY . .\nFROM node:22.11.0\nCOPY --from=0 /app/dist /dist\nCOPY . .', GIT),
      'api/Dockerfile:6 copies .git, which no ignore file keeps out: "COPY . .".'],
  },
});

test('says what to write, and where', () => {
  const [verdict] = verdictsOf(rule, files('COPY . .', GIT)).filter((each) => each.rule === rule);
  expect(verdict.finding.fix).toBe('write a line for each into api/.dockerignore: .git');
});

function files(text: string, beside: Readonly<Record<string, string>>) {
  return { files: { ...beside, Dockerfile: `${BASE}${text}\n` } };
}
