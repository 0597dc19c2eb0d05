import type { Build } from '../facts/build';
import { hasHole } from '../platform/image-reference';
import { isRoot } from '../platform/users';
import type { Process } from '../shell';

/** Programs with which a process of root becomes that of another user. */
const STEPS_DOWN = ['gosu', 'su-exec', 'setpriv', 'chpst', 'runuser', 'su', 'setuidgid', 's6-setuidgid'];

/** Why an image runs, or may run, as root; undefined where it does not. */
export function imageUser(build: Build, process: Process | undefined): { readonly certain: boolean; readonly because: string } | undefined {
  const { configuration: { user }, base, path } = build;
  if (base === undefined || (user !== undefined && hasHole(user.text))) {
    return undefined;
  }
  if (user !== undefined && !isRoot(user.text)) {
    return undefined;
  }
  const because = user !== undefined ? `${build.at(user.line)} says USER ${user.text}` : `${path} has no USER, and ${base.text} `;
  if (user === undefined && base.image?.user === undefined) {
    return hasHole(base.text) ? undefined : { certain: false, because: `${because}is not known to set another` };
  }
  if (user === undefined && !isRoot(base.image!.user!)) {
    return undefined;
  }
  const stepsDown = process?.commands.some(({ words }) => words.some(({ text }) => STEPS_DOWN.includes(text.slice(text.lastIndexOf('/') + 1)))) ?? false;
  const said = user === undefined ? `${because}runs as root` : because;
  return stepsDown ? { certain: false, because: `${said}, until it steps down` } : { certain: true, because: said };
}
