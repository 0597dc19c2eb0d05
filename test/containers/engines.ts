import { spawn } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import * as tar from 'tar';
import type { Family, Row, Start, StopSignal } from './matrix';
import { Programs, program } from './root-file-system';

/** Seconds between the signal and SIGKILL. */
export const GRACE = 2;

/** No call of an engine and no container takes this long, in milliseconds. */
const TIMEOUT = 120_000;

/** A container that runs. */
export interface Running {
  /** The exit code of PID 1. */
  readonly exit: Promise<number>;
  /** Sends the stop signal, and SIGKILL after the grace. */
  stop(): Promise<void>;
}

/** What can start containers on this machine. */
export interface Engine {
  /** The programs that it consists of. */
  readonly programs: readonly string[];
  /** How it makes an image. */
  readonly images: string;
  /** Makes the images of rows, before any container starts. */
  prepare(rows: readonly Row[]): Promise<void>;
  /** Starts the container of a row whose image is made. What the application records goes to a folder. */
  start(row: Row, recordFolder: string): Promise<Running>;
  /** Ends all that it started, as far as that goes; files are its ground's to remove. */
  cleanUp(): Promise<void>;
}

/** What an engine is built on: a folder of its own, and the file systems of the images. */
export interface Ground {
  readonly scratch: string;
  readonly roots: Readonly<Record<Family, string>>;
  readonly programs: Programs;
}

/** In the order in which they are tried: what comes first reads the Dockerfile itself, what comes last needs the least. */
export const ENGINES: Readonly<Record<string, (ground: Ground) => Engine>> = {
  'podman build': (ground) => new Podman(ground, buildImage),
  'podman import': (ground) => new Podman(ground, importImage),
  'runc': (ground) => new Runc(ground),
};

type Podmans = (args: readonly string[]) => Promise<string>;

interface Recipe {
  readonly name: string;
  /** Holds `root.tar`. */
  readonly folder: string;
  readonly instructions: readonly string[];
}

async function buildImage(podman: Podmans, { name, folder, instructions }: Recipe): Promise<void> {
  const file = join(folder, `${name}.Dockerfile`);
  writeFileSync(file, ['FROM scratch', 'ADD root.tar /', ...instructions, ''].join('\n'));
  await podman(['build', '--quiet', '--layers=false', '--network=none', '--file', file, '--tag', name, folder]);
}

async function importImage(podman: Podmans, { name, folder, instructions }: Recipe): Promise<void> {
  await podman(['import', '--quiet', ...instructions.map((instruction) => `--change=${instruction}`), join(folder, 'root.tar'), name]);
}

/** What makes podman write into one folder only, and work where control groups are of version 1 or 2. */
export function podmanOptions(folder: string): string[] {
  return [
    '--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--tmpdir', join(folder, 'tmp'), '--events-backend=none', '--log-level=error',
    '--storage-driver=vfs', '--cgroup-manager=cgroupfs', '--runtime', program('runc'),
  ];
}

/** Podman with everything that it writes in a folder of its own, where limits may not be raised. */
class Podman implements Engine {
  public readonly programs = ['podman', 'runc'];
  public readonly images: string;
  private readonly podman = program('podman');
  private readonly globals: readonly string[];
  /** Names of images, by what they are made of. */
  private readonly madeImages = new Map<string, string>();
  private containers = 0;

  public constructor(private readonly ground: Ground, private readonly makeImage: typeof buildImage) {
    this.images = makeImage === buildImage ? 'podman build' : 'podman import';
    const folder = (name: string) => join(ground.scratch, 'podman', name);
    this.globals = podmanOptions(folder('.'));
    Object.entries(ground.roots).forEach(([family, root]) => {
      const context = folder(family);
      mkdirSync(context, { recursive: true });
      tar.create({ file: join(context, 'root.tar'), cwd: root, portable: true, sync: true }, ['.']);
    });
  }

  /** One after the other: podman that lists images meets one that is half written, and gives up. */
  public async prepare(rows: readonly Row[]): Promise<void> {
    for (const [key, row] of new Map(rows.map((each) => [imageKey(each), each]))) {
      if (!this.madeImages.has(key)) {
        const name = `image-${this.madeImages.size}`;
        await this.make(name, row);
        this.madeImages.set(key, name);
      }
    }
  }

  public async start(row: Row, recordFolder: string): Promise<Running> {
    const { start, init, handles } = row;
    const name = `c${++this.containers}`;
    const exit = exitOf(this.podman, [
      ...this.globals, 'run', '--rm', '--name', name, '--network=none', '--log-driver=none', ...ulimits(),
      ...init ? ['--init', '--init-path', this.ground.programs.init] : [],
      '--env', `HANDLES=${handles ? 'yes' : 'no'}`, '--volume', `${recordFolder}:/record`,
      this.madeImages.get(imageKey(row))!, ...start.instructions ? [] : start.vector,
    ]);
    return { exit, stop: async () => void await this.call(['stop', '--time', `${GRACE}`, name]) };
  }

  public async cleanUp(): Promise<void> {
    await execute(this.podman, [...this.globals, 'rm', '--all', '--force', '--time', '0']);
  }

