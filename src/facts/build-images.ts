import { Dockerfile, Source, Stage } from '../dockerfile';
import { ImageReference, parseImageReference } from '../platform/image-reference';

/** An image that a build takes from a registry. */
export interface PulledImage {
  /** As written, with `${NAME}` for what only the build knows. */
  readonly text: string;
  readonly reference: ImageReference;
  /** Of the instruction that names it. */
  readonly line: number;
  /** What the build does with it. */
  readonly use: 'builds on' | 'copies from' | 'mounts';
}

/**
 * The images that a build pulls, in the order of the file: those that its stages are built on, and those from which they take files. What the build is
 * given as a context of its own stands in for the image or stage by that name. Stages that the image does not need are not built.
 */
export function pulledImages({ stages, final }: Dockerfile, contexts: readonly string[]): readonly PulledImage[] {
  const given = new Set(contexts.map(familiarName));
  const pulled: PulledImage[] = [];
  const seen = new Set<Stage>();
  const add = ({ stage, image }: Source, use: PulledImage['use'], line: number): void => {
    if (stage) {
      visit(stage);
      return;
    }
    const reference = image === 'scratch' || given.has(familiarName(image)) ? undefined : parseImageReference(image);
    if (reference) {
      pulled.push({ text: image, reference, line, use });
    }
  };
  const visit = (stage: Stage): void => {
    if (seen.has(stage) || (stage.name !== undefined && given.has(stage.name))) {
      return;
    }
    seen.add(stage);
    add(stage.base, 'builds on', stage.line);
    stage.copies.forEach(({ from, line }) => from && add(from.stage ? from : sourceNamed(from.image, stages), 'copies from', line));
    for (const { mounts, line } of stage.runs) {
      mounts.flatMap(({ options }) => options.get('from') ?? []).forEach((name) => add(sourceNamed(name, stages.slice(0, stage.index)), 'mounts', line));
    }
  };
  if (final) {
    visit(final);
  }
  return pulled.sort((a, b) => a.line - b.line);
}

/** The last stage by a name or a number, or else the image. */
function sourceNamed(name: string, stages: readonly Stage[]): Source {
  const stage = stages.filter((each) => each.name === name.toLowerCase()).pop() ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
  return stage ? { stage } : { image: name };
}

/** The short form of a name, which other forms mean too. */
function familiarName(name: string): string {
  return name.toLowerCase().replace(/^docker\.io\//, '').replace(/^library\//, '').replace(/:latest$/, '');
}
