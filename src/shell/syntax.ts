import { Redirection, Word } from './model';

/** Commands inside a word: `$(…)`, backticks, `<(…)` or `>(…)`. */
export interface Substitution {
  readonly list: List;
  /** The command around it reads its output through a pipe, as with `<(…)`. */
  readonly feeds: boolean;
}

/** A word with what the grammar needs to know of it. */
export interface WordNode extends Word {
  /** The word as written: a reserved word is one only without quotes. */
  readonly raw: string;
  readonly substitutions: readonly Substitution[];
}

/** A simple command. It has no words where it only assigns or redirects. */
export interface Simple {
  readonly kind: 'simple';
  readonly words: readonly WordNode[];
  /** Those in front of the words. */
  readonly assignments: readonly WordNode[];
  readonly redirections: readonly Redirection[];
  /** Those of its words, assignments, redirections and heredocs. */
  readonly substitutions: readonly Substitution[];
}

/** A list inside a compound command. */
export interface Part {
  readonly list: List;
  readonly conditional: boolean;
}

/** A subshell, group, loop, `if` or `case`. */
export interface Compound {
  readonly kind: 'compound';
  readonly parts: readonly Part[];
  /** The lists of which one is certain to be the last that this shell runs in it; none where that is not certain. */
  readonly exits: readonly List[];
  /** It runs in a shell of its own. */
  readonly subshell: boolean;
  /** It is a loop that nothing ends. */
  readonly endless: boolean;
  readonly redirections: readonly Redirection[];
  readonly substitutions: readonly Substitution[];
}

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  readonly body: List;
}

export type Node = Simple | Compound | FunctionDefinition;

export type Pipeline = readonly Node[];

/** Pipelines joined by `&&` and `||`. */
export interface Item {
  readonly pipelines: readonly Pipeline[];
  readonly background: boolean;
  /** `!` stands in front of its last pipeline. */
  readonly negated: boolean;
  /** It is the first of its line. */
  readonly opensLine: boolean;
}

export type List = readonly Item[];
