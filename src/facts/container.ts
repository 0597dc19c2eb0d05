import { EnvironmentVariable, readEnvironment } from './environment';
import { FindRepository, Image, readImage } from './image';
import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';
import { namesWindows } from '../platform/image-reference';
import { Process, readProcess } from '../shell';

/** A container of an `AWS::ECS::TaskDefinition`. */
export interface Container {
  readonly name: Known<string>;
  /** How a message calls it: its name in quotes, or its position where it has none. */
  readonly title: string;
  readonly essential: Known<boolean>;
  /** Another container waits for this one to end. With `essential: false`, that makes it a one-shot init container. */
  readonly oneShot: boolean;
  readonly image: Image | undefined;
  /** What `entryPoint` and `command` of the task definition start. Absent where the image alone decides. */
  readonly process: Process | undefined;
  readonly stopTimeout: Known<number>;
  readonly logDriver: Known<string>;
  /** Log options by name. */
  readonly logOptions: Known<ReadonlyMap<string, Known<string>>>;
  readonly readonlyRootFilesystem: Known<boolean>;
  readonly environment: readonly EnvironmentVariable[];
  /** What its health check starts. */
  readonly healthCommand: Process | undefined;
  readonly privileged: Known<boolean>;
  readonly initProcessEnabled: Known<boolean>;
  /** The task runs, or may run, on Fargate. */
  readonly fargate: Known<boolean>;
  readonly windows: Known<boolean>;
  /** ECS Exec, with which people start commands in the running container, is enabled by a service. */
  readonly exec: Known<boolean>;
}

/** What a container takes from the task definition that it stands in. */
export interface TaskContext {
  readonly fargate: Known<boolean>;
  readonly windows: Known<boolean>;
  readonly exec: Known<boolean>;
  readonly repository: FindRepository;
  /** Names of containers for whose end another container waits. */
  readonly awaited: ReadonlySet<string>;
}

export function readContainer(properties: Properties, task: TaskContext): Container {
  const name = properties.text('Name');
  const title = typeof name === 'string' ? `container "${name}"` : `container number ${Number(properties.place.split('.').pop()) + 1}`;
  const essential = properties.flag('Essential');
  const logging = properties.child('LogConfiguration');
  const image = readImage(properties.value('Image'), title, task.repository);
  return {
    name,
    title,
    essential: essential === undefined ? true : essential,
    oneShot: essential === false && typeof name === 'string' && task.awaited.has(name),
    image,
    process: readVector(properties),
    stopTimeout: properties.number('StopTimeout'),
    logDriver: logging.text('LogDriver'),
    logOptions: readOptions(logging.child('Options')),
    readonlyRootFilesystem: properties.flag('ReadonlyRootFilesystem'),
    environment: readEnvironment(properties),
    healthCommand: readHealthCommand(properties.child('HealthCheck')),
    privileged: properties.flag('Privileged'),
    initProcessEnabled: properties.child('LinuxParameters').flag('InitProcessEnabled'),
    fargate: task.fargate,
    windows: image && namesWindows(image.reference) ? true : task.windows,
    exec: task.exec,
  };
}

/** `CMD` stands in front of a vector, and `CMD-SHELL` in front of a script. */
function readHealthCommand(healthCheck: Properties) {
  const command = healthCheck.texts('Command');
  if (command === undefined || command === UNRESOLVED) {
    return undefined;
  }
  const [kind, ...rest] = command;
  return readProcess(kind === 'CMD' ? rest : ['/bin/sh', '-c', (kind === 'CMD-SHELL' ? rest : command).join(' ')]);
}

/** `entryPoint` takes the image's place, its CMD included; `command` alone is what an image's ENTRYPOINT is given to run. */
function readVector(properties: Properties) {
  const entryPoint = properties.texts('EntryPoint');
  const command = properties.texts('Command');
  if (entryPoint === UNRESOLVED || command === UNRESOLVED) {
    return undefined;
  }
  const vector = [...(entryPoint ?? []), ...(command ?? [])];
  return vector.length > 0 ? readProcess(vector) : undefined;
}

function readOptions(options: Properties): Known<ReadonlyMap<string, Known<string>>> {
  return mapKnown(options.names, (names) => {
    const entries = names.map((name): [string, Known<string>] => [name, options.text(name)]);
    return new Map(entries.filter(([, value]) => value !== undefined));
  });
}
