import { Lookup, expand } from './expand';
import { HeredocText, readHeredocWord, visibleText } from './heredocs';
import { Copy, Heredoc, Source } from './model';
import { Parsed } from './parse';
import { resolveDestination } from './paths';
import { asInstruction } from './starts';
import { readJsonStrings, splitAtBlanks } from './words';

interface Surroundings {
  readonly lookup: Lookup;
  readonly escape: string;
  readonly workingDirectory: string;
  /** The stage by that name or number, or else an image. */
  readonly sourceOf: (name: string) => Source;
}

/** Reads a COPY or ADD. Undefined where it says no destination. */
export function readCopy(parsed: Parsed, { lookup, escape, workingDirectory, sourceOf }: Surroundings): Copy | undefined {
  const words = readJsonStrings(parsed.rest) ?? splitAtBlanks(parsed.rest);
  const destination = words[words.length - 1];
  if (words.length < 2) {
    return undefined;
  }
  const substitute = (text: string) => expand(text, lookup, escape);
  const flags = parsed.flags.map(({ name, value }) => ({ name, value: substitute(value) }));
  const from = flags.find(({ name }) => name === 'from')?.value;
  return {
    ...asInstruction(parsed),
    sources: words.slice(0, -1).filter((word) => !readHeredocWord(word)).map(substitute),
    destination: resolveDestination(workingDirectory, substitute(destination)),
    from: from ? sourceOf(from) : undefined,
    flags,
    heredocs: parsed.heredocs.map((heredoc) => readHeredoc(heredoc, lookup)),
  };
}

function readHeredoc(heredoc: HeredocText, lookup: Lookup): Heredoc {
  const text = visibleText(heredoc);
  return { name: heredoc.name, text: heredoc.quoted ? text : expand(text, lookup, '\\', false) };
}
