import { Code, readCode } from './code';
import { EnvironmentVariable, readEnvironment } from './environment';
import { Image, Registries, readImage } from './image';
import { Resolved } from './intrinsics';
import { Known, UNRESOLVED, allTexts, mapKnown, once } from './known';
import type { LogGroup } from './log-group';
import { Mount, readMounts } from './mount';
import { Properties } from './properties';
import { Running, readRunning } from './running';
import { cycleFrom, startsAfter } from './start-order';
import type { TaskDefinition, Volume } from './task-definition';
import { namesWindows } from '../platform/image-reference';
import { SidecarRole, sidecarRole } from '../platform/sidecars';
import { Process, readProcess } from '../shell';

/** A container of an `AWS::ECS::TaskDefinition` or an `AWS::ECS::DaemonTaskDefinition`. */
export interface Container {
  readonly name: Known<string>;
  /** How a message calls it: its name in quotes, or its position where it has none. */
  readonly title: string;
  readonly essential: Known<boolean>;
  /** Another container waits for this one to end. With `essential: false`, that makes it a one-shot init container. */
  readonly oneShot: boolean;
  readonly image: Image | undefined;
  /** What its name or its image says that it does for the others of its task. */
  readonly role: SidecarRole | undefined;
  /** What `entryPoint` and `command` of the task definition start. Absent where the image alone decides. */
  readonly process: Process | undefined;
  /** Neither `entryPoint` nor `command` is set: the image says what starts. */
  readonly startedByImage: boolean;
  /** What the process leaves running. */
  readonly running: Running;
  readonly workingDirectory: Known<string>;
  readonly code: Code;
  readonly user: Known<string>;
  readonly stopTimeout: Known<number>;
  readonly logDriver: Known<string>;
  /** Log options by name. */
  readonly logOptions: Known<ReadonlyMap<string, Known<string>>>;
  /** The name of the log group of the awslogs driver, as written. */
  readonly logGroupName: Known<string>;
  /** The log group of the awslogs driver: absent where none is named, or none of the app can be it. */
  readonly logGroup: Known<LogGroup>;
  /** It routes the logs of the others, by FireLens. */
  readonly firelensRouter: boolean;
  /** A health check of the task definition's own; false where it is switched off. */
  readonly healthCheck: Known<boolean>;
  readonly dependsOn: Known<readonly Dependency[]>;
  /** The ports that it maps; absent where a mapping names a range. */
  readonly ports: Known<readonly Known<number>[]>;
  /** Names of the containers that ECS starts before this one. */
  readonly startsAfter: readonly string[] | typeof UNRESOLVED;
  /** The names in a cycle of `dependsOn`, beginning with this one, which is the first of them in the alphabet. Absent where there is none. */
  readonly cycle: readonly string[] | undefined;
  readonly mounts: Known<readonly Mount[]>;
  /** Names of the containers whose mounts it takes over. */
  readonly volumesFrom: Known<readonly string[]>;
  /** Names of the containers that it reaches by Docker's links. */
  readonly links: Known<readonly string[]>;
  readonly readonlyRootFilesystem: Known<boolean>;
  readonly environment: readonly EnvironmentVariable[];
  /** What its health check starts. */
  readonly healthCommand: Process | undefined;
  readonly privileged: Known<boolean>;
  readonly addedCapabilities: Known<readonly string[]>;
  /** Docker security options, such as `label:disable`. */
  readonly securityOptions: Known<readonly string[]>;
  readonly initProcessEnabled: Known<boolean>;
  /** The task runs, or may run, on Fargate. */
  readonly fargate: Known<boolean>;
  readonly windows: Known<boolean>;
  /** ECS Exec, with which people start commands in the running container, is enabled by a service. */
  readonly exec: Known<boolean>;
  /** The task definition that it stands in. */
  readonly task: TaskDefinition;
}

/** What a container waits for before it starts. */
export interface Dependency {
  readonly container: Known<string>;
  /** `START`, `HEALTHY`, `COMPLETE` or `SUCCESS`. */
  readonly condition: Known<string>;
}

