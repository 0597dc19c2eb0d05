import { CommandBuilder, NOTHING, isAssignment } from './builder';
import { Grammar, readCompound } from './compounds';
import { Cursor } from './cursor';
import { FunctionDefinition, Item, List, Node, Pipeline, WordNode } from './syntax';
import { Tokenizer } from './tokenizer';

/** Reserved words that end the list in front of them. */
const CLOSING: ReadonlySet<string> = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

const NO_WORD: WordNode = { text: '', literal: false, raw: '', substitutions: [] };

/** What a source says, as far as it could be read. */
export interface Parsed {
  readonly list: List;
  readonly complete: boolean;
}

/** Reads a whole source. */
export function parse(source: string): Parsed {
  const cursor = new Cursor(source);
  const list = readNested(cursor, '');
  return { list, complete: !cursor.failed };
}

function readNested(cursor: Cursor, closer: ')' | ''): List {
  const parser = new Parser(new Tokenizer(cursor, readNested));
  const list = parser.list();
  parser.tokens.expectNoHeredoc();
  parser.expect(closer);
  return list;
}

/** The grammar. Whatever does not fit it ends the reading; what was read in front of it stays. */
class Parser implements Grammar {
  public constructor(public readonly tokens: Tokenizer) {}

  /** Commands up to something that cannot begin one. */
  public list(): List {
    const items: Item[] = [];
    this.passNewlines();
    let opensLine = true;
    while (this.isAtCommand()) {
      const item = this.item(opensLine);
      items.push(item);
      if (!item.background && !this.accept(';') && !this.isAt('\n')) {
        break;
      }
      opensLine = this.isAt('\n');
      this.passNewlines();
    }
    return items;
  }

  /** One command, compound or simple. */
  public command(): Node {
    if (!this.isAtCommand()) {
      this.tokens.fail();
      return NOTHING;
    }
    return this.tokens.nest(() => readCompound(this) ?? this.simple()) ?? NOTHING;
  }

  public isAt(text: string): boolean {
    const token = this.tokens.peek();
    return token.text === text && (text !== '' || token.kind === 'end');
  }

  public accept(text: string): boolean {
    const found = this.isAt(text);
    if (found) {
      this.tokens.next();
    }
    return found;
  }

  public expect(text: string): void {
    if (!this.accept(text)) {
      this.tokens.fail();
    }
  }

  public passNewlines(): void {
    while (this.isAt('\n')) {
      this.tokens.next();
    }
  }

  /** The next word, which has to be there. */
  public word(): WordNode {
    const token = this.tokens.next();
    if (token.kind === 'word') {
      return token.word;
    }
    this.tokens.fail();
    return NO_WORD;
  }

  /** The redirections that follow. */
  public redirections(builder: CommandBuilder): void {
    for (let token = this.tokens.peek(); token.kind === 'redirection'; token = this.tokens.peek()) {
      this.tokens.next();
      const target = this.word();
      builder.addRedirection(token.text, token.descriptor, target);
      this.expectHeredoc(token.text, target, builder);
    }
  }

  /** What stands behind the name of a function and its parentheses. */
  public functionBody(name: string): FunctionDefinition {
    this.passNewlines();
    return { kind: 'function', name, body: [{ pipelines: [[this.command()]], background: false, negated: false, opensLine: true }] };
  }

  private item(opensLine: boolean): Item {
    let negated = this.negation();
    const pipelines = [this.pipeline()];
    while (this.accept('&&') || this.accept('||')) {
      this.passNewlines();
      negated = this.negation();
      pipelines.push(this.pipeline());
    }
    return { pipelines, background: this.accept('&'), negated, opensLine };
  }

  private negation(): boolean {
    const found = this.isAt('!');
    while (this.accept('!')) {
      continue;
    }
    return found;
  }

  private pipeline(): Pipeline {
    const nodes = [this.command()];
    while (this.accept('|') || this.accept('|&')) {
      this.passNewlines();
      nodes.push(this.command());
    }
    return nodes;
  }

  private simple(): Node {
    const builder = new CommandBuilder();
    for (;;) {
      this.redirections(builder);
      if (this.tokens.peek().kind !== 'word') {
        break;
      }
      this.simpleWord(builder);
      if (builder.isName && this.accept('(')) {
        this.expect(')');
        return this.functionBody(builder.name);
      }
    }
    if (this.isAt('(')) {
      this.tokens.fail();
    }
    return this.tokens.failed ? NOTHING : builder.build();
  }

  private simpleWord(builder: CommandBuilder): void {
    const word = this.word();
    const opensArray = isAssignment(word) && word.raw.endsWith('=') && this.tokens.isFollowedBy('(');
    builder.addWord(word);
    if (opensArray) {
      this.array(builder);
    }
  }

  /** The elements of an array that is assigned. */
  private array(builder: CommandBuilder): void {
    this.expect('(');
    while (!this.accept(')') && !this.tokens.failed) {
      if (!this.accept('\n')) {
        builder.addSubstitutions(this.word());
      }
    }
  }

  private expectHeredoc(operator: string, delimiter: WordNode, { substitutions }: CommandBuilder): void {
    if (operator === '<<' || operator === '<<-') {
      const quoted = delimiter.raw !== delimiter.text;
      this.tokens.expectHeredoc({ delimiter: delimiter.text, quoted, indented: operator === '<<-', substitutions });
    }
  }

  private isAtCommand(): boolean {
    const token = this.tokens.peek();
    return token.kind === 'redirection' || (token.kind === 'word' && !CLOSING.has(token.text)) || this.isAt('(');
  }
}