  /** What rules say of an instruction rests on the vector that it comes to: the engine has to read it the same way. */
  private async make(name: string, row: Row): Promise<void> {
    const { vector, instructions } = imageStart(row);
    const recipe = { name, folder: join(this.ground.scratch, 'podman', row.family), instructions: [...instructions, `STOPSIGNAL ${row.signal}`] };
    await this.makeImage((args) => this.call(args), recipe);
    const { Entrypoint: entryPoint, Cmd: command }: { Entrypoint?: string[]; Cmd?: string[] } =
      JSON.parse(await this.call(['image', 'inspect', '--format', '{{json .Config}}', name]));
    const read = [...entryPoint ?? [], ...command ?? []];
    if (read.join('\n') !== vector.join('\n')) {
      throw new Error(`${instructions.join(', ')} starts ${read.join(' ')}, not ${vector.join(' ')}`);
    }
  }

  private async call(args: readonly string[]): Promise<string> {
    return call(this.podman, [...this.globals, ...args]);
  }
}

/** What the image of a row starts by itself. A command is laid over one that starts the application. */
function imageStart({ start: { vector, instructions } }: Row): Required<Pick<Start, 'vector' | 'instructions'>> {
  return instructions ? { vector, instructions } : { vector: ['app'], instructions: ['CMD ["app"]'] };
}

function imageKey(row: Row): string {
  return [row.family, ...imageStart(row).instructions, row.signal].join('\n');
}

/** Plain runc with bundles written here. It knows no images: instructions come to the vector and the stop signal that a row says. */
class Runc implements Engine {
  public readonly programs = ['runc'];
  public readonly images = 'OCI bundles of its own';
  private readonly runc = program('runc');
  private readonly running = new Set<string>();
  private containers = 0;

  public constructor(private readonly ground: Ground) {}

  public async prepare(): Promise<void> {
    // Nothing to make.
  }

  public async start({ family, start: { vector }, init, handles, signal }: Row, recordFolder: string): Promise<Running> {
    // Names are the machine's, because control groups are.
    const name = `sigterm-${process.pid}-${++this.containers}`;
    const bundle = join(this.ground.scratch, name);
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'config.json'), JSON.stringify({
      ociVersion: '1.0.2',
      process: {
        args: [...init ? ['tini', '--'] : [], ...vector],
        env: ['PATH=/bin', `HANDLES=${handles ? 'yes' : 'no'}`],
        cwd: '/',
        user: { uid: 0, gid: 0 },
      },
      root: { path: this.ground.roots[family], readonly: true },
      mounts: [
        { destination: '/proc', type: 'proc', source: 'proc' },
        { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
        { destination: '/record', type: 'bind', source: recordFolder, options: ['bind', 'rw'] },
      ],
      linux: { namespaces: ['pid', 'mount', 'ipc', 'uts', 'network'].map((type) => ({ type })) },
    }));
    this.running.add(name);
    const exit = exitOf(this.runc, [...this.globals(), 'run', '--bundle', bundle, name]).finally(() => this.running.delete(name));
    return { exit, stop: () => this.stop(name, signal, exit) };
  }

  public async cleanUp(): Promise<void> {
    await Promise.all([...this.running].map((name) => execute(this.runc, [...this.globals(), 'delete', '--force', name])));
  }

  private async stop(name: string, signal: StopSignal, exit: Promise<number>): Promise<void> {
    const kill = (what: string) => call(this.runc, [...this.globals(), 'kill', name, what]);
    await kill(signal);
    const patience = new AbortController();
    const ended = await Promise.race([exit.then(() => true), sleep(GRACE * 1000, false, { signal: patience.signal })]);
    patience.abort();
    if (!ended) {
      await kill('SIGKILL');
    }
  }

  private globals(): string[] {
    return ['--root', join(this.ground.scratch, 'runc')];
  }
}

/** Engines ask for their own limits unless told, and fail where those are above what may be had. */
function ulimits(): string[] {
  const limits = readFileSync('/proc/self/limits', 'utf-8');
  const atMost = (limit: RegExp) => Math.min(4096, Number(limit.exec(limits)?.[1] ?? Infinity));
  const [files, processes] = [atMost(/^Max open files\s+\d+\s+(\d+)/m), atMost(/^Max processes\s+\d+\s+(\d+)/m)];
  return ['--ulimit', `nofile=${files}:${files}`, '--ulimit', `nproc=${processes}:${processes}`];
}

interface Executed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program out of the terminal's reach: Ctrl-C is for us to act on, not for what is half started. */
async function execute(command: string, args: readonly string[]): Promise<Executed> {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => output.stdout += text);
  child.stderr.on('data', (text) => output.stderr += text);
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (code, signal) => (
    code === null ? reject(new Error(`${command} was ended by ${signal}`)) : resolve({ code, ...output })
  )));
}

/** What a program prints that has to succeed. */
export async function call(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await execute(command, args);
  if (code !== 0) {
    throw new Error(stderr.trim() || `${command} ended with ${code}`);
  }
  return stdout;
}

/** The exit code of a container; with some of them an engine tells of trouble of its own, on stderr. */
async function exitOf(command: string, args: readonly string[]): Promise<number> {
  const { code, stderr } = await execute(command, args);
  if (stderr !== '' && [1, 125, 126, 127].includes(code)) {
    throw new Error(stderr.trim());
  }
  return code;
}
