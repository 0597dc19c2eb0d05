import type { Build } from '../facts/build';
import { basename } from '../platform/command-line';
import { hasHole } from '../platform/image-reference';
import { isRoot } from '../platform/users';
import type { Process } from '../shell';

/** Programs with which a process of root becomes that of another user. */
const STEPS_DOWN = ['gosu', 'su-exec', 'setpriv', 'chpst', 'runuser', 'su', 'setuidgid', 's6-setuidgid'];

export interface RootBy {
  /** False where it only may run as root. */
  readonly certain: boolean;
  readonly because: string;
  /** The line of the Dockerfile that says so: USER, or FROM where there is none. */
  readonly line?: number;
}

/** Why an image runs, or may run, as root; undefined where it does not. */
export function imageUser(build: Build, process: Process | undefined): RootBy | undefined {
  const { configuration: { user }, base, path } = build;
  if (base === undefined) {
    return undefined;
  }
  const line = user?.line ?? build.final?.line;
  if (user !== undefined) {
    return hasHole(user.text) || !isRoot(user.text) ? undefined : { ...unlessItStepsDown(`${build.at(user.line)} says USER ${user.text}`, process), line };
  }
  const inherited = base.image?.user;
  const without = `${path} has no USER, and ${base.text}`;
  if (inherited === undefined) {
    return hasHole(base.text) ? undefined : { certain: false, because: `${without} is not known to set another`, line };
  }
  return isRoot(inherited) ? { ...unlessItStepsDown(`${without} runs as root`, process), line } : undefined;
}

function unlessItStepsDown(because: string, process: Process | undefined): RootBy {
  const stepsDown = process?.commands.some(({ words }) => words.some(({ text }) => STEPS_DOWN.includes(basename(text)))) ?? false;
  return stepsDown ? { certain: false, because: `${because}, until it steps down` } : { certain: true, because };
}