/** What a container takes from the task definition that it stands in. */
export interface TaskContext {
  readonly fargate: Known<boolean>;
  readonly windows: Known<boolean>;
  readonly exec: Known<boolean>;
  readonly registries: Registries;
  readonly logGroup: FindLogGroup;
  readonly volumes: Known<readonly Volume[]>;
  readonly task: () => TaskDefinition;
  /** Names of containers for whose end another container waits. */
  readonly awaited: ReadonlySet<string>;
}

/** Finds the log group of the app that the value of `awslogs-group` means. */
export type FindLogGroup = (group: Resolved) => Known<LogGroup>;

export function readContainer(properties: Properties, task: TaskContext): Container {
  const name = properties.text('Name');
  const title = typeof name === 'string' ? `container "${name}"` : `container number ${Number(properties.place.split('.').pop()) + 1}`;
  const essential = properties.flag('Essential');
  const logging = properties.child('LogConfiguration');
  const image = readImage(
    properties.value('Image'), { usedBy: title, property: 'Image', versionConsistency: properties.text('VersionConsistency') }, task.registries,
  );
  const linux = properties.child('LinuxParameters');
  const process = readVector(properties);
  const workingDirectory = properties.text('WorkingDirectory');
  const logDriver = logging.text('LogDriver');
  const logOptions = logging.child('Options');
  const logGroup = once(() => (logDriver === 'awslogs' ? task.logGroup(logOptions.value('awslogs-group')) : undefined));
  const container: Container = {
    name,
    title,
    essential: essential === undefined ? true : essential,
    oneShot: essential === false && typeof name === 'string' && task.awaited.has(name),
    image,
    role: (typeof name === 'string' ? sidecarRole(name) : undefined) ?? (image && sidecarRole(image.repository)),
    process,
    startedByImage: properties.texts('EntryPoint') === undefined && properties.texts('Command') === undefined,
    running: readRunning(process),
    workingDirectory,
    get code() { return readCode(process, workingDirectory); },
    user: properties.text('User'),
    stopTimeout: properties.number('StopTimeout'),
    logDriver,
    logOptions: readOptions(logOptions),
    logGroupName: logDriver === 'awslogs' ? logOptions.partialText('awslogs-group') : undefined,
    get logGroup() { return logGroup(); },
    firelensRouter: properties.value('FirelensConfiguration') !== undefined,
    healthCheck: readHealthCheck(properties.child('HealthCheck')),
    dependsOn: readDependencies(properties),
    ports: mapKnown(properties.objects('PortMappings'), (mappings) => mappings.map((mapping) => mapping.number('ContainerPort'))),
    get startsAfter() { return startsAfter(this); },
    get cycle() { return cycleFrom(this); },
    mounts: readMounts(properties, { ...task, container: () => container }),
    volumesFrom: mapKnown(properties.objects('VolumesFrom'), (sources) => allTexts(sources.map((source) => source.text('SourceContainer')))),
    links: mapKnown(properties.texts('Links'), (links) => links.map((link) => link.split(':')[0])),
    readonlyRootFilesystem: properties.flag('ReadonlyRootFilesystem'),
    environment: readEnvironment(properties),
    healthCommand: readHealthCommand(properties.child('HealthCheck')),
    privileged: properties.flag('Privileged'),
    addedCapabilities: linux.child('Capabilities').texts('Add'),
    securityOptions: properties.texts('DockerSecurityOptions'),
    initProcessEnabled: linux.flag('InitProcessEnabled'),
    fargate: task.fargate,
    windows: image && namesWindows(image.reference) ? true : task.windows,
    exec: task.exec,
    get task() { return task.task(); },
  };
  return container;
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

function readHealthCheck(check: Properties): Known<boolean> {
  const command = check.texts('Command');
  return mapKnown(check.names, () => mapKnown(command, ([kind]) => kind !== 'NONE') ?? UNRESOLVED);
}

function readDependencies(properties: Properties): Known<readonly Dependency[]> {
  return mapKnown(properties.objects('DependsOn'), (list) => list.map((dependency) => ({
    container: dependency.text('ContainerName'), condition: dependency.text('Condition'),
  })));
}

function readOptions(options: Properties): Known<ReadonlyMap<string, Known<string>>> {
  return mapKnown(options.names, (names) => {
    if (names.includes('Fn::Transform')) {
      return UNRESOLVED;
    }
    const entries = names.map((name): [string, Known<string>] => [name, options.text(name)]);
    return new Map(entries.filter(([, value]) => value !== undefined));
  });
}
