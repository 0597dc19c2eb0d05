import { isComment, uncontinued } from './lines';
import { passQuoted } from './words';

/** A `<<EOF` may have blanks before its delimiter. */
const PARTED = /<<(-?)[ \t]+(["']?)([A-Za-z_][\w.-]*)\2(?=\s|$)/g;

/**
 * The lines of a Dockerfile as its parser reads them rightly. Line for line they begin and end the same instructions, and say the same heredocs;
 * what misleads the parser is blotted out. The parser takes
 * - `<<` in quotes, and `<<<`, for heredocs, but not `3<<EOF` and `<< EOF`;
 * - `\\` at the end of a line for a continuation, and loses one behind an escaped blank;
 * - much time over many comments in many stages.
 */
export function shapeOf(lines: readonly string[], escape: string): readonly string[] {
  const delimiters = new Set(lines.map((line) => line.trim()));
  let quote = '';
  return lines.map((line) => {
    if (isComment(line)) {
      return '';
    }
    const { text, continues } = uncontinued(line, escape);
    const shape = new Shape(joinParted(text, delimiters), escape, quote);
    quote = continues ? shape.quote : '';
    return shape.text.replace(/(^|\s)\d+(?=<<)/g, '$1') + (continues ? escape : '');
  });
}

/** `<< EOF` as `<<EOF`, where a line ends it. Elsewhere it is arithmetic. */
export function joinParted(text: string, delimiters: ReadonlySet<string>): string {
  return text.includes('<<') ? text.replace(PARTED, (all, dash, quote, name) => (delimiters.has(name) ? `<<${dash}${quote}${name}${quote}` : all)) : text;
}

class Shape {
  public readonly text: string;
  public readonly quote: string;

  public constructor(source: string, escape: string, quote: string) {
    const characters = source.replace(/<<<+/g, (all) => 'x'.repeat(all.length)).split('');
    this.quote = passQuoted(source, escape, (at, quoted) => {
      const escapes = characters[at] === escape && (at === source.length - 1 || /\s/.test(source[at + 1]));
      if ((quoted && characters[at] === '<') || escapes) {
        characters[at] = 'x';
      }
    }, quote);
    this.text = characters.join('');
  }
}
