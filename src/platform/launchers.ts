import { basename, fromPositional, positional } from './command-line';

/** What stands between a container and its application, where a tool starts it. */
export interface Launcher {
  /** It does not hand SIGTERM on or does not wait for the application, is no server for production, stays in front, or compiles first. */
  readonly kind: 'loses' | 'development' | 'stays' | 'compiles';
  /** What it does, as a clause that follows a colon. */
  readonly because: string;
}

/** How a tool starts something: the program, where the command line says which, and the name of the script, where it is one of a package. */
interface Start {
  readonly program?: readonly string[];
  readonly script?: string;
}

interface Tool {
  /** `replaced` is a tool that the program takes the place of, so that it is as good as not there. */
  readonly kind: 'loses' | 'stays' | 'compiles' | 'replaced';
  readonly because: string;
  /** What it starts. Undefined where it starts nothing. */
  readonly start: (args: readonly string[]) => Start | undefined;
}

/** Tools may start tools that start tools, but not for ever. */
const MAX_DEPTH = 8;

/** The launcher that stands in front of the application, or is a development server itself; undefined where the application is on its own. */
export function launcher(words: readonly string[], depth = 0): Launcher | undefined {
  const telling = development(words);
  if (telling !== undefined) {
    return { kind: 'development', because: `${telling} is made for development` };
  }
  const { tool, start } = startedBy(words);
  if (!tool || !start || isOneOff(start)) {
    return undefined;
  }
  const inner = start.program && depth < MAX_DEPTH ? launcher(start.program, depth + 1) : undefined;
  const { kind, because } = tool;
  return kind === 'replaced' || inner?.kind === 'development' || (inner?.kind === 'loses' && kind !== 'loses') ? inner : { kind, because };
}

/** The program that tools such as `bundle exec` or `npx` start in the end, with its arguments. */
export function application(words: readonly string[]): readonly string[] {
  let found = words;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const { start } = startedBy(found);
    if (!start?.program?.length) {
      break;
    }
    found = start.program;
  }
  return found;
}

function startedBy([path = '', ...args]: readonly string[]): { readonly tool?: Tool; readonly start?: Start } {
  const tool = TOOLS.get(basename(path).replace(/^python[\d.]+$/, 'python'));
  return { tool, start: tool?.start(args) };
}

/** Scripts and programs that do something once. */
const ONE_OFF_SCRIPT = /(?:^|[:._-])(?:migrat\w*|seed\w*|build|compile|tests?|lint|check|typecheck|generate|codegen|deploy|setup|install|prepare|clean)(?=$|[:._-])/i;
const ONE_OFF_PROGRAM = /(?:^|[:._/-])(?:migrat\w*|seed\w*)(?=$|[:._/-])|^(?:alembic|generate|deploy|test|tsc)$/i;

function isOneOff({ script, program }: Start): boolean {
  return (script !== undefined && ONE_OFF_SCRIPT.test(script)) || (program?.slice(0, 2).some((word) => ONE_OFF_PROGRAM.test(word)) ?? false);
}

/** Options that take the next word as their value, where the name of a script or a program may follow. */
const VALUED: ReadonlySet<string> = new Set([
  '--prefix', '--cwd', '-C', '--dir', '-w', '--workspace', '-F', '--filter', '-p', '--package', '--python', '--project', '--directory', '--with', '--with-requirements',
  '--extra', '--group', '--env-file', '-n', '--name', '--host', '--port', '--app', '-A',
]);

/** A script of a package. */
const script = (name: string | undefined): Start | undefined => (name === undefined ? undefined : { script: name });

/** A program of a package, its version left out. */
const program = ([name, ...args]: readonly string[]): Start | undefined => (name === undefined ? undefined : { program: [name.replace(/(.)@[^/]*$/, '$1'), ...args] });

/** What follows a subcommand is the program. */
const behind = (...subcommands: string[]) => (args: readonly string[]): Start | undefined => {
  const [subcommand, ...rest] = fromPositional(args, 0, VALUED);
  return subcommands.includes(subcommand) ? program(fromPositional(rest, 0, VALUED)) : undefined;
};

