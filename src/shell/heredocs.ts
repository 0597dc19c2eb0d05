import { Cursor } from './cursor';
import { Expansions, ReadNested } from './expansions';
import { Substitution } from './syntax';

/** A heredoc whose text is still to come, behind the next newline. */
export interface Heredoc {
  readonly delimiter: string;
  /** Its delimiter is quoted: nothing in it is expanded. */
  readonly quoted: boolean;
  /** `<<-`: tabs in front of its lines do not count. */
  readonly indented: boolean;
  /** Where the commands in it go. */
  readonly substitutions: Substitution[];
}

/** Reads the text of a heredoc, and its delimiter, which has to be there. */
export function readHeredoc(cursor: Cursor, heredoc: Heredoc, readNested: ReadNested): void {
  const start = cursor.at;
  let lineStart = start;
  do {
    if (cursor.ended) {
      cursor.fail();
      return;
    }
    lineStart = cursor.at;
  } while (readLine(cursor, heredoc.indented) !== heredoc.delimiter);

  if (!heredoc.quoted) {
    const text = new Cursor(cursor.source.slice(start, lineStart), cursor.depth);
    const expansions = new Expansions(text, readNested);
    expansions.passText();
    expansions.substitutions.forEach((substitution) => heredoc.substitutions.push(substitution));
    if (text.failed) {
      cursor.fail();
    }
  }
}

function readLine(cursor: Cursor, indented: boolean): string {
  while (indented && cursor.peek() === '\t') {
    cursor.at++;
  }
  const found = cursor.source.indexOf('\n', cursor.at);
  const end = found < 0 ? cursor.source.length : found;
  const line = cursor.source.slice(cursor.at, end);
  cursor.at = Math.min(end + 1, cursor.source.length);
  return line;
}
