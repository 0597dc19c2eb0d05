import { application, launcher } from '../../src/platform/launchers';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

test.each([
  'npm start', 'npm run start:prod', 'npm run-script worker', 'npm --prefix api start', 'npm -w api run start', 'npm run start --workspace=api', 'npm restart', '/usr/bin/npm start',
  'npm exec next start', 'npm exec --package=next -- next start', 'npx next start', 'npx -y serve -s build', 'npx --package serve serve', 'npx ts-node src/main.ts', 'npx prisma studio',
  'yarn start', 'yarn run start', 'yarn --cwd api start', 'yarn workspace api start', 'yarn next start', 'yarn node server.js', 'yarn exec node server.js', 'yarnpkg start',
  'pnpm start', 'pnpm run start', 'pnpm --filter @acme/api start', 'pnpm -F api start', 'pnpm exec next start', 'pnpm dlx serve', 'pnpx serve', 'pnpm tsx worker.ts',
  'go run .', 'go run -race ./cmd/server', 'gradle bootRun', './gradlew --no-daemon :api:run', 'conda run -n env python app.py', 'uv run npx next start', 'bundle exec npm start',
])('%s keeps SIGTERM from what it starts', (line) => {
  expect(launcher(words(line))?.kind).toBe('loses');
});

test.each([
  ['flask run', 'flask run'], ['flask --app web run --host=0.0.0.0', 'flask run'], ['python -m flask run', 'flask run'], ['poetry run flask run', 'flask run'],
  ['python manage.py runserver 0.0.0.0:8000', 'manage.py runserver'], ['python3.12 -u ./manage.py runserver_plus', 'manage.py runserver_plus'], ['/app/manage.py runserver', 'manage.py runserver'],
  ['django-admin runserver', 'django-admin runserver'], ['uvicorn app:app --reload', 'uvicorn --reload'], ['uv run uvicorn app:app --reload', 'uvicorn --reload'],
  ['uv run -m flask run', 'flask run'], ['uv run fastapi dev', 'fastapi dev'], ['gunicorn --reload app:app', 'gunicorn --reload'], ['opentelemetry-instrument flask run', 'flask run'],
  ['newrelic-admin run-program flask run', 'flask run'], ['bundle exec rails server -e development', 'rails server in development'], ['bin/rails s --environment=development', 'rails server in development'],
  ['php -S 0.0.0.0:8000 -t public', 'php -S'], ['php -d memory_limit=1G -S localhost:8000', 'php -S'], ['php artisan serve --host=0.0.0.0', 'php artisan serve'], ['symfony server:start', 'symfony server:start'],
  ['node --watch app.js', 'node --watch'], ['node --watch-path=./src app.js', 'node --watch-path'], ['nodemon app.js', 'nodemon'], ['npx nodemon app.js', 'nodemon'], ['yarn nodemon', 'nodemon'],
  ['node_modules/.bin/nodemon app.js', 'nodemon'], ['node ./node_modules/.bin/next dev', 'next dev'], ['ts-node-dev --respawn app.ts', 'ts-node-dev'], ['tsx watch app.ts', 'tsx watch'],
  ['npx vite', 'vite'], ['vite --host 0.0.0.0 --port 3000', 'vite'], ['vite dev', 'vite dev'], ['vite preview', 'vite preview'], ['pnpm next dev', 'next dev'], ['next -p 3000', 'next'],
  ['nuxt dev', 'nuxt dev'], ['ng serve --host 0.0.0.0', 'ng serve'], ['gatsby develop', 'gatsby develop'], ['npx webpack serve', 'webpack serve'], ['webpack-dev-server', 'webpack-dev-server'],
  ['react-scripts start', 'react-scripts start'], ['nest start --watch', 'nest --watch'], ['dotnet watch run', 'dotnet watch'], ['./mvnw quarkus:dev', 'mvnw quarkus:dev'],
  ['bun --hot server.ts', 'bun --hot'], ['deno run --watch main.ts', 'deno --watch'],
])('%s is for development: %s', (line, telling) => {
  expect(launcher(words(line))).toEqual({ kind: 'development', because: `${telling} is made for development` });
});

test.each([
  'dotnet run', 'dotnet run --project Api', 'bun run start', 'bun start', 'bunx serve', 'bun x serve', 'deno task start', 'uv run uvicorn app:app', 'uv --directory api run main.py',
  'uv run --with httpx -m app', 'uvx fastmcp', 'uv tool run serve', 'mvn spring-boot:run', './mvnw -q exec:java -Dexec.mainClass=App', 'nest start', 'tsx src/main.ts',
])('%s stays in front of what it starts', (line) => {
  expect(launcher(words(line))?.kind).toBe('stays');
});

test('ts-node compiles', () => {
  expect(launcher(words('ts-node -T src/main.ts'))?.kind).toBe('compiles');
});

test.each([
  'node server.js', 'node npm start', 'java -jar app.jar', 'python app.py', 'python -m gunicorn app:app', 'python -m http.server', 'gunicorn app:app', 'uvicorn app:app', 'flask db upgrade',
  'python manage.py migrate', 'bundle exec puma', 'bundle exec rails server', 'rails server -e production', 'poetry run gunicorn app:app', 'pipenv run celery -A app worker', 'php artisan queue:work',
  'php-fpm', 'php app.php -S', 'dotnet Api.dll', 'next start', 'vite build', 'serve -s build', 'bun server.ts', 'bun run src/index.ts', 'bun run ./server.js', 'bun install', 'deno run main.ts', 'go version',
  'node app.js --watch', 'node dist/main --watch=false', 'ng build', 'mvn package', 'gradle build', 'conda env list', 'nest build', 'tsx', 'uv sync', 'uv pip install x',
  'npm ci', 'npm install', 'npm test', 'npm run', 'npm server_test', 'npm exec', 'npx', 'yarn', 'yarn install', 'yarn dlx serve', 'pnpm install', 'pnpm', '', 'constructor start', '__proto__ run',
])('"%s" starts the application itself, or none', (line) => {
  expect(launcher(words(line))).toBeUndefined();
});

test.each([
  'npm run migrate', 'npm run db:migrate', 'npm run migration:run', 'npm run seed', 'npm run build', 'npm run test:e2e', 'yarn db:seed', 'yarn typeorm migration:run', 'pnpm run migrate:prod',
  'npx prisma migrate deploy', 'npx sequelize-cli db:migrate', 'npx prisma generate', 'npx cdk deploy', 'npx ts-node scripts/seed.ts', 'go run ./cmd/migrate', 'go run main.go migrate',
  'uv run alembic upgrade head', 'uv run manage.py migrate', 'bun run db:migrate', 'deno task migrate',
])('%s does something once', (line) => {
  expect(launcher(words(line))).toBeUndefined();
});

test.each([
  ['poetry run gunicorn app:app', 'gunicorn app:app'], ['newrelic-admin run-program python -m gunicorn app:app', 'gunicorn app:app'], ['npx -y pm2@5 start app.js', 'pm2 start app.js'],
  ['npx @acme/server@1.2.3 --port 80', '@acme/server --port 80'], ['npx @acme/server', '@acme/server'], ['npm start', 'npm start'], ['go run', 'go run'], ['node server.js', 'node server.js'], ['', ''],
])('%s starts %s in the end', (line, expected) => {
  expect(application(words(line)).join(' ')).toBe(expected);
});

test('tools that start tools that start tools are followed for a while', () => {
  const line = 'npx '.repeat(10_000) + 'nodemon';
  expect(launcher(words(line))?.kind).toBe('loses');
  expect(application(words(line)).length > 9_000).toBe(true);
});
