import { expand } from './expand';
import { Build, Source, Stage } from './model';
import { Parsed, ParsedFile } from './parse';
import { Beginning, StageReader } from './stage';
import { Arguments, globalArguments } from './variables';
import { splitAtBlanks } from './words';

/** Reads the stages of a file, in which each one knows only those above it. */
export function readStages({ escape, instructions }: ParsedFile, build: Build): readonly Stage[] {
  const first = instructions.findIndex(isFrom);
  const globals = globalArguments(instructions.slice(0, Math.max(first, 0)), build, escape);
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const variables = new Map<Stage, ReadonlyMap<string, string>>();
  const sourceOf = (name: string): Source => {
    const stage = named.get(name.toLowerCase()) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
    return stage ? { stage } : { image: name };
  };

  let reader: StageReader | undefined;
  const end = () => {
    const stage = reader?.end();
    if (reader && stage) {
      stages.push(stage);
      variables.set(stage, reader.variables);
    }
    if (stage?.name) {
      named.set(stage.name, stage);
    }
  };
  for (const instruction of first < 0 ? [] : instructions.slice(first)) {
    if (isFrom(instruction)) {
      end();
      const beginning = readFrom(instruction, stages.length, named, globals, escape);
      const { stage } = beginning.base;
      reader = new StageReader({ escape, globals, build, sourceOf }, { ...beginning, inherited: stage && variables.get(stage) });
    } else {
      reader?.add(instruction);
    }
  }
  end();
  return stages;
}

function isFrom({ keyword }: Parsed): boolean {
  return keyword === 'FROM';
}

/** FROM knows stages by name alone, and sees global arguments. */
function readFrom(from: Parsed, index: number, named: ReadonlyMap<string, Stage>, globals: Arguments, escape: string): Beginning {
  const substitute = (text: string) => expand(text, (name) => globals.get(name), escape);
  const [word = '', as = '', name] = splitAtBlanks(from.rest);
  const image = substitute(word);
  const stage = named.get(image.toLowerCase());
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value;
  return {
    from,
    index,
    name: as.toLowerCase() === 'as' ? name?.toLowerCase() : undefined,
    base: stage ? { stage } : { image },
    platform: platform === undefined ? undefined : substitute(platform),
  };
}