const RUN = ['run', 'run-script', 'rum', 'urn'];
const YARN_COMMANDS: ReadonlySet<string> = new Set([
  'add', 'audit', 'autoclean', 'bin', 'cache', 'check', 'config', 'constraints', 'create', 'dedupe', 'explain', 'generate-lock-entry', 'global', 'help', 'import', 'info',
  'init', 'install', 'licenses', 'link', 'list', 'login', 'logout', 'npm', 'outdated', 'owner', 'pack', 'plugin', 'policies', 'prune', 'publish', 'rebuild', 'remove', 'search',
  'set', 'stage', 'tag', 'team', 'test', 'unlink', 'unplug', 'up', 'upgrade', 'upgrade-interactive', 'version', 'versions', 'why', 'workspaces',
]);
const PNPM_COMMANDS: ReadonlySet<string> = new Set([
  'add', 'approve-builds', 'audit', 'bin', 'cache', 'cat-file', 'ci', 'clean', 'config', 'create', 'dedupe', 'deploy', 'env', 'fetch', 'help', 'i', 'import', 'init', 'install',
  'licenses', 'link', 'list', 'ls', 'outdated', 'pack', 'patch', 'prune', 'publish', 'rebuild', 'remove', 'root', 'server', 'setup', 'store', 'test', 'unlink', 'update', 'up', 'why',
]);

function npm(args: readonly string[]): Start | undefined {
  const [verb, name] = positional(args, VALUED);
  if (verb === 'exec' || verb === 'x') {
    return behind(verb)(args);
  }
  return RUN.includes(verb) ? script(name) : script(['start', 'restart'].find((each) => each === verb));
}

/** Scripts and programs of a package alike may follow without `run`. */
function pnpm(args: readonly string[]): Start | undefined {
  const [verb, ...rest] = fromPositional(args, 0, VALUED);
  const [name] = positional(rest, VALUED);
  if (verb === undefined || PNPM_COMMANDS.has(verb)) {
    return undefined;
  }
  return RUN.includes(verb) ? script(name) : behind('exec', 'dlx')(args) ?? { script: verb, program: [verb, ...rest] };
}

/** `yarn dlx` is left out: yarn 1 does not have it, and later versions wait for what they start. */
function yarn(args: readonly string[]): Start | undefined {
  const [verb, ...rest] = fromPositional(args, 0, VALUED);
  if (verb === 'workspace') {
    return yarn(rest.slice(1));
  }
  if (verb === undefined || YARN_COMMANDS.has(verb) || verb === 'dlx') {
    return undefined;
  }
  const started = RUN.includes(verb) || verb === 'exec' || verb === 'node' ? fromPositional(rest, 0, VALUED) : [verb, ...rest];
  return started.length > 0 ? { script: started[0], program: verb === 'node' ? ['node', ...started] : started } : undefined;
}

/** A file runs in Bun itself; what is no file is a script of the package. */
function bun(args: readonly string[]): Start | undefined {
  const [verb, name] = positional(args, VALUED);
  if (verb === 'x') {
    return behind('x')(args);
  }
  const started = verb === 'run' ? name : ['start'].find((each) => each === verb);
  return started === undefined || /[./]/.test(started) ? undefined : script(started);
}

/** `python -m flask run` and `python manage.py runserver` are the programs `flask` and `manage.py`. */
function python(args: readonly string[]): Start | undefined {
  const at = args.findIndex((arg) => !arg.startsWith('-') || arg === '-m');
  if (args[at] === '-m') {
    return { program: args.slice(at + 1) };
  }
  return at >= 0 && basename(args[at]) === 'manage.py' ? { program: args.slice(at) } : undefined;
}

/** A program of a package that node is given as a file. */
function node(args: readonly string[]): Start | undefined {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  return at >= 0 && args[at].includes('node_modules/.bin/') ? { program: args.slice(at) } : undefined;
}

function uv(args: readonly string[]): Start | undefined {
  const module = args.findIndex((arg) => arg === '-m' || arg === '--module');
  return args[0] === 'run' && module > 0 && positional(args.slice(1, module), VALUED).length === 0
    ? { program: args.slice(module + 1) }
    : behind('run')(args) ?? (args[0] === 'tool' ? behind('run')(args.slice(1)) : undefined);
}

const task = (pattern: RegExp) => (args: readonly string[]): Start | undefined => (args.some((arg) => pattern.test(arg)) ? {} : undefined);

const always = (args: readonly string[]): Start | undefined => (positional(args, VALUED).length > 0 ? { program: [] } : undefined);

const tool = (kind: Tool['kind'], because: string, start: Tool['start']): Tool => ({ kind, because, start });

