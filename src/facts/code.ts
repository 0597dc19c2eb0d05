import { Known } from './known';
import { codeFiles, holdsCode, readsWorkingDirectory } from '../platform/code';
import { isAbsolute, normalizePath } from '../platform/paths';
import type { Process } from '../shell';

/** Where the task definition says that the code of a container is. What the image alone knows is not there. */
export interface Code {
  /** Programs, scripts and archives that it runs, by their absolute paths. */
  readonly files: readonly string[];
  /** Folders that they are started in, and read from. */
  readonly folders: readonly string[];
}

export function readCode(process: Process | undefined, workingDirectory: Known<string>): Code {
  const start = typeof workingDirectory === 'string' && isAbsolute(workingDirectory) ? normalizePath(workingDirectory) : undefined;
  const files: string[] = [];
  const folders = new Set(start !== undefined && holdsCode(start) ? [start] : []);
  let folder = start;
  for (const { program, conditional } of process?.commands ?? []) {
    const words = program.map(({ text }) => text);
    if (words[0] === 'cd') {
      folder = !conditional && program[1]?.literal ? within(folder, words[1]) : undefined;
      continue;
    }
    const named = codeFiles(words);
    files.push(...named.flatMap((file) => within(folder, file) ?? []));
    if (folder !== undefined && (named.some((file) => !isAbsolute(file)) || readsWorkingDirectory(words))) {
      folders.add(folder);
    }
  }
  return { files, folders: [...folders] };
}

/** The absolute path of what is named in a folder. */
function within(folder: string | undefined, path: string): string | undefined {
  if (isAbsolute(path)) {
    return normalizePath(path);
  }
  return folder === undefined ? undefined : normalizePath(`${folder}/${path}`);
}
