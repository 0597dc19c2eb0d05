import { CommandBuilder, NOTHING } from './builder';
import { Compound, FunctionDefinition, List, Node, Part, WordNode } from './syntax';
import { Tokenizer } from './tokenizer';

/** The grammar around compound commands. */
export interface Grammar {
  readonly tokens: Tokenizer;
  list(): List;
  word(): WordNode;
  isAt(text: string): boolean;
  accept(text: string): boolean;
  expect(text: string): void;
  passNewlines(): void;
  redirections(builder: CommandBuilder): void;
  functionBody(name: string): FunctionDefinition;
}

/** Reads what stands behind the first word of a compound command. Words in its head go to the builder. */
type Reader = (grammar: Grammar, head: CommandBuilder) => Pick<Compound, 'parts' | 'exits'> & Partial<Pick<Compound, 'subshell' | 'endless'>>;

const COMPOUNDS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['(', (grammar) => ({ parts: [always(listUpTo(grammar, ')'))], exits: [], subshell: true })],
  ['{', readGroup],
  ['if', readIf],
  ['while', (grammar) => readWhile(grammar, isAlwaysTrue)],
  ['until', (grammar) => readWhile(grammar, isAlwaysFalse)],
  ['for', readFor],
  ['select', readFor],
  ['case', readCase],
]);

/** Reads a compound command, or what else begins with a word of its own. Undefined, and nothing read, for a simple command. */
export function readCompound(grammar: Grammar): Node | undefined {
  const { text } = grammar.tokens.peek();
  const head = new CommandBuilder();
  const arithmetic = text === '(' ? grammar.tokens.readArithmetic() : undefined;
  if (arithmetic) {
    head.addSubstitutions({ substitutions: arithmetic });
    grammar.redirections(head);
    return head.build();
  }
  switch (text) {
    case '[[':
      return readTest(grammar, head);
    case 'function':
      return readFunction(grammar);
    case 'coproc':
      grammar.tokens.fail();
      return NOTHING;
  }
  const read = COMPOUNDS.get(text);
  return read && finish(grammar, head, read);
}

function finish(grammar: Grammar, head: CommandBuilder, read: Reader): Compound {
  grammar.tokens.next();
  const { parts, exits, subshell = false, endless = false } = read(grammar, head);
  grammar.redirections(head);
  const { redirections, substitutions } = head.build();
  return { kind: 'compound', parts, exits, subshell, endless, redirections, substitutions };
}

function readGroup(grammar: Grammar) {
  const list = listUpTo(grammar, '}');
  return { parts: [always(list)], exits: [list] };
}

function readIf(grammar: Grammar) {
  const parts = [always(listUpTo(grammar, 'then'))];
  const branches = [grammar.list()];
  parts.push(sometimes(branches[0]));
  while (grammar.accept('elif')) {
    parts.push(sometimes(listUpTo(grammar, 'then')));
    branches.push(grammar.list());
    parts.push(sometimes(branches[branches.length - 1]));
  }
  const hasElse = grammar.accept('else');
  if (hasElse) {
    branches.push(grammar.list());
    parts.push(sometimes(branches[branches.length - 1]));
  }
  grammar.expect('fi');
  return { parts, exits: hasElse ? branches : [] };
}

function readWhile(grammar: Grammar, goesOn: (condition: string) => boolean) {
  const [condition, body] = [listUpTo(grammar, 'do'), listUpTo(grammar, 'done')];
  return { parts: [always(condition), sometimes(body)], exits: [], endless: goesOn(onlyCommand(condition)) && !leaves(body) };
}

function isAlwaysTrue(condition: string): boolean {
  return /^(?:true|:|sleep .*|\[ (?:1|true|:) \]|test 1)$/.test(condition);
}

function isAlwaysFalse(condition: string): boolean {
  return condition === 'false';
}

/** The one simple command of a list, or nothing where there are more. */
function onlyCommand(list: List): string {
  const nodes = list.flatMap(({ pipelines }) => pipelines.flat());
  return nodes.length === 1 && nodes[0].kind === 'simple' ? nodes[0].words.map(({ text }) => text).join(' ') : '';
}

/** Whether a list may leave the loop that it stands in. */
function leaves(list: List): boolean {
  return list.some(({ pipelines }) => pipelines.flat().some((node) => {
    switch (node.kind) {
      case 'simple':
        return ['break', 'exit', 'return', 'exec'].includes(node.words[0]?.text);
      case 'compound':
        return node.parts.some((part) => leaves(part.list));
      case 'function':
        return false;
    }
  }));
}

function readFor(grammar: Grammar, head: CommandBuilder) {
  const arithmetic = grammar.isAt('(') ? grammar.tokens.readArithmetic() : undefined;
  if (arithmetic) {
    head.addSubstitutions({ substitutions: arithmetic });
  } else {
    readLoopWords(grammar, head);
  }
  grammar.accept(';');
  grammar.passNewlines();
  const inBraces = grammar.accept('{');
  if (!inBraces) {
    grammar.expect('do');
  }
  return { parts: [sometimes(listUpTo(grammar, inBraces ? '}' : 'done'))], exits: [] };
}

function readLoopWords(grammar: Grammar, head: CommandBuilder): void {
  grammar.word();
  grammar.passNewlines();
  if (grammar.accept('in')) {
    while (grammar.tokens.peek().kind === 'word') {
      head.addSubstitutions(grammar.word());
    }
  }
}

function readCase(grammar: Grammar, head: CommandBuilder) {
  head.addSubstitutions(grammar.word());
  grammar.passNewlines();
  grammar.expect('in');
  grammar.passNewlines();
  const branches: List[] = [];
  let hasDefault = false;
  while (!grammar.accept('esac') && !grammar.tokens.failed) {
    hasDefault = readPatterns(grammar, head) || hasDefault;
    branches.push(grammar.list());
    if (![';;', ';&', ';;&'].some((end) => grammar.accept(end)) && !grammar.isAt('esac')) {
      grammar.tokens.fail();
    }
    grammar.passNewlines();
  }
  return { parts: branches.map(sometimes), exits: hasDefault ? branches : [] };
}

/** Reads the patterns of a branch, and says whether one of them fits everything. */
function readPatterns(grammar: Grammar, head: CommandBuilder): boolean {
  let isDefault = false;
  grammar.accept('(');
  do {
    const pattern = grammar.word();
    head.addSubstitutions(pattern);
    isDefault = isDefault || pattern.raw === '*';
  } while (grammar.accept('|'));
  grammar.expect(')');
  return isDefault;
}

/** `[[ … ]]` is taken for a simple command, like `[ … ]`, though its operators mean something else. */
function readTest(grammar: Grammar, test: CommandBuilder): Node {
  while (!grammar.tokens.failed) {
    const token = grammar.tokens.next();
    if (token.kind === 'end') {
      grammar.tokens.fail();
    } else if (token.text !== '\n') {
      test.addWord(token.kind === 'word' ? token.word : { text: token.text, literal: true, raw: token.text, substitutions: [] });
    }
    if (token.text === ']]') {
      grammar.redirections(test);
      return test.build();
    }
  }
  return NOTHING;
}

function readFunction(grammar: Grammar): Node {
  grammar.tokens.next();
  const name = grammar.word().text;
  if (grammar.accept('(')) {
    grammar.expect(')');
  }
  return grammar.functionBody(name);
}

function listUpTo(grammar: Grammar, closer: string): List {
  const list = grammar.list();
  grammar.expect(closer);
  return list;
}

function always(list: List): Part {
  return { list, conditional: false };
}

function sometimes(list: List): Part {
  return { list, conditional: true };
}
