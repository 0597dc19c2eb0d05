/** Longest time in seconds that Fargate leaves a container between SIGTERM and SIGKILL. */
export const MAX_STOP_TIMEOUT_SECONDS = 120;

/** What Fargate itself waits where nothing is said. */
export const DEFAULT_STOP_TIMEOUT_SECONDS = 30;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
export const FARGATE_LOG_DRIVERS: readonly string[] = ['awsfirelens', 'awslogs', 'splunk'];

interface Size {
  /** CPU units; 1,024 are one vCPU. */
  readonly cpu: number;
  /** Memory in MiB: the values, or the range and its step. */
  readonly memory: readonly number[];
  /** Windows containers run in it, too. */
  readonly windows?: boolean;
}

const range = (least: number, most: number, step: number) =>
  Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
const SIZES: readonly Size[] = [
  { cpu: 256, memory: [512, 1024, 2048] },
  { cpu: 512, memory: range(1024, 4096, 1024) },
  { cpu: 1024, memory: range(2048, 8192, 1024), windows: true },
  { cpu: 2048, memory: range(4096, 16384, 1024), windows: true },
  { cpu: 4096, memory: range(8192, 30720, 1024), windows: true },
  { cpu: 8192, memory: range(16384, 61440, 4096) },
  { cpu: 16384, memory: range(32768, 122880, 8192) },
  { cpu: 32768, memory: [61440, 122880, 249856] },
];

/** The CPU units that a text means: `1024`, `1 vCPU`. Undefined where it is none that ECS documents. */
export function cpuUnits(text: string): number | undefined {
  return quantity(text, /^\s*(\d*\.?\d+)\s*vcpus?\s*$/i);
}

/** The MiB that a text means: `2048`, `2 GB`. Undefined where it is none that ECS documents. */
export function mebibytes(text: string): number | undefined {
  return quantity(text, /^\s*(\d*\.?\d+)\s*gb\s*$/i);
}

/** A whole number, or so many units of 1,024. */
function quantity(text: string, units: RegExp): number | undefined {
  const [, count] = units.exec(text) ?? [];
  return count !== undefined ? Number(count) * 1024 : /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** The smallest size that has at least so many CPU units and so much memory in MiB, or else the largest. */
export function sizeFor(cpu = 0, memoryMiB = 0, windows = false): { readonly cpu: number; readonly memory: number } {
  const sizes = SIZES.filter((size) => size.windows === true || !windows).flatMap((size) => size.memory.map((memory) => ({ cpu: size.cpu, memory })));
  return sizes.find((size) => size.cpu >= cpu && size.memory >= memoryMiB) ?? sizes[sizes.length - 1];
}

/** Says which sizes Fargate has where it has none of this pair, or undefined where the pair is legal, as far as it is known. */
export function illegalSize(cpu: number, memoryMiB: number | undefined, windows = false): string | undefined {
  const size = SIZES.find((each) => each.cpu === cpu && (each.windows === true || !windows));
  if (!size) {
    const sizes = SIZES.filter((each) => each.windows === true || !windows);
    return `Fargate has no ${windows ? 'Windows ' : ''}tasks of ${cpu} CPU units; it has ${sizes.map((each) => each.cpu).join(', ')}`;
  }
  return memoryMiB === undefined || size.memory.includes(memoryMiB) ? undefined : `with ${cpu} CPU units Fargate has ${inWords(size.memory)} MiB of memory, not ${memoryMiB}`;
}

function inWords(memory: readonly number[]): string {
  return memory.length <= 4 ? memory.join(', ') : `${memory[0]} to ${memory[memory.length - 1]} in steps of ${memory[1] - memory[0]}`;
}

const CURRENT_PLATFORM = [1, 4, 0];

/** The only platform that Windows tasks have had. */
const WINDOWS_PLATFORM = '1.0.0';

/**
 * Whether Fargate has a newer platform than a version, such as `1.3.0`. `LATEST` is never old.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
 */
export function isOldPlatform(version: string, mayBeWindows: boolean): boolean {
  if (!/^\d+(?:\.\d+)*$/.test(version) || (mayBeWindows && version === WINDOWS_PLATFORM)) {
    return false;
  }
  const numbers = version.split('.').map(Number);
  const differing = CURRENT_PLATFORM.findIndex((number, index) => (numbers[index] ?? 0) !== number);
  return differing >= 0 && (numbers[differing] ?? 0) < CURRENT_PLATFORM[differing];
}
