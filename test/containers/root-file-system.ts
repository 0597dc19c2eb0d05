import { execFileSync } from 'child_process';
import { accessSync, constants, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Family, OWN_NAMES, START_SCRIPTS } from './matrix';

/** Where programs are looked for, whatever PATH says: those of the administrator are not in everyone's. */
const FOLDERS = [...process.env.PATH?.split(':') ?? [], '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/libexec/podman'];

/** Inits that need no library, so that they run in every image. */
const INITS = ['tini-static', 'catatonit'];

/**
 * The application. It has to be on the machine already, because nothing is compiled or fetched, and it must not be a shell: POSIX keeps a shell from
 * handling a signal that was ignored when it started, and signals are when a shell started it in the background. Perl, which every Debian has, sets
 * handlers as any program does. The kernel starts it as the script's interpreter, so that the process is called `app`.
 * First it writes down who stands in front of it, itself included, up to PID 1. Then it waits for a signal:
 * - With a handler it takes a moment to finish its work. Whoever ends the container meanwhile has cut it off.
 * - Without one it leaves the signal to the kernel, which ends a process, but not PID 1.
 */
const APPLICATION = `#!/usr/bin/perl
if ($ENV{HANDLES} eq 'yes') {
  $SIG{TERM} = $SIG{QUIT} = $SIG{INT} = sub {
    $SIG{TERM} = $SIG{QUIT} = $SIG{INT} = 'IGNORE';
    select undef, undef, undef, 0.3;
    open my $finished, '>', '/record/finished';
    exit 0;
  };
}
open my $processes, '>', '/record/processes';
for (my $pid = $$; $pid > 0;) {
  open my $status, '<', "/proc/$pid/status";
  my %status = map { /^(\\w+):\\s*(.*)/ } <$status>;
  print $processes "$status{Name}\\n";
  $pid = $status{PPid};
}
close $processes;
rename '/record/processes', '/record/started';
sleep 3600 while 1;
`;

/** Programs of this machine that the images are made of. */
export interface Programs {
  readonly shells: Readonly<Record<Family, string>>;
  readonly init: string;
  readonly perl: string;
  readonly cat: string;
}

/** Throws what is missing. */
export function findPrograms(): Programs {
  return {
    shells: { dash: program('dash'), bash: program('bash'), busybox: program('busybox') },
    init: program(...INITS),
    perl: program('perl'),
    cat: program('cat'),
  };
}

/** The first of these programs that the machine has. */
export function program(...names: readonly string[]): string {
  const found = names.flatMap((name) => FOLDERS.map((folder) => join(folder, name))).find(isExecutable);
  if (found === undefined) {
    throw new Error(`no ${names.join(' and no ')} on this machine`);
  }
  return found;
}

/** Writes all files of the image of a family: its shell as `sh` and by its own name, an init, the start scripts, and the application. */
export function writeRootFileSystem(root: string, family: Family, { shells, init, perl, cat }: Programs): void {
  ['bin', 'dev', 'proc', 'record', 'sys', 'tmp'].forEach((folder) => mkdirSync(join(root, folder), { recursive: true }));
  install(shells[family], root, `/bin/${family}`);
  [...new Set(['sh', OWN_NAMES[family]])].filter((name) => name !== family).forEach((name) => symlinkSync(family, join(root, 'bin', name)));
  // Under the name that the reader of command lines knows; -g means the same to each of them.
  install(init, root, '/bin/tini');
  install(perl, root, '/usr/bin/perl');
  install(cat, root, '/bin/cat');
  Object.entries({ '/bin/app': APPLICATION, ...START_SCRIPTS }).forEach(([path, text]) => writeFileSync(join(root, path), text, { mode: 0o755 }));
}

/** Copies a program and the libraries that it is linked with. */
export function install(from: string, root: string, to: string): void {
  [[from, to], ...librariesOf(from).map((library) => [library, library])].forEach(([source, target]) => {
    mkdirSync(dirname(join(root, target)), { recursive: true });
    copyFileSync(source, join(root, target));
  });
}

function librariesOf(path: string): string[] {
  try {
    const listed = execFileSync(program('ldd'), [path], { encoding: 'utf-8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, library]) => library);
  } catch {
    // What ldd refuses is linked with nothing.
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
