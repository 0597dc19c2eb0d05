import { Container, FindLogGroup, TaskContext } from './container';
import { Registries } from './image';
import { isSame } from './intrinsics';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { TaskUse } from './service';
import { Member, readGroups } from './ties';
import { isHole } from '../platform/image-reference';
import { isWindowsPath } from '../platform/windows';

/** An `AWS::ECS::TaskDefinition` or an `AWS::ECS::DaemonTaskDefinition`. */
export class TaskDefinition {
  public readonly name: string;
  /** Unresolved where one of them cannot be known. */
  public readonly containers: readonly Container[] | typeof UNRESOLVED;
  /** The groups of containers that no tie joins; one group where everything belongs together. Unresolved where a tie may hide. */
  public readonly groups: Known<readonly (readonly string[])[]>;
  /** It runs, or may run, on Fargate. */
  public readonly fargate: Known<boolean>;
  /** It runs, or may run, on instances that ECS manages. */
  public readonly managedInstances: Known<boolean>;
  public readonly windows: Known<boolean>;
  /** `X86_64` or `ARM64`. */
  public readonly cpuArchitecture: Known<string>;
  public readonly networkMode: Known<string>;
  public readonly pidMode: Known<string>;
  public readonly ipcMode: Known<string>;
  /** CPU units as written: `1024`, `1 vcpu`. */
  public readonly cpu: Known<string>;
  /** Memory as written: `2048`, `2 GB`. */
  public readonly memory: Known<string>;
  /** Task role and execution role are one. */
  public readonly sharesRoles: Known<boolean>;
  /** The name of the container that App Mesh sends all traffic through. */
  public readonly proxy: Known<string>;
  public readonly volumes: Known<readonly Volume[]>;
  /** Those of its containers that can be read. */
  public readonly readable: readonly Container[];
  private readonly requiresExternal: Known<boolean>;

  public constructor(properties: Properties, private readonly surroundings: TaskSurroundings) {
    const { use, registries, logGroup, pathOf } = surroundings;
    const compatibilities = properties.texts('RequiresCompatibilities');
    const requires = (compatibility: string) => mapKnown(compatibilities, (required) => required.includes(compatibility));
    const definitions = properties.objects('ContainerDefinitions');
    const written = Array.isArray(definitions) ? (definitions as readonly Properties[]).filter((definition) => definition.readable) : [];
    const onFargate = requires('FARGATE');
    this.name = pathOf();
    this.fargate = onFargate === true ? true : anyTrue(onFargate, use.fargate);
    this.volumes = readVolumes(properties);
    const awaited = new Set(written.flatMap(awaitedBy));
    const { fargate, volumes } = this;
    const context: TaskContext = { fargate, exec: use.exec, registries, logGroup, awaited, volumes, task: this };
    this.readable = written.map((definition) => new Container(definition, context));
    const complete = Array.isArray(definitions) && definitions.length === written.length;
    this.containers = complete ? this.readable : UNRESOLVED;
    this.groups = complete ? readTaskGroups(properties, written, this.readable) : UNRESOLVED;
    this.requiresExternal = requires('EXTERNAL');
    this.managedInstances = requires('MANAGED_INSTANCES');
    const volumesOfWindows = mapKnown(this.volumes, (list) => anyTrue(...list.map(({ ofWindows }) => ofWindows)));
    const needsWindows = anyTrue(volumesOfWindows, this.readable.some((container) => container.needsWindows));
    const saysWindows = readWindows(properties);
    this.windows = saysWindows === false ? needsWindows === true : anyTrue(saysWindows, needsWindows);
    this.cpuArchitecture = properties.child('RuntimePlatform').text('CpuArchitecture');
    this.networkMode = properties.text('NetworkMode');
    this.pidMode = properties.text('PidMode');
    this.ipcMode = properties.text('IpcMode');
    this.cpu = properties.text('Cpu');
    this.memory = properties.text('Memory');
    this.sharesRoles = isSame(properties.value('TaskRoleArn'), properties.value('ExecutionRoleArn'));
    this.proxy = properties.child('ProxyConfiguration').text('ContainerName');
  }

  /** It runs, or may run, on hosts outside of AWS, by ECS Anywhere. */
  public get external(): Known<boolean> {
    return anyTrue(this.requiresExternal, this.surroundings.use.external);
  }

  /** It runs once on each instance. */
  public get daemon(): Known<boolean> {
    return this.surroundings.use.daemon;
  }
}

/** A volume of a task definition. */
export interface Volume {
  readonly name: Known<string>;
  /** Path on the host, where it is a bind mount with one, as written. */
  readonly hostPath: Known<string>;
  /** Absent where it is no Amazon EFS file system. */
  readonly efs: Known<FileSystem>;
  /** It is an Amazon FSx for Windows File Server file system, or a path of a host with Windows. */
  readonly ofWindows: boolean | typeof UNRESOLVED;
  /** What is in it can be older than the task. False where it begins empty, and ends with the task. */
  readonly outlivesTask: Known<boolean>;
}

