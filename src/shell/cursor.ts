/** How deep quotes, expansions and compound commands may stand in each other. */
const MAX_DEPTH = 48;

/** A place in a source. A failure moves it to the end, so that everyone who reads from it comes to an end too. */
export class Cursor {
  public at = 0;
  public failed = false;

  public constructor(public readonly source: string, public depth = 0) {}

  public get ended(): boolean {
    return this.at >= this.source.length;
  }

  /** The character at a distance, empty behind the end. */
  public peek(distance = 0): string {
    return this.source.charAt(this.at + distance);
  }

  /** Whether one of the characters stands here. */
  public isAt(characters: string): boolean {
    return !this.ended && characters.includes(this.peek());
  }

  public fail(): void {
    this.failed = true;
    this.at = this.source.length;
  }

  /** Moves behind the next such character, which has to be there. */
  public passThrough(character: string): void {
    const found = this.source.indexOf(character, this.at);
    if (found < 0) {
      this.fail();
    } else {
      this.at = found + 1;
    }
  }

  /** Moves behind what a sticky expression matches here, and gives it: at least the character that stands here. */
  public passMatch(expression: RegExp): string {
    const start = this.at;
    expression.lastIndex = start;
    this.at = expression.test(this.source) ? expression.lastIndex : start + 1;
    return this.source.slice(start, this.at);
  }

  /** Reads one level deeper, unless that is too deep. */
  public nest<T>(read: () => T): T | undefined {
    if (this.depth >= MAX_DEPTH) {
      this.fail();
      return undefined;
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }
}
