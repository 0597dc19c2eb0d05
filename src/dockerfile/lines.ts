const BOM = '\ufeff';

/** The directives that may stand above everything else; any other comment ends them. */
const DIRECTIVE = /^#\s*(syntax|escape|check)\s*=\s*(\S.*?)\s*$/i;

/** The lines of a Dockerfile, without what only editors see. */
export function linesOf(text: string): readonly string[] {
  return text.slice(text.startsWith(BOM) ? 1 : 0).split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).replaceAll('\r', ' '));
}

/** The character that escapes others and continues lines. */
export function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = DIRECTIVE.exec(line.trim()) ?? [];
    if (name === undefined) {
      break;
    }
    if (name.toLowerCase() === 'escape') {
      return value === '`' ? '`' : '\\';
    }
  }
  return '\\';
}

export function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

/** A line without what continues it on the next one. An escape that is escaped itself does not. */
export function uncontinued(line: string, escape: string): { readonly text: string; readonly continues: boolean } {
  const trimmed = line.replace(/[ \t]+$/, '');
  const continues = trimmed.endsWith(escape) && !trimmed.endsWith(escape + escape);
  return continues ? { text: trimmed.slice(0, -1), continues } : { text: line, continues };
}
