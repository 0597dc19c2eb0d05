import { Endings, Outcome } from './ending';
import { Command, Redirection, Script, Trap, Word } from './model';
import { readOptions } from './options';
import { parse } from './parser';
import { familiesReplaced } from './replacement';
import { InnerScript, readInnerScript } from './shells';
import { Compound, Item, List, Node, Pipeline, Simple, Substitution, WordNode } from './syntax';
import { readTrap } from './traps';
import { programName, unwrap } from './wrappers';

/** Longer sources are not read: a start command has not so much to say. */
const MAX_LENGTH = 250_000;

/** How deep scripts may stand in the arguments of commands of scripts. */
const MAX_SCRIPTS = 6;

const MAX_PIPED_INTO = 32;
const MAX_AROUND = 32;

const EXEC_VALUED: ReadonlySet<string> = new Set(['a']);

/** Reads a script. Whatever it is, this returns, and soon. */
export function readScript(source: string): Script {
  const reader = new ScriptReader();
  const { ending, last, remaining, replacedIn } = reader.read(source);
  const { commands, assignments, traps, complete } = reader;
  const jobs = reader.jobs.filter(({ length }) => length > 0);
  return { commands, assignments, last, ending, remaining, replacedIn, jobs, traps, complete };
}

/** What holds for all commands of a list. */
interface Context {
  readonly conditional: boolean;
  readonly background: boolean;
  /** The job that it belongs to. */
  readonly job: Command[] | undefined;
  readonly endless: boolean;
  readonly pipedInto: readonly string[];
  /** How many scripts stand around its own. */
  readonly depth: number;
  /** It runs in the shell of the outermost script, or in a subshell of it. */
  readonly own: boolean;
}

const TOP: Context = { conditional: false, background: false, job: undefined, endless: false, pipedInto: [], depth: 0, own: true };

class ScriptReader {
  public readonly commands: Command[] = [];
  public readonly jobs: Command[][] = [];
  public readonly traps: Trap[] = [];
  public complete = true;
  public readonly assignments: Word[] = [];
  /** What groups, loops and `exec` redirect at the place that is being read. */
  private around: readonly Redirection[] = [];
  /** The scripts that commands are given to run in a shell of their own. */
  private readonly inner = new Map<Command, List>();
  private readonly known = { commands: new Map<Simple, Command>(), evaluated: new Map<Simple, List>(), functions: new Map<string, List>() };

  public read(source: string): Outcome & Pick<Script, 'remaining' | 'replacedIn'> {
    const endings = new Endings(this.known);
    const whole = this.addSource(source, TOP);
    const outcome = endings.ofList(whole);
    let remaining = outcome.last;
    for (let list = remaining && this.inner.get(remaining); list; list = remaining && this.inner.get(remaining)) {
      remaining = endings.ofList(list).last;
    }
    const replacedIn = outcome.ending === 'exec' ? [] : familiesReplaced(whole, { source, traps: this.traps, ...this.known });
    return { ...outcome, remaining, replacedIn };
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
    const job = background ? context.job ?? this.openJob() : context.job;
    const add = () => pipelines.forEach((pipeline, index) => this.addPipeline(pipeline, {
      ...context,
      job,
      conditional: context.conditional || index > 0,
      background: context.background || background,
    }));
    return background ? this.within(this.around, add) : add();
  }

  private openJob(): Command[] {
    const job: Command[] = [];
    this.jobs.push(job);
    return job;
  }

  /** Reads commands around which there are redirections. What they redirect themselves ends with them. */
  private within(around: readonly Redirection[], add: () => void): void {
    const before = this.around;
    this.around = around.slice(-MAX_AROUND);
    add();
    this.around = before;
  }

  private addPipeline(pipeline: Pipeline, context: Context): void {
    if (pipeline.length === 1) {
      return this.addNode(pipeline[0], context);
    }
    let { pipedInto } = context;
    const contexts = [...pipeline].reverse().map((node) => {
      const own = { ...context, pipedInto };
      pipedInto = [...programsOf(node), ...pipedInto].slice(0, MAX_PIPED_INTO);
      return own;
    });
    const last = pipeline.length - 1;
    contexts.reverse().forEach((own, index) => {
      this.within(index < last ? this.around.filter(isOfErrors) : this.around, () => this.addNode(pipeline[index], own));
    });
  }

