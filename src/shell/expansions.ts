import { isArithmetic } from './arithmetic';
import { Cursor } from './cursor';
import { List, Substitution } from './syntax';

/** Reads commands up to the sign that closes them, and past it; up to the end where there is none. */
export type ReadNested = (cursor: Cursor, closer: ')' | '') => List;

const SPECIAL_PARAMETERS = '@*#?$!-0123456789';

/** Moves past expansions, and keeps the commands that stand in them. */
export class Expansions {
  public readonly substitutions: Substitution[] = [];

  public constructor(private readonly cursor: Cursor, private readonly readNested: ReadNested) {}

  /** Moves past the `$…` or backticks at the cursor. False, and no move, where the `$` stands for itself. `$[…]` is arithmetic only to some. */
  public pass(quoted: boolean): boolean {
    const { cursor } = this;
    const next = cursor.peek(1);
    if (cursor.peek() === '`') {
      this.passBackticks(quoted);
    } else if (next === '(') {
      this.passParenthesis();
    } else if (next === '{') {
      cursor.nest(() => this.passBraces(quoted));
    } else if (next === '[') {
      cursor.fail();
    } else if (isNameStart(next)) {
      this.passName();
    } else if (next !== '' && SPECIAL_PARAMETERS.includes(next)) {
      cursor.at += 2;
    } else {
      return false;
    }
    return true;
  }

  /** Moves past a `<(…)` or `>(…)`. */
  public passProcess(): void {
    this.passCommands(this.cursor.peek() === '<');
  }

  /** Moves past arithmetic of which `((` is read, and past its `))`. */
  public passArithmetic(): void {
    const { cursor } = this;
    let open = 2;
    while (!cursor.ended && open > 0) {
      if (cursor.isAt('()')) {
        open += cursor.peek() === '(' ? 1 : -1;
        cursor.at++;
      } else {
        this.passOne(false);
      }
    }
    if (open > 0) {
      cursor.fail();
    }
  }

  /** Moves past a text in which only expansions count, such as that of a heredoc. */
  public passText(): void {
    while (!this.cursor.ended) {
      this.passEscapeOrExpansion(true);
    }
  }

  private passParenthesis(): void {
    const { cursor } = this;
    if (cursor.peek(2) === '(' && isArithmetic(cursor.source, cursor.at + 3)) {
      cursor.at += 3;
      cursor.nest(() => this.passArithmetic());
    } else {
      this.passCommands(false);
    }
  }

  private passCommands(feeds: boolean): void {
    const { cursor } = this;
    cursor.at += 2;
    const list = cursor.nest(() => this.readNested(cursor, ')')) ?? [];
    this.substitutions.push({ list, feeds });
  }

  private passBackticks(quoted: boolean): void {
    const { cursor } = this;
    const escapable = quoted ? '`$\\"' : '`$\\';
    let text = '';
    for (cursor.at++; !cursor.ended && cursor.peek() !== '`'; cursor.at++) {
      if (cursor.peek() === '\\' && escapable.includes(cursor.peek(1))) {
        cursor.at++;
      }
      text += cursor.peek();
    }
    if (cursor.ended) {
      cursor.fail();
      return;
    }
    cursor.at++;
    const inner = new Cursor(text, cursor.depth);
    const list = inner.nest(() => this.readNested(inner, '')) ?? [];
    this.substitutions.push({ list, feeds: false });
    if (inner.failed) {
      cursor.fail();
    }
  }

  private passName(): void {
    const { cursor } = this;
    do {
      cursor.at++;
    } while (isNamePart(cursor.peek()));
  }

  /** Only the newest shells know `${ command; }`. */
  private passBraces(quoted: boolean): void {
    const { cursor } = this;
    cursor.at += 2;
    if (cursor.isAt(' \t\n|')) {
      cursor.fail();
    }
    while (!cursor.ended && cursor.peek() !== '}') {
      this.passOne(quoted);
    }
    cursor.passThrough('}');
  }

  /** Moves past one character, quoted text or expansion. */
  private passOne(quoted: boolean): void {
    const { cursor } = this;
    if (cursor.peek() === '"') {
      cursor.at++;
      while (!cursor.ended && cursor.peek() !== '"') {
        this.passEscapeOrExpansion(true);
      }
      cursor.passThrough('"');
    } else if (cursor.peek() === "'" && !quoted) {
      cursor.at++;
      cursor.passThrough("'");
    } else {
      this.passEscapeOrExpansion(quoted);
    }
  }

  private passEscapeOrExpansion(quoted: boolean): void {
    const { cursor } = this;
    if (cursor.peek() === '\\') {
      cursor.at += 2;
    } else if (!cursor.isAt('$`') || !this.pass(quoted)) {
      cursor.at++;
    }
  }
}

function isNameStart(character: string): boolean {
  return character === '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

function isNamePart(character: string): boolean {
  return isNameStart(character) || (character >= '0' && character <= '9');
}
