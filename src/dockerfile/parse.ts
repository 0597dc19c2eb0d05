import { HeredocText, readHeredocs } from './heredocs';
import type { DockerfileParser } from './instruction-parser';
import { escapeCharacter, isComment, linesOf, uncontinued } from './lines';
import { Flag, Instruction } from './model';
import { joinParted, shapeOf } from './shape';
import { collapseBlanks, readFlags } from './words';

/** An instruction before its arguments are read. */
export interface Parsed extends Instruction {
  /** Where it ends, heredocs included. */
  readonly lastLine: number;
  readonly flags: readonly Flag[];
  /** What follows the flags. */
  readonly rest: string;
  readonly heredocs: readonly HeredocText[];
}

export interface Comment {
  readonly line: number;
  readonly text: string;
}

export interface ParsedFile {
  readonly escape: string;
  readonly instructions: readonly Parsed[];
  /** Those in heredocs are none. */
  readonly comments: readonly Comment[];
}

/** Instructions whose heredocs Docker reads. */
const WITH_HEREDOCS = /^(?:RUN|COPY|ADD)$/;

/** Reads a text into its instructions and comments. */
export function parse(text: string): ParsedFile {
  const lines = linesOf(text);
  const escape = escapeCharacter(lines);
  const delimiters = new Set(lines.map((line) => line.trim()));
  const comments: Comment[] = [];
  const addComments = (from: number, to: number) => lines.slice(from, to).forEach((line, index) => {
    if (isComment(line)) {
      comments.push({ line: from + index + 1, text: line.trim().slice(1).trim() });
    }
  });
  let end = 0;
  const instructions = boundaries(lines, escape).map(({ first, last }) => {
    const header = readHeader(lines, escape, first, last);
    addComments(end, header.end);
    end = last + 1;
    return readInstruction(joinParted(header.text, delimiters), escape, first + 1, last + 1, lines.slice(header.end, last + 1));
  });
  addComments(end, lines.length);
  return { escape, instructions, comments };
}

/** First and last line of each instruction, from 0, as the parser finds them. */
function boundaries(lines: readonly string[], escape: string): { readonly first: number; readonly last: number }[] {
  const directive = `# escape=${escape}`;
  const parsed = loadParser().parse([directive, ...shapeOf(lines, escape)].join('\n'));
  return parsed.getInstructions().map((instruction) => {
    const { start, end } = instruction.getRange();
    return { first: start.line - 1, last: Math.min(end.line, lines.length) - 1 };
  });
}

/** The lines of an instruction up to its heredocs, as one. Comments and empty lines between them do not count. */
function readHeader(lines: readonly string[], escape: string, first: number, last: number): { readonly text: string; readonly end: number } {
  const parts: string[] = [];
  let continues = true;
  let at = first;
  for (; continues && at <= last; at++) {
    if (at === first || !(isComment(lines[at]) || lines[at].trim() === '')) {
      const part = uncontinued(lines[at], escape);
      parts.push(part.text);
      ({ continues } = part);
    }
  }
  return { text: parts.join('').trim(), end: at };
}

function readInstruction(text: string, escape: string, line: number, lastLine: number, heredocLines: readonly string[]): Parsed {
  const [, word, args] = /^(\S*)\s*([^]*)$/.exec(text)!;
  const keyword = word.toUpperCase();
  const { flags, rest } = readFlags(args, escape);
  const announcing = keyword === 'ONBUILD' ? args.split(/\s/, 1)[0].toUpperCase() : keyword;
  const heredocs = WITH_HEREDOCS.test(announcing) ? readHeredocs(rest, escape, heredocLines) : [];
  return { keyword, line, lastLine, text: `${keyword} ${collapseBlanks(args, escape)}`.trim(), flags, rest, heredocs };
}

function loadParser(): typeof DockerfileParser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./instruction-parser').DockerfileParser;
}