/** `tini`, `gosu` and the like are known to the reader of command lines. */
const replaced = (start: Tool['start']) => tool('replaced', '', start);

const stays = (name: string, start: Tool['start']) => tool('stays', `${name} stays in front of the application, and has to hand SIGTERM on to it`, start);

const IN_A_SHELL = 'hands SIGTERM to a shell, and one such as dash (Debian, Ubuntu) keeps it from the application';
const GRADLE = tool('loses', 'the application belongs to the daemon of Gradle, which SIGTERM does not reach', task(/(?:^|:)(?:run|bootRun|appRun)$/));
const MAVEN = stays('Maven', task(/(?:^|:)(?:spring-boot(?:-maven-plugin)?:run|exec:java|exec:exec|jetty:run|tomcat\d:run|liberty:run|wildfly:run)$/));
const CONDA = tool('loses', 'conda does not hand SIGTERM on', behind('run'));

/**
 * Tools that start an application, and what they do at SIGTERM:
 * npm and npx run a shell and hand the signal to that (https://github.com/npm/cli/issues/5776; measured with npm 11: with dash the application is
 * killed without notice, with bash and busybox ash it gets the signal; see also https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd),
 * pnpm does as npm does (https://github.com/pnpm/pnpm/issues/2653), yarn 1 does not wait (https://github.com/yarnpkg/yarn/issues/4667),
 * go run ends alone (https://github.com/golang/go/issues/40467; measured with go run: killed without notice),
 * gradle runs the application in its daemon (https://github.com/gradle/gradle/issues/1109, https://github.com/zeroc-ice/ice-demos/issues/413),
 * conda run ends alone (https://github.com/conda/conda/issues/10351).
 * These hand it on and wait: Maven, by a hook of its plugins (https://github.com/spring-projects/spring-boot/issues/32607),
 * dotnet run (https://github.com/dotnet/cli/pull/10720), bun run (https://github.com/oven-sh/bun/pull/36711), deno task (https://github.com/denoland/deno/issues/18445),
 * uv run (https://github.com/astral-sh/uv/issues/6724), nest start (https://github.com/nestjs/nest-cli/pull/3422), tsx (https://github.com/privatenumber/tsx/issues/95).
 * These let the application take their place: bundle exec (https://github.com/rubygems/bundler/pull/4271), poetry run (https://github.com/python-poetry/poetry/pull/1236)
 * and pipenv run (https://github.com/python-poetry/poetry/pull/1428), and those that watch a Python application from inside.
 */
const TOOLS: ReadonlyMap<string, Tool> = new Map(Object.entries({
  'npm': tool('loses', `npm ${IN_A_SHELL}`, npm),
  'npx': tool('loses', `npx ${IN_A_SHELL}`, (args) => program(fromPositional(args, 0, VALUED))),
  'pnpm': tool('loses', `pnpm ${IN_A_SHELL}`, pnpm),
  'pnpx': tool('loses', `pnpx ${IN_A_SHELL}`, (args) => program(fromPositional(args, 0, VALUED))),
  'yarn': tool('loses', 'yarn 1 ends at SIGTERM without waiting for the application', yarn),
  'yarnpkg': tool('loses', 'yarn 1 ends at SIGTERM without waiting for the application', yarn),
  'go': tool('loses', 'go ends at SIGTERM, and the application is killed with the container', behind('run')),
  'gradle': GRADLE,
  'gradlew': GRADLE,
  'conda': CONDA,
  'mvn': MAVEN,
  'mvnw': MAVEN,
  'dotnet': stays('dotnet run', (args) => (args[0] === 'run' ? {} : undefined)),
  'bun': stays('bun', bun),
  'bunx': stays('bunx', (args) => program(fromPositional(args, 0, VALUED))),
  'deno': stays('deno task', (args) => (args[0] === 'task' ? script(positional(args, VALUED)[1]) : undefined)),
  'uv': stays('uv', uv),
  'uvx': stays('uvx', (args) => program(fromPositional(args, 0, VALUED))),
  'nest': stays('nest start', (args) => (args[0] === 'start' ? {} : undefined)),
  'tsx': stays('tsx', always),
  'ts-node': tool('compiles', 'ts-node compiles the application each time it starts', always),
  'bundle': replaced(behind('exec')),
  'poetry': replaced(behind('run')),
  'pipenv': replaced(behind('run')),
  'opentelemetry-instrument': replaced((args) => program(fromPositional(args, 0, VALUED))),
  'ddtrace-run': replaced((args) => program(fromPositional(args, 0, VALUED))),
  'newrelic-admin': replaced(behind('run-program')),
  'python': replaced(python),
  'node': replaced(node),
}));

