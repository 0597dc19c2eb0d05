import { readAcknowledgements } from './acknowledgements';
import { Build, Dockerfile, Stage } from './model';
import { parse } from './parse';
import { readStages } from './stages';

export type * from './model';

/** Nobody writes longer ones by hand, or has more stages; what is generated may take any time. */
const LONGEST = 100_000;
const MOST_STAGES = 256;

/** Reads a Dockerfile as a build of it would. It never throws. */
export function readDockerfile(text: string, build: Build = {}): Dockerfile {
  const file = text.length > LONGEST ? undefined : parse(text);
  if (!file || file.instructions.filter(({ keyword }) => keyword === 'FROM').length > MOST_STAGES) {
    return { stages: [], acknowledgements: [], complete: false };
  }
  const stages = readStages(file, build);
  return { stages, final: finalStage(stages, build.target), acknowledgements: readAcknowledgements(file), complete: true };
}

/** The stages that one is built on, the first one in front, and the stage itself. */
export function chainOf(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let link: Stage | undefined = stage; link; link = link.base.stage) {
    chain.push(link);
  }
  return chain.reverse();
}

/** The stages that a build of one runs: it, those that it is built on, and those that any of them copies or mounts from. In order of writing. */
export function neededFor(final: Stage, stages: readonly Stage[]): readonly Stage[] {
  const needed = new Set<Stage>([final]);
  // What is added while it goes on is looked at, too.
  for (const { base, copies, runs, index } of needed) {
    const mounted = runs.flatMap(({ mounts }) => mounts.flatMap(({ options }) => earlierStage(options.get('from'), stages.slice(0, index)) ?? []));
    [base.stage, ...copies.map(({ from }) => from?.stage), ...mounted].forEach((stage) => stage && needed.add(stage));
  }
  return stages.filter((stage) => needed.has(stage));
}

function earlierStage(name: string | undefined, stages: readonly Stage[]): Stage | undefined {
  return name === undefined ? undefined : stages.filter((stage) => stage.name === name.toLowerCase()).pop() ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
}

function finalStage(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  if (!target) {
    return stages[stages.length - 1];
  }
  const named = stages.filter(({ name }) => name === target.toLowerCase());
  return named[named.length - 1] ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}
