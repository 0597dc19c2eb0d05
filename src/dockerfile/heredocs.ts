import { splitQuoted } from './words';

/** A heredoc as an instruction announces it. */
export interface HeredocWord {
  readonly name: string;
  /** `<<-`: tabs in front of its lines do not count. */
  readonly indented: boolean;
  /** Its delimiter is quoted: nothing in it is substituted. */
  readonly quoted: boolean;
}

/** A heredoc with its text, in which tabs in front still stand. */
export interface HeredocText extends HeredocWord {
  readonly text: string;
}

/** Reads a word such as `<<EOF`, `<<-"EOF"` or `3<<EOF`. */
export function readHeredocWord(word: string): HeredocWord | undefined {
  const [, dash, delimiter] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
  if (delimiter === undefined) {
    return undefined;
  }
  const name = delimiter.replace(/["']/g, '').replace(/\\(.)/g, '$1');
  return name === '' ? undefined : { name, indented: dash === '-', quoted: /["']/.test(delimiter) };
}

/** The heredocs that the arguments of an instruction announce, with their texts from the lines behind it. */
export function readHeredocs(args: string, escape: string, lines: readonly string[]): readonly HeredocText[] {
  const words = args.includes('<<') ? splitQuoted(args, escape).map(readHeredocWord).filter((word) => word !== undefined) : [];
  let at = 0;
  return words.map((word) => {
    const start = at;
    while (at < lines.length && (word.indented ? lines[at].replace(/^\t+/, '') : lines[at]) !== word.name) {
      at++;
    }
    return { ...word, text: lines.slice(start, at++).map((line) => `${line}\n`).join('') };
  });
}

/** The text as whoever gets it sees it: without tabs in front of its lines, where those do not count. */
export function visibleText({ text, indented }: HeredocText): string {
  return indented ? text.replace(/^\t+/gm, '') : text;
}
