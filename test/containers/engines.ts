import { ChildProcess, execFile, spawn, spawnSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { promisify } from 'util';
import * as tar from 'tar';
import { EXEC_FORM, Family, Row, Start, StopSignal } from './matrix';
import { Programs, program } from './root-file-system';

const run = promisify(execFile);

/** Seconds between the signal and SIGKILL. */
export const GRACE = 2;

/** No call of an engine takes this long, in milliseconds. */
const TIMEOUT = 60_000;

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
  /** Starts the container of a row. What the application records goes to a folder. */
  start(row: Row, recordFolder: string): Promise<Running>;
  /** Ends all that it started. Synchronous, because it also runs when the process is about to end. */
  cleanUp(): void;
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

/** Podman with everything that it writes in a folder of its own, where control groups are of version 1 or 2 and limits may not be raised. */
class Podman implements Engine {
  public readonly programs = ['podman', 'runc'];
  public readonly images: string;
  private readonly podman = program('podman');
  private readonly globals: readonly string[];
  private readonly madeImages = new Map<string, Promise<string>>();
  private readonly running = new Set<ChildProcess>();
  private containers = 0;

  public constructor(private readonly ground: Ground, private readonly makeImage: typeof buildImage) {
    this.images = makeImage === buildImage ? 'podman build' : 'podman import';
    const folder = (name: string) => join(ground.scratch, 'podman', name);
    this.globals = [
      '--root', folder('root'), '--runroot', folder('run'), '--tmpdir', folder('tmp'), '--events-backend=none', '--log-level=error',
      '--storage-driver=vfs', '--cgroup-manager=cgroupfs', '--runtime', program('runc'),
    ];
    Object.entries(ground.roots).forEach(([family, root]) => {
      const context = join(ground.scratch, 'podman', family);
      mkdirSync(context, { recursive: true });
      tar.create({ file: join(context, 'root.tar'), cwd: root, portable: true, sync: true }, ['.']);
    });
  }

  public async start({ family, start, init, handles, signal }: Row, recordFolder: string): Promise<Running> {
    const image = await this.imageOf(family, start.instructions ? start : EXEC_FORM, signal);
    const name = `c${++this.containers}`;
    const child = spawn(this.podman, [
      ...this.globals, 'run', '--rm', '--name', name, '--network=none', '--log-driver=none', ...ulimits(),
      ...init ? ['--init', '--init-path', this.ground.programs.init] : [],
      '--env', `HANDLES=${handles ? 'yes' : 'no'}`, '--volume', `${recordFolder}:/record`,
      image, ...start.instructions ? [] : start.vector,
    ], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.running.add(child);
    const exit = exitOf(child).finally(() => this.running.delete(child));
    return { exit, stop: async () => void await this.call(['stop', '--time', `${GRACE}`, name]) };
  }

  public cleanUp(): void {
    this.running.forEach((child) => child.kill('SIGKILL'));
    [['rm', '--all', '--force', '--time', '0'], ['rmi', '--all', '--force']].forEach((args) => quietly(this.podman, [...this.globals, ...args]));
  }

  private async imageOf(family: Family, { vector, instructions = [] }: Start, signal: StopSignal): Promise<string> {
    const key = [family, ...instructions, signal].join('\n');
    const made = this.madeImages.get(key) ?? this.make(`image-${this.madeImages.size}`, family, [...instructions, `STOPSIGNAL ${signal}`], vector);
    this.madeImages.set(key, made);
    return made;
  }

  /** What rules say of an instruction rests on the vector that it comes to: the engine has to read it the same way. */
  private async make(name: string, family: Family, instructions: readonly string[], vector: readonly string[]): Promise<string> {
    await this.makeImage((args) => this.call(args), { name, folder: join(this.ground.scratch, 'podman', family), instructions });
    const { Entrypoint: entryPoint, Cmd: command }: { Entrypoint?: string[]; Cmd?: string[] } =
      JSON.parse(await this.call(['image', 'inspect', '--format', '{{json .Config}}', name]));
    const read = [...entryPoint ?? [], ...command ?? []];
    if (read.join('\n') !== vector.join('\n')) {
      throw new Error(`${instructions.join(', ')} starts ${read.join(' ')}, not ${vector.join(' ')}`);
    }
    return name;
  }

  private async call(args: readonly string[]): Promise<string> {
    return (await run(this.podman, [...this.globals, ...args], { timeout: TIMEOUT })).stdout;
  }
}

/** Plain runc with bundles written here. It knows no images: instructions come to the vector and the stop signal that a row says. */
class Runc implements Engine {
  public readonly programs = ['runc'];
  public readonly images = 'OCI bundles of its own';
  private readonly runc = program('runc');
  private readonly running = new Set<string>();
  private containers = 0;

  public constructor(private readonly ground: Ground) {}

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
    const child = spawn(this.runc, [...this.globals(), 'run', '--bundle', bundle, name], { stdio: ['ignore', 'ignore', 'pipe'] });
    const exit = exitOf(child).finally(() => this.running.delete(name));
    return { exit, stop: () => this.stop(name, signal, exit) };
  }

  public cleanUp(): void {
    this.running.forEach((name) => quietly(this.runc, [...this.globals(), 'delete', '--force', name]));
  }

  private async stop(name: string, signal: StopSignal, exit: Promise<number>): Promise<void> {
    const kill = (what: string) => run(this.runc, [...this.globals(), 'kill', name, what], { timeout: TIMEOUT });
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

/** Cleaning up goes as far as it can. */
function quietly(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: 'ignore', timeout: TIMEOUT });
}

/** The exit code; with some of them an engine tells of trouble of its own, on stderr. */
async function exitOf(child: ChildProcess): Promise<number> {
  let trouble = '';
  child.stderr?.on('data', (text) => trouble += text);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => (
      code === null || (trouble !== '' && [1, 125, 126, 127].includes(code)) ? reject(new Error(trouble.trim() || `ended by ${signal}`)) : resolve(code)
    ));
  });
}
