import { lstatSync, readFileSync, realpathSync, statSync } from 'fs';

/** Why there is no text to read. Devices, sockets and pipes are never opened: they are unreadable. */
export type Unread = 'missing' | 'directory' | 'too big' | 'binary' | 'unreadable';

/** What was read of a file. Its text is also the key by which equal files are parsed once. */
export type FileText<Why = Unread> = { readonly text: string; readonly unread?: undefined } | { readonly text?: undefined; readonly unread: Why };

/** Where a path leads, or why it leads nowhere. */
export type RealPath<Why = Unread> = { readonly real: string; readonly unread?: undefined } | { readonly real?: undefined; readonly unread: Why };

/** Dockerfiles, scripts and ignore files that people write are far below that. */
export const LARGEST_FILE = 1024 * 1024;

/** The files that one run reads, each of them once, by whichever path it is reached. */
export class Files {
  private readonly texts = new Map<string, FileText>();

  public read(path: string): FileText {
    const { real, unread } = realPath(path);
    if (unread) {
      return { unread };
    }
    const found = this.texts.get(real) ?? readText(real);
    this.texts.set(real, found);
    return found;
  }
}

/** Where a path leads when all symbolic links are followed. */
export function realPath(path: string): RealPath {
  try {
    // Most questions are about what is not there, and an exception costs more than the look.
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? { unread: 'missing' } : { real: realpathSync.native(path) };
  } catch (error) {
    return { unread: reason(error) };
  }
}

/** Reads a regular file of UTF-8 text, without its byte order mark. */
function readText(path: string): FileText {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      return { unread: stats.isDirectory() ? 'directory' : 'unreadable' };
    }
    if (stats.size > LARGEST_FILE) {
      return { unread: 'too big' };
    }
    const bytes = readFileSync(path);
    return bytes.includes(0) ? { unread: 'binary' } : { text: bytes.toString('utf-8').replace(/^\uFEFF/, '') };
  } catch (error) {
    return { unread: reason(error) };
  }
}

function reason(error: unknown): Unread {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') ? 'missing' : 'unreadable';
}
