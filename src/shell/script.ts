import { Endings, Outcome } from './ending';
import { Command, Script, Trap, Word } from './model';
import { readOptions } from './options';
import { parse } from './parser';
import { InnerScript, readInnerScript } from './shells';
import { Item, List, Node, Pipeline, Simple, Substitution, WordNode } from './syntax';
import { readTrap } from './traps';
import { programName, unwrap } from './wrappers';

/** Longer sources are not read: a start command has not so much to say. */
const MAX_LENGTH = 250_000;

/** How deep scripts may stand in the arguments of commands of scripts. */
const MAX_SCRIPTS = 6;

const MAX_PIPED_INTO = 32;

const EXEC_VALUED: ReadonlySet<string> = new Set(['a']);

/** Reads a script. Whatever it is, this returns, and soon. */
export function readScript(source: string): Script {
  const reader = new ScriptReader();
  const { ending, last } = reader.read(source);
  return { commands: reader.commands, assignments: reader.assignments, last, ending, traps: reader.traps, complete: reader.complete };
}

/** What holds for all commands of a list. */
interface Context {
  readonly conditional: boolean;
  readonly background: boolean;
  readonly pipedInto: readonly string[];
  /** How many scripts stand around its own. */
  readonly depth: number;
  /** It runs in the shell of the outermost script, or in a subshell of it. */
  readonly own: boolean;
}

const TOP: Context = { conditional: false, background: false, pipedInto: [], depth: 0, own: true };

class ScriptReader {
  public readonly commands: Command[] = [];
  public readonly traps: Trap[] = [];
  public complete = true;
  public readonly assignments: Word[] = [];
  private readonly known = { commands: new Map<Simple, Command>(), evaluated: new Map<Simple, List>(), functions: new Map<string, List>() };

  public read(source: string): Outcome {
    return new Endings(this.known).ofList(this.addSource(source, TOP));
  }

  private addSource(source: string, context: Context): List {
    if (source.length > MAX_LENGTH || context.depth > MAX_SCRIPTS) {
      this.complete = false;
      return [];
    }
    const { list, complete } = parse(source.replaceAll('\r\n', '\n'));
    this.complete &&= complete;
    this.addList(list, context);
    return list;
  }

  private addList(list: List, context: Context): void {
    list.forEach((item) => this.addItem(item, context));
  }

  private addItem({ pipelines, background }: Item, context: Context): void {
    pipelines.forEach((pipeline, index) => this.addPipeline(pipeline, {
      ...context,
      conditional: context.conditional || index > 0,
      background: context.background || background,
    }));
  }

  private addPipeline(pipeline: Pipeline, context: Context): void {
    let { pipedInto } = context;
    const contexts = [...pipeline].reverse().map((node) => {
      const own = { ...context, pipedInto };
      pipedInto = [...programsOf(node), ...pipedInto].slice(0, MAX_PIPED_INTO);
      return own;
    });
    contexts.reverse().forEach((own, index) => this.addNode(pipeline[index], own));
  }

  private addNode(node: Node, context: Context): void {
    switch (node.kind) {
      case 'simple':
        node.assignments.forEach((assignment) => this.assignments.push(bare(assignment)));
        return this.addSimple(node, context);
      case 'compound':
        this.addSubstitutions(node.substitutions, context, []);
        return node.parts.forEach(({ list, conditional }) => this.addList(list, { ...context, conditional: context.conditional || conditional }));
      case 'function':
        if (context.own) {
          this.known.functions.set(node.name, node.body);
        }
        return this.addList(node.body, { ...context, conditional: true });
    }
  }

  private addSimple(simple: Simple, context: Context): void {
    const { exec, words, program } = readWords(simple);
    if (words.length > 0) {
      const { conditional, background, pipedInto } = context;
      const { redirections } = simple;
      const command: Command = { words: words.map(bare), program: program.map(bare), redirections, exec, background, pipedInto, conditional };
      this.commands.push(command);
      this.known.commands.set(simple, command);
      this.addTrap(command, context);
    }
    this.addSubstitutions(simple.substitutions, context, words.length > 0 ? [programName(program)] : []);
    const inner = readInnerScript(program);
    if (inner) {
      this.addInner(simple, inner, context);
    }
  }

  private addTrap({ program }: Command, { own }: Context): void {
    const trap = own ? readTrap(program) : undefined;
    if (trap) {
      this.traps.push(trap);
    }
  }

  private addSubstitutions(substitutions: readonly Substitution[], context: Context, readers: readonly string[]): void {
    substitutions.forEach(({ list, feeds }) => this.addList(list, { ...context, pipedInto: feeds ? readers : [] }));
  }

  /** A script made from the output of a command is not known, and what `eval` makes of an expansion is not either. */
  private addInner(simple: Simple, { words, evaluated }: InnerScript<WordNode>, context: Context): void {
    if (words.some(({ literal, substitutions }) => evaluated ? !literal : substitutions.length > 0)) {
      this.complete = false;
      return;
    }
    const source = words.map(({ text }) => text).join(' ');
    const list = this.addSource(source, { ...context, depth: context.depth + 1, own: context.own && evaluated });
    if (evaluated) {
      this.known.evaluated.set(simple, list);
    }
  }
}

/** The words of a command without its `exec`. An `exec` without a program only redirects. */
function readWords({ words }: Simple) {
  const hasExec = words[0]?.text === 'exec';
  const rest = hasExec ? words.slice(readOptions(words, 1, EXEC_VALUED).end) : words;
  return { exec: hasExec && rest.length > 0, words: rest, program: unwrap(rest).program };
}

/** The names of the programs that read what a part of a pipeline is given. */
function programsOf(node: Node): readonly string[] {
  switch (node.kind) {
    case 'simple':
      return node.words.length > 0 ? [programName(readWords(node).program)] : [];
    case 'compound':
      return node.parts.flatMap(({ list }) => list.flatMap(({ pipelines }) => pipelines.flatMap((nodes) => nodes.flatMap(programsOf))));
    case 'function':
      return [];
  }
}

function bare({ text, literal }: WordNode) {
  return { text, literal };
}
