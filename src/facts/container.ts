import type { Build } from './build';
import { Code, readCode } from './code';
import { EnvironmentVariable, readEnvironment } from './environment';
import { Image, Registries, readImage } from './image';
import { Resolved } from './intrinsics';
import { Known, UNRESOLVED, allTexts, mapKnown } from './known';
import type { LogGroup } from './log-group';
import { Mount, readMounts } from './mount';
import { Properties } from './properties';
import { Running, readRunning } from './running';
import { Start, readStart } from './start';
import { cycleFrom, startsAfter } from './start-order';
import type { TaskDefinition, Volume } from './task-definition';
import { SidecarRole, sidecarRole } from '../platform/sidecars';
import { isWindowsPath, startsOnWindows } from '../platform/windows';
import { Command, Process, readProcess } from '../shell';

/** What a container waits for before it starts. */
export interface Dependency {
  readonly container: Known<string>;
  /** `START`, `HEALTHY`, `COMPLETE` or `SUCCESS`. */
  readonly condition: Known<string>;
}

/** What a container takes from the task definition that it stands in. */
export interface TaskContext {
  readonly fargate: Known<boolean>;
  readonly exec: Known<boolean>;
  readonly registries: Registries;
  readonly logGroup: FindLogGroup;
  readonly volumes: Known<readonly Volume[]>;
  readonly task: TaskDefinition;
  /** Names of containers for whose end another container waits. */
  readonly awaited: ReadonlySet<string>;
}

/** Finds the log group of the app that the value of `awslogs-group` means. */
export type FindLogGroup = (group: Resolved) => Known<LogGroup>;

/** A container of an `AWS::ECS::TaskDefinition` or an `AWS::ECS::DaemonTaskDefinition`. */
export class Container {
  public readonly name: Known<string>;
  /** How a message calls it: its name in quotes, or its position where it has none. */
  public readonly title: string;
  public readonly essential: Known<boolean>;
  /** Another container waits for this one to end. With `essential: false`, that makes it a one-shot init container. */
  public readonly oneShot: boolean;
  public readonly image: Image | undefined;
  /** What its name or its image says that it does for the others of its task. */
  public readonly role: SidecarRole | undefined;
  public readonly start: Start;
  /** What starts. Absent where only the image knows it, and the app does not build it. */
  public readonly process: Process | undefined;
  /** Neither `entryPoint` nor `command` is set: the image says what starts. */
  public readonly startedByImage: boolean;
  /** What the process leaves running. */
  public readonly running: Running;
  public readonly workingDirectory: Known<string>;
  public readonly user: Known<string>;
  public readonly stopTimeout: Known<number>;
  public readonly logDriver: Known<string>;
  /** Log options by name. */
  public readonly logOptions: Known<ReadonlyMap<string, Known<string>>>;
  /** The name of the log group of the awslogs driver, as written. */
  public readonly logGroupName: Known<string>;
  /** The log group of the awslogs driver: absent where none is named, or none of the app can be it. */
  public readonly logGroup: Known<LogGroup>;
  /** It routes the logs of the others, by FireLens. */
  public readonly firelensRouter: boolean;
  /** A health check of the task definition's own; false where it is switched off. */
  public readonly healthCheck: Known<boolean>;
  public readonly dependsOn: Known<readonly Dependency[]>;
  /** The ports that it maps; absent where a mapping names a range. */
  public readonly ports: Known<readonly Known<number>[]>;
  public readonly mounts: Known<readonly Mount[]>;
  /** Names of the containers whose mounts it takes over. */
  public readonly volumesFrom: Known<readonly string[]>;
  /** Names of the containers that it reaches by Docker's links. */
  public readonly links: Known<readonly string[]>;
  public readonly readonlyRootFilesystem: Known<boolean>;
  public readonly environment: readonly EnvironmentVariable[];
  /** What its health check starts. */
  public readonly healthCommand: Process | undefined;
  public readonly privileged: Known<boolean>;
  public readonly addedCapabilities: Known<readonly string[]>;
  /** Docker security options, such as `label:disable`. */
  public readonly securityOptions: Known<readonly string[]>;
  public readonly initProcessEnabled: Known<boolean>;
  /** The task runs, or may run, on Fargate. */
  public readonly fargate: Known<boolean>;
  /** ECS Exec, with which people start commands in the running container, is enabled by a service. */
  public readonly exec: Known<boolean>;
  /** Where it stands in the resource, such as `ContainerDefinitions.0`. */
  public readonly place: string;

