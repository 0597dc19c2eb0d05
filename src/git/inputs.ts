import { existsSync } from 'fs';
import { resolve } from 'path';
import { fault } from '../platform/fault';

/** Where a file or folder is that belongs to a directory; an error in the name of the prop that says it. */
export function existing(scope: Parameters<typeof fault>[0], prop: string, directory: string, path: string): string {
  const at = resolve(directory, path);
  if (!existsSync(at)) {
    throw fault(scope, `${prop} has "${path}", which does not exist at "${at}"`);
  }
  return at;
}
