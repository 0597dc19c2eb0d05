import { basename } from '../platform/command-line';
import { endsSoon, isDaemon, keepsAlive, stopsOthers, waits } from '../platform/daemons';
import { Command, Job, Process, readScript } from '../shell';

/** A process that a start command leaves running. */
export interface RunningProcess {
  /** Its program and the arguments, without what stands in front, such as `exec` or `nohup`. */
  readonly words: readonly string[];
  /** It is started again and again, in a loop without end. */
  readonly repeated: boolean;
  /** The targets of its stdout and stderr, where they are redirected. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** What reads its output through a pipe, in order. */
  readonly readers: readonly RunningProcess[];
}

/** What runs in a container when its start command has come to rest. */
export interface Running {
  /** The process in front, with which the container ends; absent where the shell waits for those in the background, and where it is not known. */
  readonly foreground?: RunningProcess;
  /** The process in front only keeps the container up, as `tail -f` does. */
  readonly keptAlive: boolean;
  /** Those that run beside it, in order of writing: jobs behind `&`, and daemons that go into the background by themselves. */
  readonly background: readonly RunningProcess[];
  /** Files of which the container's own output shows the content: links to it, named pipes, and files that `tail` follows. */
  readonly shown: ReadonlySet<string>;
}

const NOTHING: Running = { keptAlive: false, background: [], shown: new Set() };

/** Reads what a start command leaves running, in an image that commands have prepared. Of a script that cannot be read to its end nothing is said. */
export function readRunning(process: Process | undefined, prepared: readonly Command[] = []): Running {
  return !process || process.shell?.script.complete === false ? NOTHING : new RunningReader(process, prepared).read();
}

class RunningReader {
  private readonly places: ReadonlyMap<Command, number>;
  private readonly front: Command | undefined;
  /** What the script itself runs before the process in front. */
  private readonly before: readonly Command[];

  public constructor(private readonly process: Process, private readonly prepared: readonly Command[]) {
    const { commands, jobs } = process;
    this.places = new Map(commands.map((command, index) => [command, index]));
    this.front = foregroundOf(process);
    const inJobs = new Set(jobs.flat());
    this.before = commands.slice(0, this.front && this.placeOf(this.front)).filter((command) => !inJobs.has(command));
  }

  public read(): Running {
    const { front, process } = this;
    const [stop, wait] = [this.lastStop(), this.lastWait()];
    const daemons = this.before.filter((command) => isDaemon(textsOf(command)) && this.placeOf(command) > stop);
    const jobs = process.jobs.filter(([first]) => this.placeOf(first) > Math.max(stop, wait)).flatMap((job) => lasting(job) ?? []);
    return {
      ...front && { foreground: this.describe(front) },
      keptAlive: front !== undefined && onlyKeepsAlive(front),
      background: [...daemons, ...jobs].sort((one, other) => this.placeOf(one) - this.placeOf(other)).map((command) => this.describe(command)),
      shown: new Set([...this.prepared, ...process.commands].flatMap(shownBy)),
    };
  }

  /** Where what was started before is stopped again. With a trap, that may be what it does in the end. */
  private lastStop(): number {
    const traps = this.process.shell?.script.traps ?? [];
    return traps.length > 0 ? -1 : this.lastOf((command) => stopsOthers(textsOf(command)));
  }

  /** Where the script has waited for its jobs, and goes on. */
  private lastWait(): number {
    return this.front ? this.lastOf(({ words }) => words[0].text === 'wait') : -1;
  }

  private lastOf(fits: (command: Command) => boolean): number {
    return Math.max(-1, ...this.before.filter(fits).slice(-1).map((command) => this.placeOf(command)));
  }

  private placeOf(command: Command): number {
    return this.places.get(command) ?? -1;
  }

  private describe(command: Command): RunningProcess {
    const { stdout } = readOutput(command);
    const inner = stdout?.startsWith('>(') ? readScript(stdout.slice(2, -1)).remaining : undefined;
    const readers = [...inner ? [inner] : [], ...this.readersOf(command)];
    return { ...readAlone(command), readers: readers.map((reader) => ({ ...readAlone(reader), readers: [] })) };
  }

  private readersOf(command: Command): Command[] {
    const { commands } = this.process;
    let place = this.placeOf(command);
    return command.pipedInto.flatMap((name) => {
      do {
        place++;
      } while (place < commands.length && nameOf(commands[place]) !== name);
      return commands.slice(place, place + 1);
    });
  }
}

/** The command in front. Of a loop without end, it is the first that does the work. */
function foregroundOf({ remaining, commands }: Process): Command | undefined {
  if (!remaining || remaining.background) {
    return undefined;
  }
  if (remaining.endless) {
    return commands.find((command) => command.endless && !command.background && !endsSoon(textsOf(command))) ?? remaining;
  }
  const words = textsOf(remaining);
  return keepsAlive(words) || !endsSoon(words) ? remaining : undefined;
}

function onlyKeepsAlive(command: Command): boolean {
  const words = textsOf(command);
  return keepsAlive(words) || (command.endless && endsSoon(words));
}

/** The command of a job that goes on. A job that waits first is a helper, which does something once when the rest has started. */
function lasting(job: Job): Command | undefined {
  const endless = job.filter((command) => command.endless);
  if (endless.length > 0) {
    return endless.find((command) => !endsSoon(textsOf(command)))
      ?? endless.filter((command) => !['true', ':', 'wait', '['].includes(nameOf(command)) && !waits(textsOf(command))).pop();
  }
  const first = job.find((command) => waits(textsOf(command)) || !endsSoon(textsOf(command)));
  if (!first || waits(textsOf(first))) {
    return undefined;
  }
  const readers = new Set(job.flatMap(({ pipedInto }) => pipedInto));
  return job.filter((command) => !endsSoon(textsOf(command)) && !readers.has(nameOf(command))).pop();
}

function readAlone(command: Command): Omit<RunningProcess, 'readers'> {
  return { words: textsOf(command), repeated: command.endless, ...readOutput(command) };
}

/** Follows the redirections around a command and its own, the later ones over the former. */
function readOutput({ around, redirections }: Command): Pick<RunningProcess, 'stdout' | 'stderr'> {
  const targets: [stdin?: string, stdout?: string, stderr?: string] = [];
  [...around, ...redirections].forEach(({ operator, descriptor = 1, target }) => {
    if (/^&>>?$/.test(operator) || (operator === '>&' && !/^(?:\d+|-)$/.test(target))) {
      targets[1] = targets[2] = target;
    } else if (operator === '>&') {
      targets[descriptor] = target === '-' ? '/dev/null' : targets[Number(target)];
    } else if (/^>[>|]?$/.test(operator)) {
      targets[descriptor] = target;
    }
  });
  return { stdout: targets[1], stderr: targets[2] };
}

function shownBy({ program }: Command): readonly string[] {
  const [name, ...args] = program.map(({ text }) => text);
  const operands = args.filter((arg) => !arg.startsWith('-'));
  switch (basename(name)) {
    case 'ln': return operands.some((operand) => /^\/dev\/std|^\/proc\/(?:1|self)\/fd\//.test(operand)) ? operands : [];
    case 'mkfifo': return operands;
    case 'tail': return keepsAlive([name, ...args]) ? operands : [];
    default: return [];
  }
}

function nameOf({ program }: Command): string {
  return basename(program[0].text);
}

function textsOf({ program }: Command): readonly string[] {
  return program.map(({ text }) => text);
}
