import { isComment, uncontinued } from './lines';
import { passQuoted } from './words';

/** A `<<EOF` may have blanks before its delimiter. */
const PARTED = /<<(-?)[ \t]+(["']?)([A-Za-z_][\w.-]*)\2(?=\s|$)/g;

/** A character that means nothing. */
const BLOT = 'x';

/** A line of an instruction that says nothing. */
const BLOTTED = `${BLOT} ${BLOT}`;

/**
 * The lines of a Dockerfile as its parser reads them rightly. Line for line they begin and end the same instructions, and say the same heredocs;
 * what misleads the parser is blotted out:
 * - it takes `<<` in quotes, and `<<<`, for heredocs, but not `3<<EOF` and `<< EOF`;
 * - it takes `\\` at the end of a line for a continuation, and `\` alone on a line for an instruction;
 * - it loses a continuation behind an escape in front of a blank, and what stands behind an escaped `#` at the beginning of a line;
 * - it takes much time over many comments in many stages, and over arguments: of files without heredocs it sees none.
 */
export function shapeOf(lines: readonly string[], escape: string): readonly string[] {
  const delimiters = lines.some((line) => line.includes('<<')) ? new Set(lines.map((line) => line.trim())) : undefined;
  let continued = false;
  let quote = '';
  return lines.map((line) => {
    const { text, continues } = uncontinued(line, escape);
    if (isComment(line) || (!continued && text.trim() === '')) {
      return '';
    }
    const shape = delimiters
      ? shapeOfLine(joinParted(continues ? text : text.trimEnd(), delimiters), escape, quote)
      : { text: text.trim() === '' ? '' : BLOTTED, quote };
    continued = continues || (continued && text.trim() === '');
    quote = continued ? shape.quote : '';
    return shape.text + (continues ? escape : '');
  });
}

/** `<< EOF` as `<<EOF`, where a line ends it. Elsewhere it is arithmetic. */
export function joinParted(text: string, delimiters: ReadonlySet<string>): string {
  return text.includes('<<') ? text.replace(PARTED, (all, dash, quote, name) => (delimiters.has(name) ? `<<${dash}${quote}${name}${quote}` : all)) : text;
}

/** The shape of what stands on a line in front of what continues it, and the quote that is open behind it. */
function shapeOfLine(line: string, escape: string, openQuote: string): { readonly text: string; readonly quote: string } {
  const characters = line.replace(/<<<+/g, (all) => BLOT.repeat(all.length)).split('');
  const quote = passQuoted(line, escape, (at, quoted) => {
    if (quoted && characters[at] === '<') {
      characters[at] = BLOT;
    }
  }, openQuote);
  const misleading = escape === '`' ? /`(?=[\s#]|$)/g : /\\(?=[\s#]|$)/g;
  return { text: characters.join('').replace(misleading, BLOT).replace(/(^|\s)\d+(?=<<)/g, '$1'), quote };
}
