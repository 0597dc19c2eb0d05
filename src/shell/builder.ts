import { Redirection } from './model';
import { Simple, Substitution, WordNode } from './syntax';

/** Collects the parts of a command. */
export class CommandBuilder {
  /** Those of all its parts. The text of a heredoc adds to them later. */
  public readonly substitutions: Substitution[] = [];
  private readonly words: WordNode[] = [];
  private readonly assignments: WordNode[] = [];
  private readonly redirections: Redirection[] = [];

  /** Whether it is a single word so far, as the name of a function is. */
  public get isName(): boolean {
    return this.words.length === 1 && this.assignments.length === 0 && this.redirections.length === 0;
  }

  public get name(): string {
    return this.words[0].text;
  }

  /** Adds a word, unless it is an assignment in front of all words. */
  public addWord(word: WordNode): void {
    this.addSubstitutions(word);
    if (this.words.length === 0 && isAssignment(word)) {
      this.assignments.push(word);
    } else {
      this.words.push(word);
    }
  }

  public addRedirection(operator: string, descriptor: number | undefined, target: WordNode): void {
    this.addSubstitutions(target);
    this.redirections.push({ operator, ...descriptor !== undefined && { descriptor }, target: target.text });
  }

  public addSubstitutions({ substitutions }: Pick<WordNode, 'substitutions'>): void {
    substitutions.forEach((substitution) => this.substitutions.push(substitution));
  }

  public build(): Simple {
    const { words, assignments, redirections, substitutions } = this;
    return { kind: 'simple', words, assignments, redirections, substitutions };
  }
}

/** A command that neither runs nor changes anything. */
export const NOTHING: Simple = { kind: 'simple', words: [], assignments: [], redirections: [], substitutions: [] };

/** Whether a word has the form `NAME=value`, `NAME+=value` or `NAME[index]=value`. */
export function isAssignment({ raw }: WordNode): boolean {
  return /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/.test(raw);
}
