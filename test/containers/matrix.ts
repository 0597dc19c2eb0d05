/** What `/bin/sh` is, which is what tells images apart here. */
export const FAMILIES = ['dash', 'bash', 'busybox'] as const;
export type Family = typeof FAMILIES[number];

/** The signals that an image may name in STOPSIGNAL. */
export type StopSignal = 'SIGTERM' | 'SIGQUIT' | 'SIGINT';

/** What a container starts. */
export interface Start {
  /** What the record and the table call it. */
  readonly title: string;
  readonly vector: readonly string[];
  /** The instructions of the Dockerfile that say so. Without them the vector is laid over the image, as the command of a task definition is. */
  readonly instructions?: readonly string[];
  /** The text of the start script that the vector begins with. */
  readonly script?: string;
}

/** One container. */
export interface Row {
  readonly family: Family;
  readonly start: Start;
  /** The engine puts an init in front, as `initProcessEnabled` of ECS does. */
  readonly init: boolean;
  /** The application handles the signal. */
  readonly handles: boolean;
  readonly signal: StopSignal;
}

/** Start scripts that every image has, by path. */
export const START_SCRIPTS = {
  '/bin/start-exec': '#!/bin/sh\nset -e\nexec "$@"\n',
  '/bin/start-plain': '#!/bin/sh\nset -e\n"$@"\n',
} as const;

/** What shells call themselves in each family, `sh` aside. */
export const OWN_NAMES: Readonly<Record<Family, string>> = { dash: 'dash', bash: 'bash', busybox: 'ash' };

/** The wait that the signal interrupts is over with it: who waits no more, ends before the application. */
const FORWARDING = 'trap \'kill -TERM "$pid"\' TERM; app & pid=$!; wait "$pid"';
const FORWARDING_AND_WAITING = 'trap \'kill -TERM "$pid"; wait "$pid"\' TERM; app & pid=$!; wait "$pid"';

const EXEC_FORM: Start = { title: 'CMD ["app"]', vector: ['app'], instructions: ['CMD ["app"]'] };
const SHELL_FORM: Start = { title: 'CMD app', vector: ['/bin/sh', '-c', 'app'], instructions: ['CMD app'] };
const SHELL_FORM_EXEC: Start = { title: 'CMD exec app', vector: ['/bin/sh', '-c', 'exec app'], instructions: ['CMD exec app'] };
const START_EXEC = startScript('/bin/start-exec', 'exec "$@"');
const START_PLAIN = startScript('/bin/start-plain', '"$@"');

/** Each of them is another way for a shell to come to its application. */
const SCRIPTS = [
  'app', 'true && app', 'true; app', 'true || exit 1; app', 'set -e; app', 'A=b app', 'app 2>&1', 'app; exit $?', 'app || exit 1',
  'app | cat', 'app & wait', '(app)', 'if true; then app; fi', 'while true; do app; done', 'trap true EXIT; app', FORWARDING, FORWARDING_AND_WAITING,
];

/** The cure, which is the same whatever the shell is called. */
const EXEC_SCRIPTS = ['exec app', 'true && exec app', 'true; exec app', 'exec app 2>&1'];

/** Scripts that show what an init changes and what it doesn't. */
const BEHIND_INIT = [
  'app', 'exec app', 'true && app', 'true; app', 'app; exit $?', 'app | cat', 'app & wait', 'trap true EXIT; app', FORWARDING, FORWARDING_AND_WAITING,
];

/** Starts with an init of the image's own, the second of which signals all processes behind it. */
const OWN_INITS: readonly Start[] = [
  command(['tini', '--', 'app']),
  command(['tini', '--', 'sh', '-c', 'true; app; exit $?']),
  command(['tini', '-g', '--', 'app']),
  command(['tini', '-g', '--', 'sh', '-c', 'true; app; exit $?']),
];

/** Everything that a rule talks about, and no more: each row costs a container. */
export const MATRIX: readonly Row[] = FAMILIES.flatMap((family) => {
  const sh = (script: string) => command(['sh', '-c', script]);
  const named = (script: string) => command([OWN_NAMES[family], '-c', script]);
  const images = [EXEC_FORM, SHELL_FORM, SHELL_FORM_EXEC, START_EXEC, START_PLAIN];
  return [
    ...rows(family, [...images, ...[...SCRIPTS, ...EXEC_SCRIPTS].map(sh), ...SCRIPTS.map(named), ...OWN_INITS]),
    ...rows(family, [...images, ...BEHIND_INIT.map(sh)], { init: true }),
    ...[false, true].flatMap((init) => rows(family, [...images, ...[FORWARDING, 'true; app', 'app & wait'].map(sh)], { init, handles: false })),
    ...(['SIGQUIT', 'SIGINT'] as const).flatMap((signal) => [
      ...[false, true].flatMap((init) => rows(family, [EXEC_FORM, SHELL_FORM, START_EXEC, START_PLAIN, sh('app | cat')], { signal, init })),
      ...rows(family, [EXEC_FORM], { signal, handles: false }),
    ]),
  ];
});

/** Two rows are the same container if their keys are. */
export function keyOf({ family, start, init, handles, signal }: Row): string {
  return [start.title, `sh is ${family}`, ...init ? ['init'] : [], ...handles ? [] : ['no handler'], signal].join(', ');
}

function rows(family: Family, starts: readonly Start[], circumstances: Partial<Row> = {}): Row[] {
  return starts.map((start) => ({ family, start, init: false, handles: true, signal: 'SIGTERM', ...circumstances }));
}

function command(vector: readonly string[]): Start {
  return { title: vector.map((word) => (/[\s"'$&|;()]/.test(word) ? `"${word.replace(/"/g, '\\"')}"` : word)).join(' '), vector };
}

function startScript(path: keyof typeof START_SCRIPTS, ending: string): Start {
  return {
    title: `ENTRYPOINT ["start"], which ends in ${ending}`,
    vector: [path, 'app'],
    instructions: [`ENTRYPOINT ["${path}"]`, 'CMD ["app"]'],
    script: START_SCRIPTS[path],
  };
}