/** How a task mounts an Amazon EFS file system. */
export interface FileSystem {
  /** `ENABLED` or `DISABLED`. */
  readonly transitEncryption: Known<string>;
  /** What of its authorization takes encryption in transit: `an access point`, `IAM authorization`. */
  readonly needsEncryption: Known<string>;
}

/** What the rest of the app says of a task definition. */
export interface TaskSurroundings {
  readonly pathOf: () => string;
  readonly use: Pick<TaskUse, 'fargate' | 'external' | 'exec' | 'daemon'>;
  readonly registries: Registries;
  readonly logGroup: FindLogGroup;
}

function readVolumes(properties: Properties): Known<readonly Volume[]> {
  return mapKnown(properties.objects('Volumes'), (list) => list.map((volume) => {
    const efs = volume.child('EFSVolumeConfiguration');
    const hostPath = readHostPath(volume);
    return {
      name: volume.partialText('Name'),
      hostPath,
      efs: mapKnown(efs.names, () => ({ transitEncryption: efs.text('TransitEncryption'), needsEncryption: readAuthorization(efs.child('AuthorizationConfig')) })),
      ofWindows: anyTrue(mapKnown(volume.child('FSxWindowsFileServerVolumeConfiguration').names, () => true), mapKnown(hostPath, isWindowsPath)),
      outlivesTask: outlivesTask(volume, hostPath),
    };
  }));
}

function readAuthorization(authorization: Properties): Known<string> {
  if (authorization.value('AccessPointId') !== undefined && authorization.readable) {
    return 'an access point';
  }
  return mapKnown(authorization.text('IAM'), (iam) => (iam === 'ENABLED' ? 'IAM authorization' : undefined));
}

/** An empty path is none, and one of which nothing is known may be none. */
function readHostPath(volume: Properties): Known<string> {
  return mapKnown(volume.child('Host').partialText('SourcePath'), (path) => (path === '' ? undefined : isHole(path) ? UNRESOLVED : path));
}

/** A volume is a bind mount unless it is configured as something else. */
function outlivesTask(volume: Properties, hostPath: Known<string>): Known<boolean> {
  const configured = ['EFSVolumeConfiguration', 'FSxWindowsFileServerVolumeConfiguration', 'S3FilesVolumeConfiguration'].map((name) => volume.value(name));
  const launched = mapKnown(volume.flag('ConfiguredAtLaunch'), (atLaunch) => (atLaunch ? UNRESOLVED : false));
  return anyTrue(
    mapKnown(hostPath, () => true),
    ...configured.map((value) => (value === UNRESOLVED ? UNRESOLVED : value !== undefined)),
    dockerOutlivesTask(volume.child('DockerVolumeConfiguration')),
    launched,
  );
}

/** A Docker volume is the task's own, unless it is shared or its driver finds it elsewhere. */
function dockerOutlivesTask(docker: Properties): Known<boolean> {
  return mapKnown(docker.names, () => anyTrue(
    mapKnown(docker.text('Scope'), (scope) => scope === 'shared'),
    mapKnown(docker.text('Driver'), (driver) => driver !== 'local'),
    mapKnown(docker.child('DriverOpts').names, (names) => names.length > 0),
  ));
}

/** By the runtime platform, or by a placement constraint that asks for instances with Windows. */
function readWindows(properties: Properties): Known<boolean> {
  const constraints = properties.objects('PlacementConstraints');
  const expressions = Array.isArray(constraints) ? (constraints as readonly Properties[]).map((constraint) => constraint.partialText('Expression')) : [];
  const placed = expressions.some((expression) => typeof expression === 'string' && /ecs\.os-type\s*==\s*['"]?windows/.test(expression));
  return placed || mapKnown(properties.child('RuntimePlatform').text('OperatingSystemFamily'), (family) => /^windows/i.test(family));
}

function awaitedBy(definition: Properties): string[] {
  const dependencies = definition.objects('DependsOn');
  return Array.isArray(dependencies)
    ? (dependencies as readonly Properties[])
      .filter((dependency) => ['COMPLETE', 'SUCCESS'].includes(String(dependency.text('Condition'))))
      .map((dependency) => String(dependency.text('ContainerName')))
    : [];
}

function readTaskGroups(properties: Properties, readable: readonly Properties[], containers: readonly Container[]): TaskDefinition['groups'] {
  if (!containers.every(({ name }) => typeof name === 'string')) {
    return UNRESOLVED;
  }
  const members = containers.map(({ name, image, role }, index): Member => ({ name: name as string, image, role, properties: readable[index] }));
  return readGroups(members, properties);
}