  private addNode(node: Node, context: Context): void {
    switch (node.kind) {
      case 'simple':
        node.assignments.forEach((assignment) => this.assignments.push(bare(assignment)));
        return this.addSimple(node, context);
      case 'compound':
        this.addSubstitutions(node.substitutions, context, []);
        return this.addCompound(node, context);
      case 'function':
        if (context.own) {
          this.known.functions.set(node.name, node.body);
        }
        return this.within(this.around, () => this.addList(node.body, { ...context, conditional: true }));
    }
  }

  private addCompound({ parts, subshell, endless, redirections }: Compound, context: Context): void {
    const add = () => parts.forEach(({ list, conditional }) => this.addList(list, {
      ...context,
      conditional: context.conditional || conditional,
      endless: context.endless || endless,
    }));
    return subshell || redirections.length > 0 ? this.within([...this.around, ...redirections], add) : add();
  }

  private addSimple(simple: Simple, context: Context): void {
    const read = readWords(simple);
    const { words, program, redirects } = read;
    const inner = readInnerScript(program);
    const command = words.length > 0 ? this.addCommand(simple, read, context) : undefined;
    this.addSubstitutions(simple.substitutions, context, command ? [programName(program)] : [], inner?.words);
    if (command && inner) {
      this.within([...this.around, ...simple.redirections], () => this.addInner(simple, command, inner, context));
    } else if (redirects) {
      this.around = [...this.around, ...simple.redirections].slice(-MAX_AROUND);
    }
  }

  private addCommand(simple: Simple, { exec, words, program }: ReturnType<typeof readWords>, context: Context): Command {
    const { conditional, background, endless, pipedInto } = context;
    const command: Command = {
      words: words.map(bare),
      program: program.map(bare),
      redirections: simple.redirections,
      around: this.around,
      exec,
      background,
      pipedInto,
      conditional,
      endless,
    };
    this.commands.push(command);
    context.job?.push(command);
    this.known.commands.set(simple, command);
    this.addTrap(command, context);
    return command;
  }

  private addTrap({ program }: Command, { own }: Context): void {
    const trap = own ? readTrap(program) : undefined;
    if (trap) {
      this.traps.push(trap);
    }
  }

  /** Reads the commands in the words of a command. `run` are the words that it is given to run, so that it reads what they print. */
  private addSubstitutions(found: readonly Substitution[], context: Context, readers: readonly string[], run: readonly WordNode[] = []): void {
    const isRun = new Set(run.flatMap((word) => word.substitutions));
    this.within([], () => found.forEach((substitution) => {
      this.addList(substitution.list, { ...context, pipedInto: substitution.feeds || isRun.has(substitution) ? readers : [] });
    }));
  }

  /** A script made from the output of a command is not known, and what `eval` makes of an expansion is not either. */
  private addInner(simple: Simple, command: Command, { words, evaluated }: InnerScript<WordNode>, context: Context): void {
    if (words.some(({ literal, substitutions }) => evaluated ? !literal : substitutions.length > 0)) {
      this.complete = false;
      return;
    }
    const source = words.map(({ text }) => text).join(' ');
    const list = this.addSource(source, { ...context, depth: context.depth + 1, own: context.own && evaluated });
    if (evaluated) {
      this.known.evaluated.set(simple, list);
    } else {
      this.inner.set(command, list);
    }
  }
}

/** The words of a command without its `exec`. An `exec` without a program only redirects. */
function readWords({ words }: Simple) {
  const hasExec = words[0]?.text === 'exec';
  const rest = hasExec ? words.slice(readOptions(words, 1, EXEC_VALUED).end) : words;
  const runs = rest.length > 0;
  return { exec: hasExec && runs, redirects: hasExec && !runs, words: rest, program: unwrap(rest).program };
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

/** Sends nothing but errors elsewhere: in front of a pipe, that is all which redirections around the pipeline do. */
function isOfErrors({ operator, descriptor }: Redirection): boolean {
  return descriptor === 2 && /^>[>|]?$/.test(operator);
}
