import { Flag } from './model';

const BLANK = /\s/;

export function splitAtBlanks(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** The words of a text, quotes and escapes left in place: what is quoted or escaped does not end a word. */
export function splitQuoted(text: string, escape: string): string[] {
  const words: string[] = [];
  let start = -1;
  passQuoted(text, escape, (at, quoted) => {
    const ends = at === text.length || (!quoted && BLANK.test(text[at]));
    if (ends && start >= 0) {
      words.push(text.slice(start, at));
      start = -1;
    } else if (!ends && start < 0) {
      start = at;
    }
  });
  return words;
}

/**
 * Calls back for each character, those that are escaped left out, and once more at the end, until it is told to stop. Quotes themselves are quoted.
 * Returns the quote that is open in the end.
 */
export function passQuoted(text: string, escape: string, visit: (at: number, quoted: boolean) => boolean | void, quote = ''): string {
  let open = quote;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const opens = open === '' && (character === '"' || character === "'");
    if (visit(at, open !== '' || opens) === true) {
      return open;
    }
    if (opens) {
      open = character;
    } else if (character === open) {
      open = '';
    } else if (character === escape && open !== "'") {
      at++;
    }
  }
  visit(text.length, false);
  return open;
}

/** The text with one blank where several stand outside quotes. */
export function collapseBlanks(text: string, escape: string): string {
  if (!/["']/.test(text) && !text.includes(escape)) {
    return text.replace(/\s+/g, ' ').trim();
  }
  let collapsed = '';
  let from = 0;
  let blank = false;
  passQuoted(text, escape, (at, quoted) => {
    const isBlank = at < text.length && !quoted && BLANK.test(text[at]);
    if (isBlank || at === text.length) {
      collapsed += blank ? '' : text.slice(from, at);
      collapsed += isBlank && !blank ? ' ' : '';
      from = at + 1;
    } else if (blank) {
      from = at;
    }
    blank = isBlank;
  });
  return collapsed.trim();
}

/** Takes the flags off the front of arguments. `--` alone ends them. */
export function readFlags(text: string, escape: string): { readonly flags: readonly Flag[]; readonly rest: string } {
  const flags: Flag[] = [];
  let rest = text.trimStart();
  while (rest.startsWith('--')) {
    const word = firstWord(rest, escape);
    rest = rest.slice(word.length).trimStart();
    if (word === '--') {
      break;
    }
    const [name, ...value] = word.slice(2).split('=');
    flags.push({ name: name.toLowerCase(), value: value.join('=') });
  }
  return { flags, rest };
}

function firstWord(text: string, escape: string): string {
  let end = 0;
  passQuoted(text, escape, (at, quoted) => {
    end = at;
    return !quoted && at < text.length && BLANK.test(text[at]);
  });
  return text.slice(0, end);
}

/** The strings of a JSON array, as the exec form is written. Undefined where the text is none, as with single quotes. */
export function readJsonStrings(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) {
    return undefined;
  }
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}