  public constructor(properties: Properties, private readonly context: TaskContext) {
    const healthCheck = properties.child('HealthCheck');
    const healthCommand = healthCheck.texts('Command');
    const linux = properties.child('LinuxParameters');
    const logging = properties.child('LogConfiguration');
    const logOptions = logging.child('Options');
    const entryPoint = properties.texts('EntryPoint');
    const command = properties.texts('Command');
    this.place = properties.place;
    this.name = properties.text('Name');
    this.title = typeof this.name === 'string' ? `container "${this.name}"` : `container number ${positionIn(this.place)}`;
    this.essential = properties.flag('Essential') ?? true;
    this.oneShot = this.essential === false && typeof this.name === 'string' && context.awaited.has(this.name);
    this.image = readImage(
      properties.value('Image'), { usedBy: this.title, property: 'Image', versionConsistency: properties.text('VersionConsistency') }, context.registries,
    );
    this.role = (typeof this.name === 'string' ? sidecarRole(this.name) : undefined) ?? (this.image && sidecarRole(this.image.repository));
    this.startedByImage = entryPoint === undefined && command === undefined;
    this.workingDirectory = properties.text('WorkingDirectory');
    this.start = readStart({ entryPoint, command, workingDirectory: this.workingDirectory }, this.image);
    this.process = this.start.process;
    this.running = readRunning(this.process, linksIn(this.image?.build));
    this.user = properties.text('User');
    this.stopTimeout = properties.number('StopTimeout');
    this.logDriver = logging.text('LogDriver');
    this.logOptions = readOptions(logOptions);
    this.logGroupName = this.logDriver === 'awslogs' ? logOptions.partialText('awslogs-group') : undefined;
    this.logGroup = this.logDriver === 'awslogs' ? context.logGroup(logOptions.value('awslogs-group')) : undefined;
    this.firelensRouter = properties.value('FirelensConfiguration') !== undefined;
    this.healthCheck = mapKnown(healthCheck.names, () => mapKnown(healthCommand, ([kind]) => kind !== 'NONE') ?? UNRESOLVED);
    this.healthCommand = readHealthCommand(healthCommand);
    this.dependsOn = readDependencies(properties);
    this.ports = mapKnown(properties.objects('PortMappings'), (mappings) => mappings.map((mapping) => mapping.number('ContainerPort')));
    this.mounts = readMounts(properties, this, context);
    this.volumesFrom = mapKnown(properties.objects('VolumesFrom'), (sources) => allTexts(sources.map((source) => source.text('SourceContainer'))));
    this.links = mapKnown(properties.texts('Links'), (links) => links.map((link) => link.split(':')[0]));
    this.readonlyRootFilesystem = properties.flag('ReadonlyRootFilesystem');
    this.environment = readEnvironment(properties);
    this.privileged = properties.flag('Privileged');
    this.addedCapabilities = linux.child('Capabilities').texts('Add');
    this.securityOptions = properties.texts('DockerSecurityOptions');
    this.initProcessEnabled = linux.flag('InitProcessEnabled');
    this.fargate = context.fargate;
    this.exec = context.exec;
  }

  /** Its task runs on Windows. */
  public get windows(): Known<boolean> {
    return this.context.task.windows;
  }

  /** Its image, what starts in it or a path in it can only be of Windows. */
  public get needsWindows(): boolean {
    const mounts = Array.isArray(this.mounts) ? this.mounts as readonly Mount[] : [];
    return this.image?.windows === true || startsOnWindows(this.process?.vector ?? []) || mounts.some(({ path }) => typeof path === 'string' && isWindowsPath(path));
  }

  /** The task definition that it stands in. */
  public get task(): TaskDefinition {
    return this.context.task;
  }

  public get code(): Code {
    return readCode(this.process, this.workingDirectory);
  }

  /** Names of the containers that ECS starts before this one. */
  public get startsAfter(): readonly string[] | typeof UNRESOLVED {
    return startsAfter(this);
  }

  /** The names in a cycle of `dependsOn`, beginning with this one, which is the first of them in the alphabet. Absent where there is none. */
  public get cycle(): readonly string[] | undefined {
    return cycleFrom(this);
  }
}

/** Counted from one. */
function positionIn(place: string): number {
  return Number(place.split('.').pop()) + 1;
}

/** The commands of a build that may link a log to what the container prints. */
function linksIn(build: Build | undefined): readonly Command[] {
  const steps = build?.steps.filter(({ inImage, vector }) => inImage && vector.some((word) => /\bln\b/.test(word))) ?? [];
  return steps.flatMap(({ process }) => process.commands);
}

/** `CMD` stands in front of a vector, and `CMD-SHELL` in front of a script. */
function readHealthCommand(command: Known<readonly string[]>) {
  if (command === undefined || command === UNRESOLVED) {
    return undefined;
  }
  const [kind, ...rest] = command;
  return readProcess(kind === 'CMD' ? rest : ['/bin/sh', '-c', (kind === 'CMD-SHELL' ? rest : command).join(' ')]);
}

function readDependencies(properties: Properties): Known<readonly Dependency[]> {
  return mapKnown(properties.objects('DependsOn'), (list) => list.map((dependency) => ({
    container: dependency.text('ContainerName'), condition: dependency.text('Condition'),
  })));
}

function readOptions(options: Properties): Known<ReadonlyMap<string, Known<string>>> {
  return mapKnown(options.names, (names) => {
    const known = new Map<string, Known<string>>();
    for (const name of names) {
      const value = options.text(name);
      if (value !== undefined) {
        known.set(name, value);
      }
    }
    return names.includes('Fn::Transform') ? UNRESOLVED : known;
  });
}
