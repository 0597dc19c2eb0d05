import { withoutPrefix, withoutSuffix } from './patterns';
import { hasHole, isHole } from '../platform/image-reference';
import { Cursor } from '../shell/cursor';

/** The value of a variable that may have one, for all that the Dockerfile says. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** Gives the value of a variable; undefined where it certainly has none. */
export type Lookup = (name: string) => string | undefined | typeof UNKNOWN;

/** By how much substitution may make a text longer. */
const LONGEST = 8192;

/** Stands for a text that nobody can read. */
const UNREADABLE = '${…}';

/**
 * Substitutes variables and removes quotes, as Docker does for most instructions. What is not known reads `${NAME}`.
 * In the text of a heredoc, quotes are as good as any other character.
 */
export function expand(text: string, lookup: Lookup, escape: string, quotes = true): string {
  if (!/["'$]/.test(text) && !text.includes(escape)) {
    return text;
  }
  const cursor = new Cursor(text);
  const expanded = new Expander(cursor, lookup, escape, quotes).readUntil('');
  return cursor.failed ? UNREADABLE : expanded;
}

const OPERATOR = /^(?::?[-+?]|[#%/])$/;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*|\d+|[@*#?$!-]/uy;

class Expander {
  private readonly limit: number;

  public constructor(
    private readonly cursor: Cursor, private readonly lookup: Lookup, private readonly escape: string, private readonly quotes: boolean,
  ) {
    this.limit = cursor.source.length + LONGEST;
  }

  /** Reads up to a character and passes it. It has to be there; an empty one stands for the end. */
  public readUntil(stop: string, keepEscapes = false): string {
    const { cursor } = this;
    let text = '';
    while (!cursor.ended && (stop === '' || cursor.peek() !== stop)) {
      text += this.readPart(keepEscapes);
      if (text.length > this.limit) {
        cursor.fail();
      }
    }
    if (stop !== '') {
      cursor.passThrough(stop);
    }
    return text;
  }

  private readPart(keepEscapes: boolean): string {
    const character = this.cursor.peek();
    if (character === '$') {
      return this.readVariable();
    }
    if (this.quotes && character === "'") {
      return this.readSingleQuoted();
    }
    if (this.quotes && character === '"') {
      return this.readDoubleQuoted();
    }
    return character === this.escape ? this.readEscaped(keepEscapes) : this.take(1);
  }

  private take(length: number): string {
    const { cursor } = this;
    cursor.at += length;
    return cursor.source.slice(cursor.at - length, cursor.at);
  }

  /** An escape stands for what follows it; at the end it stands for nothing. */
  private readEscaped(keepEscape: boolean): string {
    const pair = this.take(2);
    return keepEscape ? pair : pair.slice(1);
  }

  private readSingleQuoted(): string {
    const start = ++this.cursor.at;
    this.cursor.passThrough("'");
    return this.cursor.source.slice(start, this.cursor.at - 1);
  }

  private readDoubleQuoted(): string {
    const { cursor } = this;
    let text = '';
    cursor.at++;
    while (!cursor.ended && cursor.peek() !== '"') {
      if (cursor.peek() === '$') {
        text += this.readVariable();
      } else if (cursor.peek() === this.escape) {
        text += this.readEscaped(!`"$${this.escape}`.includes(cursor.peek(1) || ' '));
      } else {
        text += this.take(1);
      }
      if (text.length > this.limit) {
        cursor.fail();
      }
    }
    cursor.passThrough('"');
    return text;
  }

  private readVariable(): string {
    const { cursor } = this;
    cursor.at++;
    if (cursor.peek() === '{') {
      return cursor.nest(() => this.readBraced()) ?? '';
    }
    const name = this.readName();
    return name === '' ? '$' : this.valueOf(name);
  }

  /** `?`, `@` and the like are parameters of a shell, which have no value here. */
  private readName(): string {
    const { source, at } = this.cursor;
    NAME.lastIndex = at;
    const [name] = NAME.exec(source) ?? [''];
    this.cursor.at += name.length;
    return name;
  }

  private valueOf(name: string): string {
    const value = this.lookup(name);
    return value === UNKNOWN ? hole(name) : value ?? '';
  }

  private readBraced(): string {
    const { cursor } = this;
    cursor.at++;
    const name = this.readName();
    if (name === '') {
      cursor.fail();
      return '';
    }
    if (cursor.peek() === '}') {
      cursor.at++;
      return this.valueOf(name);
    }
    const emptyIsUnset = cursor.peek() === ':';
    const operator = this.take(emptyIsUnset ? 2 : 1);
    if (!OPERATOR.test(operator)) {
      cursor.fail();
    }
    const word = this.readUntil('}', /[#%/]/.test(operator));
    return this.modified(name, operator, word) ?? hole(name);
  }

  /** The value of `${name<operator><word>}`. Undefined where it is not known. */
  private modified(name: string, operator: string, word: string): string | undefined {
    const value = this.lookup(name);
    if (value === UNKNOWN) {
      return undefined;
    }
    if (/^[#%/]$/.test(operator)) {
      return value === undefined ? '' : edited(value, operator, word);
    }
    if (operator.startsWith(':') && value !== undefined && value !== '' && isHole(value)) {
      return undefined;
    }
    const set = value !== undefined && !(operator.startsWith(':') && value === '');
    switch (operator.slice(-1)) {
      case '-':
        return set ? value : word;
      case '+':
        return set ? word : '';
      default:
        return set ? value : undefined;
    }
  }
}

/** How a value reads that is not known. */
export function hole(name: string): string {
  return `\${${name}}`;
}

/** The value without or with another part, where all of it is known. */
function edited(value: string, operator: string, word: string): string | undefined {
  if (hasHole(value) || hasHole(word)) {
    return undefined;
  }
  const longest = word.startsWith(operator);
  const pattern = longest ? word.slice(1) : word;
  switch (operator) {
    case '#':
      return withoutPrefix(value, pattern, longest);
    case '%':
      return withoutSuffix(value, pattern, longest);
    default:
      return replaced(value, pattern, longest);
  }
}

/** `${name/from/to}`, and `${name//from/to}` for all; with a pattern it is not known. */
function replaced(value: string, word: string, all: boolean): string | undefined {
  const [from, to, ...more] = word.split('/');
  if (from === '' || to === undefined || more.length > 0 || /[*?\\]/.test(word)) {
    return undefined;
  }
  return all ? value.split(from).join(to) : value.replace(from, () => to);
}
