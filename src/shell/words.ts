import { readAnsi } from './ansi';
import { Cursor } from './cursor';
import { Expansions, ReadNested } from './expansions';
import { WordNode } from './syntax';

const ENDS_WORD = ' \t\n;&|<>()';

/** What neither ends a word nor means anything but itself. */
const PLAIN = /[^ \t\n;&|<>()\\'"$`]+/y;

/** Stands in a word's shape for what is quoted or expanded. */
const OPAQUE = '\0';

/** Reads the word at the cursor. */
export function readWord(cursor: Cursor, readNested: ReadNested): WordNode {
  return new WordReader(cursor, readNested).read();
}

/** Whether `<(` or `>(` stands at the cursor. */
export function isAtProcess(cursor: Cursor): boolean {
  return cursor.isAt('<>') && cursor.peek(1) === '(';
}

class WordReader {
  private readonly expansions: Expansions;
  private text = '';
  /** What is neither quoted nor expanded, in its place: there alone a `*` is a pattern. */
  private shape = '';
  private expanded = false;

  public constructor(private readonly cursor: Cursor, readNested: ReadNested) {
    this.expansions = new Expansions(cursor, readNested);
  }

  public read(): WordNode {
    const { cursor } = this;
    const start = cursor.at;
    while (!cursor.ended && (!cursor.isAt(ENDS_WORD) || isAtProcess(cursor))) {
      this.readPart();
    }
    return {
      text: this.text,
      literal: !this.expanded && !isPattern(this.shape) && !this.text.includes('${'),
      raw: cursor.source.slice(start, cursor.at),
      substitutions: this.expansions.substitutions,
    };
  }

  private readPart(): void {
    const { cursor } = this;
    switch (cursor.peek()) {
      case '\\':
        return this.readEscaped();
      case "'":
        return this.readSingleQuoted();
      case '"':
        return this.readDoubleQuoted();
      case '$':
        return this.readDollar();
      case '`':
        return this.readExpansion(false);
      case '<':
      case '>':
        return this.addExpansion(() => this.expansions.passProcess());
      default:
        this.readPlain();
    }
  }

  private readPlain(): void {
    const plain = this.cursor.passMatch(PLAIN);
    this.text += plain;
    this.shape += plain;
  }

  /** A backslash at the very end stands for itself, and one before a newline for nothing. */
  private readEscaped(): void {
    const next = this.cursor.peek(1);
    this.cursor.at += 2;
    if (next !== '\n') {
      this.addQuoted(next || '\\');
    }
  }

  private readSingleQuoted(): void {
    const { cursor } = this;
    const start = cursor.at + 1;
    cursor.at = start;
    cursor.passThrough("'");
    this.addQuoted(cursor.source.slice(start, cursor.at - 1));
  }

  private readDoubleQuoted(): void {
    const { cursor } = this;
    cursor.at++;
    this.addQuoted('');
    while (!cursor.ended && cursor.peek() !== '"') {
      if (cursor.isAt('$`')) {
        this.readExpansion(true);
      } else if (cursor.peek() === '\\') {
        this.readEscapedInDoubleQuotes();
      } else {
        this.addQuoted(cursor.peek());
        cursor.at++;
      }
    }
    cursor.passThrough('"');
  }

  private readEscapedInDoubleQuotes(): void {
    const next = this.cursor.peek(1);
    this.cursor.at += 2;
    if (next !== '\n') {
      this.addQuoted('$`"\\'.includes(next) ? next : `\\${next}`);
    }
  }

  private readDollar(): void {
    const { cursor } = this;
    if (cursor.peek(1) === "'") {
      cursor.at += 2;
      this.addQuoted(readAnsi(cursor));
    } else if (cursor.peek(1) === '"') {
      cursor.at++;
      this.readDoubleQuoted();
    } else {
      this.readExpansion(false);
    }
  }

  private readExpansion(quoted: boolean): void {
    this.addExpansion(() => this.expansions.pass(quoted));
  }

  private addExpansion(pass: () => boolean | void): void {
    const { cursor } = this;
    const start = cursor.at;
    if (pass() === false) {
      cursor.at++;
    } else {
      this.expanded = true;
    }
    this.addQuoted(cursor.source.slice(start, cursor.at));
  }

  private addQuoted(text: string): void {
    this.text += text;
    this.shape += OPAQUE;
  }
}

/** Whether the shell takes the word for a file pattern, a home directory or a list in braces. */
function isPattern(shape: string): boolean {
  const braces = between(shape, '{', '}');
  return shape.startsWith('~') || shape.includes('*') || shape.includes('?') || between(shape, '[', ']') !== ''
    || braces.includes(',') || braces.includes('..');
}

function between(text: string, opening: string, closing: string): string {
  const start = text.indexOf(opening);
  return start < 0 ? '' : text.slice(start + 1, Math.max(start + 1, text.lastIndexOf(closing)));
}
