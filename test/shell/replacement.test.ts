import { ShellFamily, readScript } from '../../src/shell';

const NONE = '', BASH = 'bash', BUSYBOX = 'busybox', BOTH = 'bash busybox';

/**
 * What happened when dash 0.5.12-2, bash 5.2.15 (also by the name `sh`) and busybox 1.35.0 ran each script with `-c`: `app` was a program
 * that stayed, and /proc/<pid>/exe of the shell said which of them had become the program. dash never had. Options such as `-e`, `-u` and `-x` changed nothing.
 */
test.each<[script: string, replaced: string]>([
  ['app', BOTH],
  [' app ', BOTH],
  ['app;', BOTH],
  ['app # the application', BOTH],
  ['app $(echo 9) $((9))', BOTH],
  ['X=1 app', BOTH],
  ['X=$(true) && app', BOTH],
  ['A=app; $A', BOTH],
  ['env app', BOTH],
  ['command app', BOTH],
  ['bash -c "app"', BOTH],
  ['true && app', BOTH],
  ['false || app', BOTH],
  ['true; app', BOTH],
  ['true\napp', BOTH],
  ['cd /;\napp', BOTH],
  ['true &&\napp', BOTH],
  ['cd / && cd / ; app', BOTH],
  ['true && true && app', BOTH],
  ['true || true && app', BOTH],
  ['true | true && app', BOTH],
  ['app | cat; app', BOTH],
  ['set -ex; app', BOTH],
  ['export X=1 && app', BOTH],
  ['exec 2>&1; app', BOTH],
  ['. /dev/null; app', BOTH],
  ['[ -n x ] && app', BOTH],
  ['! true || app', BOTH],
  ['time true; app', BOTH],
  ['eval true && app', BOTH],
  ['if true; then cd /; fi && app', BOTH],
  ['for i in 1; do cd /; done; app', BOTH],
  ['(true); app', BOTH],
  ['{ true; } && app', BOTH],
  ['f() { true; }\nf\napp', BOTH],
  ['trap "" TERM; app', BOTH],
  ['trap - TERM; app', BOTH],

  // A line of several commands, the last of which is not alone behind its `;`.
  ['true; true && app', BUSYBOX],
  ['true && cd /; true && app', BUSYBOX],
  ['cd /\ntrue; true && app', BUSYBOX],
  ['true; true &&\napp', BUSYBOX],
  ['true; true && app;', BUSYBOX],
  ['cd /\ntrue && app', BOTH],

  // Beside a process in the background.
  ['app & app', BUSYBOX],
  ['app & true; app', BOTH],
  ['app &\napp', BOTH],
  ['app &\ntrue && app', BOTH],
  ['app &', NONE],
  ['app & wait', NONE],
  ['{ app & wait; }', NONE],

  ['app >/dev/null', BUSYBOX],
  ['app 2>&1', BUSYBOX],
  ['true && app </dev/null', BUSYBOX],
  ['> /dev/null app', BUSYBOX],
  ['app <<E\nx\nE', NONE],

  ['(app)', BUSYBOX],
  ['(cd / && app 2>&1)', BUSYBOX],
  ['(app) 2>&1', BUSYBOX],
  ['true && (app)', BUSYBOX],
  ['{ true; app; }', BUSYBOX],
  ['true && { app; }', BUSYBOX],
  ['{ app; } 2>&1', NONE],
  ['if true; then app; else app; fi', BUSYBOX],
  ['if true; then true; else while true; do app; done; fi', NONE],
  ['for i in 1; do app; done', NONE],
  ['while true; do app; done', NONE],

  ['app\n', BASH],
  ['app # the application\n', BASH],
  ['cd / && app\n', BASH],
  ['(app)\n', NONE],
  ['app\n\n', NONE],
  ['app\n# the end', NONE],

  ['app; true', NONE],
  ['app; exit $?', NONE],
  ['app || exit 1', NONE],
  ['app && true', NONE],
  ['! app', NONE],
  ['true && ! app', NONE],
  ['time app', NONE],
  ['time -p app', NONE],
  ['eval app', NONE],
  ['true; eval "true; app"', NONE],
  ['f() { app; }; f', NONE],
  ['trap : TERM; app', NONE],
  ['trap : EXIT\napp', NONE],
  ['(trap : TERM; app)', NONE],
  ['app | cat', NONE],
  ['true; true | app', NONE],
])('%j becomes its last command in: %s', (script, replaced) => {
  expect(readScript(script).replacedIn.join(' ')).toBe(replaced);
});

test.each(['if true; then app; fi', 'if true; then app; else true; fi', 'case x in x) app;; esac', '(trap : TERM); app'])('%s is said to stay, though busybox does not always', (script) => {
  expect(readScript(script).replacedIn).toEqual([]);
});

test.each(['exec app', 'app; exec app', 'if true; then exec app; else exec app; fi'])('%s needs no such favour', (script) => {
  expect(readScript(script)).toMatchObject({ ending: 'exec', replacedIn: [] });
});

test.each(['', 'A=b', '# nothing', 'app; f() { app; }', 'node "server.js'])('%j has no last command to become', (script) => {
  const none: ShellFamily[] = [];
  expect(readScript(script).replacedIn).toEqual(none);
});
