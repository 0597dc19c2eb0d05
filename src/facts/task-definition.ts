import { Container, FindLogGroup, TaskContext, readContainer } from './container';
import { Registries } from './image';
import { isSame } from './intrinsics';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { TaskUse } from './service';
import { Member, readGroups } from './ties';
import { isHole } from '../platform/image-reference';

/** An `AWS::ECS::TaskDefinition` or an `AWS::ECS::DaemonTaskDefinition`. */
export interface TaskDefinition {
  readonly name: string;
  /** Unresolved where one of them cannot be known. */
  readonly containers: readonly Container[] | typeof UNRESOLVED;
  /** The groups of containers that no tie joins; one group where everything belongs together. Unresolved where a tie may hide. */
  readonly groups: Known<readonly (readonly string[])[]>;
  /** It runs, or may run, on Fargate. */
  readonly fargate: Known<boolean>;
  /** It runs, or may run, on hosts outside of AWS, by ECS Anywhere. */
  readonly external: Known<boolean>;
  /** It runs, or may run, on instances that ECS manages. */
  readonly managedInstances: Known<boolean>;
  readonly windows: Known<boolean>;
  /** It runs once on each instance. */
  readonly daemon: Known<boolean>;
  readonly networkMode: Known<string>;
  readonly pidMode: Known<string>;
  readonly ipcMode: Known<string>;
  /** CPU units as written: `1024`, `1 vcpu`. */
  readonly cpu: Known<string>;
  /** Memory as written: `2048`, `2 GB`. */
  readonly memory: Known<string>;
  /** Task role and execution role are one. */
  readonly sharesRoles: Known<boolean>;
  /** The name of the container that App Mesh sends all traffic through. */
  readonly proxy: Known<string>;
  readonly volumes: Known<readonly Volume[]>;
}

/** A volume of a task definition. */
export interface Volume {
  readonly name: Known<string>;
  /** Path on the host, where it is a bind mount with one, as written. */
  readonly hostPath: Known<string>;
  /** Absent where it is no Amazon EFS file system. */
  readonly efs: Known<FileSystem>;
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

export interface TaskFacts {
  readonly taskDefinition: TaskDefinition;
  readonly containers: readonly { readonly place: string; readonly container: Container }[];
}

/** What the rest of the app says of a task definition. */
export interface TaskSurroundings {
  readonly pathOf: () => string;
  readonly use: TaskUse;
  readonly registries: Registries;
  readonly logGroup: FindLogGroup;
}

export function readTaskDefinition(properties: Properties, { pathOf, use, registries, logGroup }: TaskSurroundings): TaskFacts {
  const definitions = properties.objects('ContainerDefinitions');
  const readable = Array.isArray(definitions) ? (definitions as readonly Properties[]).filter((definition) => definition.readable) : [];
  const required = requires(properties, 'FARGATE');
  const windows = readWindows(properties);
  const volumes = readVolumes(properties);
  const fargate = required === true ? true : anyTrue(required, use.fargate);
  const awaited = new Set(readable.flatMap(awaitedBy));
  const task = () => taskDefinition;
  const context: TaskContext = { fargate, exec: use.exec, windows, registries, logGroup, awaited, volumes, task };
  const containers = readable.map((definition) => readContainer(definition, context));
  const complete = Array.isArray(definitions) && definitions.length === readable.length;
  const taskDefinition: TaskDefinition = {
    get name() { return pathOf(); },
    containers: complete ? containers : UNRESOLVED,
    groups: complete ? readTaskGroups(properties, readable, containers) : UNRESOLVED,
    fargate,
    get external() { return anyTrue(requires(properties, 'EXTERNAL'), use.external); },
    managedInstances: requires(properties, 'MANAGED_INSTANCES'),
    windows: containers.some((container) => container.windows === true) ? true : windows,
    get daemon() { return use.daemon; },
    networkMode: properties.text('NetworkMode'),
    pidMode: properties.text('PidMode'),
    ipcMode: properties.text('IpcMode'),
    cpu: properties.text('Cpu'),
    memory: properties.text('Memory'),
    sharesRoles: isSame(properties.value('TaskRoleArn'), properties.value('ExecutionRoleArn')),
    proxy: properties.child('ProxyConfiguration').text('ContainerName'),
    volumes,
  };
  return { taskDefinition, containers: containers.map((container, index) => ({ container, place: readable[index].place })) };
}

function readVolumes(properties: Properties): Known<readonly Volume[]> {
  return mapKnown(properties.objects('Volumes'), (list) => list.map((volume) => {
    const efs = volume.child('EFSVolumeConfiguration');
    return {
      name: volume.partialText('Name'),
      hostPath: readHostPath(volume),
      efs: mapKnown(efs.names, () => ({ transitEncryption: efs.text('TransitEncryption'), needsEncryption: readAuthorization(efs.child('AuthorizationConfig')) })),
      outlivesTask: outlivesTask(volume),
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
function outlivesTask(volume: Properties): Known<boolean> {
  const configured = ['EFSVolumeConfiguration', 'FSxWindowsFileServerVolumeConfiguration', 'S3FilesVolumeConfiguration'].map((name) => volume.value(name));
  const launched = mapKnown(volume.flag('ConfiguredAtLaunch'), (atLaunch) => (atLaunch ? UNRESOLVED : false));
  return anyTrue(
    mapKnown(readHostPath(volume), () => true),
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

function requires(properties: Properties, compatibility: string): Known<boolean> {
  return mapKnown(properties.texts('RequiresCompatibilities'), (compatibilities) => compatibilities.includes(compatibility));
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
