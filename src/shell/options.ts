import { Word } from './model';

/** The options in front of a program's operands. */
export interface Options {
  /** Those given: letters, and long names with their dashes. */
  readonly names: ReadonlySet<string>;
  /** Where the value of an option stands, if it is a word of its own. */
  readonly values: ReadonlyMap<string, number>;
  /** Where the operands begin. */
  readonly end: number;
}

/** Reads options from a position on. `valued` names those that take a value. Shells also have options that begin with `+`. */
export function readOptions(words: readonly Word[], start: number, valued: ReadonlySet<string>): Options {
  const names = new Set<string>();
  const values = new Map<string, number>();
  let at = start;
  while (at < words.length && isOption(words[at].text)) {
    const option = readOption(words[at].text, valued);
    option.names.forEach((name) => names.add(name));
    at++;
    if (option.open !== undefined) {
      values.set(option.open, at);
      at++;
    }
  }
  return { names, values, end: words[at]?.text === '--' ? at + 1 : at };
}

function isOption(text: string): boolean {
  return text.length > 1 && text !== '--' && (text.startsWith('-') || text.startsWith('+'));
}

/** The options in one argument, and the last of them if its value is the next argument. */
function readOption(text: string, valued: ReadonlySet<string>): { readonly names: readonly string[]; readonly open?: string } {
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    return { names: [equals < 0 ? text : text.slice(0, equals)], open: valued.has(text) ? text : undefined };
  }
  const letters = [...text.slice(1)];
  const index = letters.findIndex((letter) => valued.has(letter));
  if (index < 0) {
    return { names: letters };
  }
  return { names: letters.slice(0, index + 1), open: index === letters.length - 1 ? letters[index] : undefined };
}
