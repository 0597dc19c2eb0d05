import { Command, Ending } from './model';
import { Compound, Item, List, Node, Pipeline, Simple } from './syntax';

/** How commands end, and the last of them in that sense. */
export interface Outcome {
  readonly ending: Ending;
  readonly last?: Command;
  /** The last command left running behind `&`, which a `wait` waits for. */
  readonly background?: Command;
}

/** Functions may call one another without end. */
const MAX_DEPTH = 100;

const EMPTY: Outcome = { ending: 'empty' };

/** What is known of the commands of a script. */
export interface Surroundings {
  readonly commands: ReadonlyMap<Simple, Command>;
  /** What `eval` runs in the script's own shell. */
  readonly evaluated: ReadonlyMap<Simple, List>;
  readonly functions: ReadonlyMap<string, List>;
}

/** Finds out how lists of commands end. */
export class Endings {
  /** Of functions. One that is being looked at counts as a compound command, should it call itself. */
  private readonly calls = new Map<string, Outcome>();
  private depth = 0;

  public constructor(private readonly surroundings: Surroundings) {}

  public ofList(list: List): Outcome {
    if (this.depth >= MAX_DEPTH) {
      return { ending: 'compound' };
    }
    this.depth++;
    const outcome = settle(list.map((item) => this.ofItem(item)));
    this.depth--;
    return outcome;
  }

  private ofItem({ pipelines, background }: Item): Outcome {
    const outcome = settle(pipelines.map((pipeline) => this.ofPipeline(pipeline)));
    const { last } = outcome;
    return background && last ? { ending: 'background', last, background: last } : outcome;
  }

  private ofPipeline(pipeline: Pipeline): Outcome {
    const outcomes = pipeline.map((node) => this.ofNode(node));
    return outcomes.length === 1 ? outcomes[0] : { ending: 'pipeline', last: outcomes.find(({ last }) => last)?.last };
  }

  private ofNode(node: Node): Outcome {
    switch (node.kind) {
      case 'simple':
        return this.ofSimple(node);
      case 'compound':
        return this.ofCompound(node);
      case 'function':
        return EMPTY;
    }
  }

  private ofSimple(simple: Simple): Outcome {
    const { commands, evaluated, functions } = this.surroundings;
    const last = commands.get(simple);
    const list = evaluated.get(simple);
    if (!last) {
      return EMPTY;
    }
    if (list) {
      return this.ofList(list);
    }
    const name = last.words[0].text;
    const body = last.exec ? undefined : functions.get(name);
    return body ? this.ofCall(name, body, last) : { ending: last.exec ? 'exec' : 'simple', last };
  }

  private ofCall(name: string, body: List, call: Command): Outcome {
    const known = this.calls.get(name);
    if (known) {
      return known;
    }
    this.calls.set(name, { ending: 'compound', last: call });
    const { ending, last = call, background } = this.ofList(body);
    const outcome: Outcome = { ending: ending === 'exec' ? 'exec' : 'compound', last, background };
    this.calls.set(name, outcome);
    return outcome;
  }

  private ofCompound({ parts, exits }: Compound): Outcome {
    const outcomes = new Map(parts.map(({ list }) => [list, this.ofList(list)]));
    const execs = exits.length > 0 && exits.every((list) => outcomes.get(list)?.ending === 'exec');
    return { ...settle([...outcomes.values()]), ending: execs ? 'exec' : 'compound' };
  }
}

/** How commands that stand one behind the other end together. */
function settle(outcomes: readonly Outcome[]): Outcome {
  let settled = EMPTY;
  let background: Command | undefined;
  for (const outcome of outcomes) {
    background = outcome.background ?? background;
    if (outcome.ending === 'exec' && !outcome.last?.conditional) {
      return outcome;
    }
    if (settled.ending === 'empty' || !(outcome.ending === 'empty' || isSimple(outcome, 'exit'))) {
      settled = background && isSimple(outcome, 'wait') ? { ending: 'background', last: background } : outcome;
    }
  }
  return { ...settled, background };
}

function isSimple({ ending, last }: Outcome, name: string): boolean {
  return ending === 'simple' && last?.words[0].text === name;
}
