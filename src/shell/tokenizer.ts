import { isArithmetic } from './arithmetic';
import { Cursor } from './cursor';
import { Expansions, ReadNested } from './expansions';
import { Heredoc, readHeredoc } from './heredocs';
import { Substitution, WordNode } from './syntax';
import { isAtProcess, readWord } from './words';

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly word: WordNode }
  | { readonly kind: 'redirection'; readonly text: string; readonly descriptor?: number }
  | { readonly kind: 'operator' | 'end'; readonly text: string };

/** Longer ones first. */
const OPERATORS: readonly string[] = [
  '\n', '&>>', '&>', '&&', '&', '||', '|&', '|', ';;&', ';;', ';&', ';', '(', ')',
  '<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>',
];

const OPERATOR_STARTS = '\n&|;()<>';

const END: Token = { kind: 'end', text: '' };

/** Gives the tokens of a source one by one. None is read before it is asked for, since what it is hangs on those before it. */
export class Tokenizer {
  private readonly heredocs: Heredoc[] = [];
  private ahead?: Token;

  public constructor(private readonly cursor: Cursor, private readonly readNested: ReadNested) {}

  public get failed(): boolean {
    return this.cursor.failed;
  }

  public peek(): Token {
    this.ahead ??= this.read();
    return this.ahead;
  }

  public next(): Token {
    const token = this.peek();
    this.ahead = undefined;
    return token;
  }

  /** Whether the character stands directly behind the last token read. */
  public isFollowedBy(character: string): boolean {
    return this.cursor.peek() === character;
  }

  /** Gives up: no more tokens come. */
  public fail(): void {
    this.cursor.fail();
    this.ahead = END;
  }

  /** Reads one level deeper, unless that is too deep. */
  public nest<T>(read: () => T): T | undefined {
    const result = this.cursor.nest(read);
    if (result === undefined) {
      this.fail();
    }
    return result;
  }

  /** Promises the text of a heredoc behind the next newline. */
  public expectHeredoc(heredoc: Heredoc): void {
    this.heredocs.push(heredoc);
  }

  /** Fails where the text of a heredoc has not come. */
  public expectNoHeredoc(): void {
    if (this.heredocs.length > 0) {
      this.fail();
    }
  }

  /** Reads a `((…))` of which one `(` was just peeked at. Undefined, and nothing read, where it is no arithmetic. */
  public readArithmetic(): readonly Substitution[] | undefined {
    const { cursor } = this;
    if (!this.isFollowedBy('(') || !isArithmetic(cursor.source, cursor.at + 1)) {
      return undefined;
    }
    cursor.at++;
    this.ahead = undefined;
    const expansions = new Expansions(cursor, this.readNested);
    expansions.passArithmetic();
    return expansions.substitutions;
  }

  private read(): Token {
    this.passBlanks();
    const token = this.readToken();
    return this.cursor.failed ? END : token;
  }

  private readToken(): Token {
    const { cursor } = this;
    if (cursor.ended) {
      return END;
    }
    const operator = this.readOperator();
    if (operator === undefined) {
      const word = readWord(cursor, this.readNested);
      return this.readDescribed(word.raw) ?? { kind: 'word', text: word.raw, word };
    }
    if (operator === '\n') {
      this.heredocs.splice(0).forEach((heredoc) => readHeredoc(cursor, heredoc, this.readNested));
    }
    return { kind: isRedirection(operator) ? 'redirection' : 'operator', text: operator };
  }

  private readOperator(): string | undefined {
    const { cursor } = this;
    if (!cursor.isAt(OPERATOR_STARTS) || isAtProcess(cursor)) {
      return undefined;
    }
    const operator = OPERATORS.find((candidate) => cursor.source.startsWith(candidate, cursor.at));
    cursor.at += operator?.length ?? 0;
    return operator;
  }

  /** Reads the redirection that follows a descriptor such as `2` or `{name}` without a blank. */
  private readDescribed(raw: string): Token | undefined {
    const number = /^\d{1,9}$/.test(raw) ? Number(raw) : undefined;
    const described = this.cursor.isAt('<>') && (number !== undefined || /^\{[A-Za-z_]\w*\}$/.test(raw));
    const operator = described ? this.readOperator() : undefined;
    return operator === undefined ? undefined : { kind: 'redirection', text: operator, descriptor: number };
  }

  /** Moves past blanks, line continuations and a comment. */
  private passBlanks(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.isAt(' \t')) {
        cursor.at++;
      } else if (cursor.peek() === '\\' && cursor.peek(1) === '\n') {
        cursor.at += 2;
      } else {
        break;
      }
    }
    if (cursor.peek() === '#') {
      const newline = cursor.source.indexOf('\n', cursor.at);
      cursor.at = newline < 0 ? cursor.source.length : newline;
    }
  }
}

function isRedirection(operator: string): boolean {
  return operator.includes('<') || operator.includes('>');
}
