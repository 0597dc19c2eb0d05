import { installation } from '../platform/installers';
import type { Command, Process } from '../shell';

/** What a process installs or fetches, in words. */
export function installations(process: Process | undefined): readonly string[] {
  return [...new Set(process?.commands.flatMap((command) => installationBy(command) ?? []))];
}

/** What one command installs or fetches. */
export function installationBy({ program, pipedInto, redirections }: Command): string | undefined {
  const writesFile = redirections.some(({ operator, descriptor, target }) =>
    /^(?:>>?|>\||&>>?)$/.test(operator) && (descriptor ?? 1) === 1 && !target.startsWith('/dev/') && !target.startsWith('/proc/'));
  return installation(program.map(({ text }) => text), pipedInto, writesFile);
}
