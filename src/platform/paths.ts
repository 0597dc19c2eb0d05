/** A path in the form in which paths can be compared: with `/`, and without `.`, `..` and what is said twice. */
export function normalizePath(path: string): string {
  const text = path.trim().replace(/\\/g, '/');
  const parts: string[] = [];
  for (const part of partsOf(text)) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  return `${text.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** `/app`, and `C:\app` of Windows. */
export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** Whether a path is a folder or lies in it. Both are normalized. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The names of the folders on the way, and of what it leads to. */
export function partsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '');
}
