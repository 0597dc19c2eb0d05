import type { BuiltImage } from '../facts/built-image';
import { basename } from '../platform/command-line';

/** The line of the instruction that names a start script, or says what starts. Undefined where the task definition alone does. */
export function startLine({ build, started }: Pick<BuiltImage, 'build' | 'started'>, script: string | undefined): number | undefined {
  const { entryPoint } = build.configuration;
  const named = script !== undefined && entryPoint?.vector.some((word) => basename(word) === basename(script)) === true;
  return started?.saidBy === 'task definition' ? undefined : named ? entryPoint.line : started?.instruction?.line;
}
