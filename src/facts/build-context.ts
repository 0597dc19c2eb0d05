import { existsSync, readdirSync } from 'fs';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'path';
import { FileText, Files, RealPath, Unread, realPath } from './files';
import { Ignores, readIgnoreFile } from './ignore-file';
import { once } from './known';

/** Why there is no text to read at a place in a build context: a symbolic link may lead out of it, an ignore file may keep it out. */
export type UnreadInContext = Unread | 'ignored' | 'outside';

/**
 * The files that `COPY` and `ADD` of one image build can see: a directory without what its ignore file keeps out.
 * Where the CDK stages assets, the directory is its copy, which lacks what `exclude` names as well.
 *
 * Paths are those of `COPY`: from the root of the context, which `/` and `..` cannot leave.
 */
export class BuildContext {
  private readonly dockerfilePath: string;
  private readonly root: () => RealPath;
  private readonly names: () => ReadonlySet<string>;
  private readonly found = new Map<string, RealPath<UnreadInContext>>();
  private readonly ignoreFile: () => string | undefined;
  private readonly ignores: () => Ignores;

  /**
   * @param directory the absolute path of the directory
   * @param file the path of the Dockerfile from there; it may lie outside of the directory
   */
  public constructor(directory: string, file = 'Dockerfile', private readonly files = new Files()) {
    this.dockerfilePath = resolve(directory, file);
    this.root = once(() => realPath(directory));
    this.names = once(() => new Set(namesIn(directory)));
    this.ignoreFile = once(() => [`${this.dockerfilePath}.dockerignore`, join(directory, '.dockerignore')].find((path) => (
      dirname(path) === directory ? this.names().has(basename(path)) : existsSync(path))));
    this.ignores = once(() => {
      const path = this.ignoreFile();
      const text = path === undefined ? undefined : files.read(path).text;
      return text === undefined ? () => false : readIgnoreFile(text);
    });
  }

  /** The Dockerfile, which BuildKit reads even where it is ignored. */
  public get dockerfile(): FileText {
    return this.files.read(this.dockerfilePath);
  }

  /** Whether there is an ignore file: `.dockerignore`, or one that is named after the Dockerfile and counts instead. */
  public get hasIgnoreFile(): boolean {
    return this.ignoreFile() !== undefined;
  }

  /** Whether no pattern keeps a path out of the context. It says nothing of whether there is a file. */
  public includes(path: string): boolean {
    const place = inContext(path);
    return place === '' || !this.ignores()(place);
  }

  /** Whether there is a file or folder of that name. */
  public has(path: string): boolean {
    return this.find(path).real !== undefined;
  }

  /** The names in a folder. */
  public list(folder = '/'): readonly string[] {
    const { real } = this.find(folder);
    return real === undefined ? [] : namesIn(real).filter((name) => this.includes(posix.join(folder, name))).sort();
  }

  /** The text of a file, or why there is none. */
  public read(path: string): FileText<UnreadInContext> {
    const { real, unread } = this.find(path);
    return unread ? { unread } : this.files.read(real);
  }

  private find(path: string): RealPath<UnreadInContext> {
    const place = inContext(path);
    const found = this.found.get(place) ?? this.findAnew(place);
    this.found.set(place, found);
    return found;
  }

  /** Where a path leads: neither it nor what it links to may be ignored, or outside. */
  private findAnew(path: string): RealPath<UnreadInContext> {
    if (!this.includes(path)) {
      return { unread: 'ignored' };
    }
    const root = this.root();
    // Most questions are about what is not there, and one look at the folder answers them.
    if (root.unread || !(path === '' || this.names().has(path.split('/', 1)[0]))) {
      return root.unread ? root : { unread: 'missing' };
    }
    const found = realPath(join(root.real, path));
    if (found.unread) {
      return found;
    }
    const place = relative(root.real, found.real);
    if (isAbsolute(place) || place.split(sep)[0] === '..') {
      return { unread: 'outside' };
    }
    return this.includes(place.split(sep).join('/')) ? found : { unread: 'ignored' };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** BuildKit takes a path for one from the root of the context, and drops what would lead out of it. */
function inContext(path: string): string {
  return posix.normalize(`/${path}`).replace(/^\/|\/$/g, '');
}
