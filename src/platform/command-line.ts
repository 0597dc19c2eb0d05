/** The name of a program without its folder. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Options of package managers that take the next word as their value, where a subcommand may follow. */
const VALUED_OPTIONS: ReadonlySet<string> = new Set([
  '--prefix', '--cwd', '-C', '--dir', '--region', '--profile', '--endpoint-url', '--directory', '--python', '--git-dir', '--work-tree', '--working-dir',
  '--exclude', '--include', '--procfile', '-w', '--workspace', '--filter',
]);

/** The arguments that are neither options nor values of options. `-` stands for stdin or stdout, and is none. */
export function positional(args: readonly string[], valued: ReadonlySet<string> = VALUED_OPTIONS): string[] {
  return args.filter((arg, index) => (arg === '-' || !arg.startsWith('-')) && !valued.has(args[index - 1] ?? ''));
}

/** The arguments from a positional one on. Options in front of it are left out; what follows it is as written. */
export function fromPositional(args: readonly string[], count: number, valued: ReadonlySet<string> = VALUED_OPTIONS): readonly string[] {
  let seen = 0;
  for (let at = 0; at < args.length; at++) {
    if (valued.has(args[at])) {
      at++;
    } else if (!args[at].startsWith('-')) {
      if (seen === count) {
        return args.slice(at);
      }
      seen++;
    }
  }
  return [];
}

/** Whether one of some letters stands among the short options, alone or with others, as `f` does in `-lf`. */
export function hasLetter(args: readonly string[], letters: string): boolean {
  return args.some((arg) => /^-[A-Za-z]+$/.test(arg) && [...letters].some((letter) => arg.includes(letter)));
}
