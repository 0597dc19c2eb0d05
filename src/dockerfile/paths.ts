import { hasHole } from '../platform/image-reference';
import { isAbsolute, partsOf } from '../platform/paths';

/** A path as it reads from a folder: with `/`, and without `.` and `..`, but for a `..` behind what is not known. */
export function resolvePath(folder: string, path: string): string {
  const absolute = isAbsolute(path) || path.startsWith('${');
  const parts: string[] = [];
  for (const part of [...absolute ? [] : partsOf(folder), ...partsOf(path)]) {
    const last = parts[parts.length - 1];
    if (part === '..' && !(last !== undefined && (last === '..' || hasHole(last)))) {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  const start = /^(?:\$\{|[A-Za-z]:$)/.test(parts[0] ?? '') ? '' : '/';
  return start + parts.join('/');
}

/** The same, keeping what makes the path a folder: a `/` or `.` at its end. */
export function resolveDestination(folder: string, path: string): string {
  const resolved = resolvePath(folder, path);
  return /(?:^|[\\/])\.?$/.test(path) && !resolved.endsWith('/') ? `${resolved}/` : resolved;
}
