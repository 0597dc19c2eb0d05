import { readHeredocWord, visibleText } from './heredocs';
import { Healthcheck, Instruction, Mount, Run, Start } from './model';
import { Parsed } from './parse';
import { readFlags, readJsonStrings } from './words';

/** The program that an instruction starts, or whose default it is. */
export function readStart(parsed: Parsed, shell: readonly string[], args = parsed.rest): Start {
  const words = readJsonStrings(args);
  const instruction = asInstruction(parsed);
  return words ? { ...instruction, form: 'exec', vector: words } : { ...instruction, form: 'shell', vector: args === '' ? [] : [...shell, args] };
}

export function readRun(parsed: Parsed, shell: readonly string[], workingDirectory: string): Run {
  const { flags, heredocs } = parsed;
  return {
    ...readStart(parsed, shell),
    ...heredocs.length > 0 ? { form: 'shell', vector: heredocVector(parsed, shell) } : {},
    flags,
    mounts: flags.filter(({ name }) => name === 'mount').map(({ value }) => readMount(value)),
    heredocs: heredocs.map((heredoc) => ({ name: heredoc.name, text: visibleText(heredoc) })),
    workingDirectory,
  };
}

/** A heredoc alone is the script itself, for the program that its `#!` names; beside other words it is left to the shell. */
function heredocVector({ rest, heredocs }: Parsed, shell: readonly string[]): readonly string[] {
  const [first] = heredocs;
  if (!readHeredocWord(rest)) {
    return [...shell, [rest, ...heredocs.map(({ text, name }) => text + name)].join('\n')];
  }
  const script = visibleText(first);
  const [, interpreter] = /^#!(.*)/.exec(script) ?? [];
  return interpreter === undefined ? [...shell, script] : [...interpreter.trim().split(/\s+/), '-c', script];
}

function readMount(text: string): Mount {
  const options = new Map(text.split(',').map((option): [string, string] => {
    const [name, ...value] = option.split('=');
    return [name.trim().toLowerCase(), value.join('=')];
  }));
  return { type: options.get('type') ?? 'bind', options };
}

/** Undefined where it is neither NONE nor CMD. */
export function readHealthcheck(parsed: Parsed, shell: readonly string[], escape: string): Healthcheck | undefined {
  const [, kind, rest] = /^(\S*)\s*([^]*)$/.exec(parsed.rest)!;
  switch (kind.toUpperCase()) {
    case 'NONE':
      return asInstruction(parsed);
    case 'CMD':
      return { ...asInstruction(parsed), command: readStart(parsed, shell, readFlags(rest, escape).rest) };
    default:
      return undefined;
  }
}

export function asInstruction({ keyword, line, text }: Parsed): Instruction {
  return { keyword, line, text };
}