/** Servers for development, by the words that make a command one. */
function development(words: readonly string[]): string | undefined {
  const name = basename(words[0] ?? '');
  const telling = DEVELOPMENT.get(name)?.(words.slice(1));
  return telling === undefined ? undefined : `${name} ${telling}`.trim();
}

type Telling = (args: readonly string[]) => string | undefined;

const verbs = (...names: string[]): Telling => (args) => names.find((name) => positional(args, VALUED)[0] === name);

const flags = (...names: string[]): Telling => (args) => names.find((name) => args.some((arg) => arg === name || arg.startsWith(`${name}=`)));

/** What follows a file is for the application. */
const leading = (...names: string[]): Telling => (args) => {
  const file = args.findIndex((arg) => !arg.startsWith('-') && /[./]/.test(arg));
  return flags(...names)(file < 0 ? args : args.slice(0, file));
};

const either = (...tellings: Telling[]): Telling => (args) => tellings.map((telling) => telling(args)).find((telling) => telling !== undefined);

const itself: Telling = () => '';

const bare = (telling: Telling): Telling => (args) => (positional(args, VALUED).length === 0 ? '' : telling(args));

const artisan: Telling = (args) => (/(?:^|\/)artisan$/.test(args[0] ?? '') && args[1] === 'serve' ? 'artisan serve' : undefined);

const railsInDevelopment: Telling = (args) => {
  const options = args.join(' ');
  return /^(?:server|s)\b/.test(options) && /(?:^| )(?:-e|--environment)[ =]?development\b/.test(options) ? 'server in development' : undefined;
};

const buildTool: Telling = (args) => args.find((arg) => /(?:^|:)(?:quarkus:dev|quarkusDev|liberty:dev|mn:run)$/.test(arg));

/**
 * Each says so in its own documentation, such as https://flask.palletsprojects.com/en/stable/server/,
 * https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver, https://www.php.net/manual/en/features.commandline.webserver.php,
 * https://vite.dev/guide/cli, https://nextjs.org/docs/app/api-reference/cli/next, https://www.uvicorn.org/settings/#development,
 * https://webpack.js.org/configuration/dev-server/, https://angular.dev/cli/serve, https://github.com/remy/nodemon.
 * Rails serves production with the same command, and is told so by its environment.
 */
const DEVELOPMENT: ReadonlyMap<string, Telling> = new Map(Object.entries({
  'flask': verbs('run'),
  'manage.py': verbs('runserver', 'runserver_plus'),
  'django-admin': verbs('runserver'),
  'fastapi': verbs('dev'),
  'uvicorn': flags('--reload'),
  'hypercorn': flags('--reload'),
  'gunicorn': flags('--reload'),
  'granian': flags('--reload'),
  'rails': railsInDevelopment,
  'php': either(leading('-S'), artisan),
  'symfony': verbs('serve', 'server:start', 'local:server:start'),
  'node': leading('--watch', '--watch-path'),
  'nodemon': itself,
  'ts-node-dev': itself,
  'tsnd': itself,
  'tsx': either(verbs('watch'), leading('--watch')),
  'nest': (args) => (args[0] === 'start' ? flags('--watch', '-w', '--debug')(args) : undefined),
  'bun': leading('--watch', '--hot'),
  'deno': leading('--watch'),
  'dotnet': verbs('watch'),
  'vite': bare(verbs('dev', 'serve', 'preview')),
  'next': bare(verbs('dev')),
  'nuxt': verbs('dev'),
  'nuxi': verbs('dev'),
  'astro': verbs('dev'),
  'remix': verbs('dev', 'vite:dev'),
  'gatsby': verbs('develop'),
  'ng': verbs('serve'),
  'webpack': either(verbs('serve'), flags('--watch')),
  'webpack-dev-server': itself,
  'react-scripts': verbs('start'),
  'vue-cli-service': verbs('serve'),
  'air': itself,
  'mvn': buildTool,
  'mvnw': buildTool,
  'gradle': buildTool,
  'gradlew': buildTool,
}));
