import { Image } from './image';
import { PartialText, Resolved } from './intrinsics';
import { Known, UNRESOLVED } from './known';
import { Properties } from './properties';
import { hasHole } from '../platform/image-reference';
import { SidecarRole } from '../platform/sidecars';

/** What the co-location graph needs to know of one container. */
export interface Member {
  readonly name: string;
  readonly properties: Properties;
  readonly image: Image | undefined;
  readonly role: SidecarRole | undefined;
}

/**
 * The groups of containers of one task that nothing ties together.
 * Generous on purpose: whatever can be a reason to share a task counts as one, and unknown values may hide a reason.
 */
export function readGroups(members: readonly Member[], task: Properties): Known<readonly (readonly string[])[]> {
  const names = members.map(({ name }) => name);
  if (members.length < 2 || sharesNamespace(task)) {
    return [names];
  }
  const tied = members.filter((member) => !servesBeside(member));
  if (tied.length < 2 || tied.some((member) => standsBetween(member, task))) {
    return [names];
  }
  const groups = new Groups(tied.map(({ name }) => name));
  tieVolumes(tied, task, groups);
  tied.forEach((member) => tieNeighbours(member, tied, groups));
  return groups.count > 1 && tied.some(mayHideTie) ? UNRESOLVED : groups.toLists();
}

/** Disjoint sets of names. */
class Groups {
  private readonly sets: Set<Set<string>>;

  public constructor(names: readonly string[]) {
    this.sets = new Set(names.map((name) => new Set([name])));
  }

  public get count(): number {
    return this.sets.size;
  }

  public join(one: string, other: string): void {
    const [left, right] = [this.setOf(one), this.setOf(other)];
    if (left && right && left !== right) {
      right.forEach((name) => left.add(name));
      this.sets.delete(right);
    }
  }

  public toLists(): string[][] {
    return [...this.sets].map((set) => [...set].sort()).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  private setOf(name: string): Set<string> | undefined {
    return [...this.sets].find((set) => set.has(name));
  }
}

function sharesNamespace(task: Properties): boolean {
  return ['PidMode', 'IpcMode'].some((name) => task.text(name) !== undefined && task.text(name) !== 'none');
}

/** A log router, collector or agent serves each container beside it, and is no tie between them. */
function servesBeside(member: Member): boolean {
  const { role, properties } = member;
  return properties.value('FirelensConfiguration') !== undefined || role === 'log router' || role === 'telemetry collector' || role === 'agent';
}

/** A proxy, tunnel or backing service may be what the containers beside it have in common. */
function standsBetween(member: Member, task: Properties): boolean {
  return task.child('ProxyConfiguration').value('ContainerName') === member.name || member.role !== undefined;
}

function tieVolumes(members: readonly Member[], task: Properties, groups: Groups): void {
  const storage = new Map(listOf(task.objects('Volumes')).map((volume) => [volume.partialText('Name'), storageOf(volume)]));
  const firstUser = new Map<string, string>();
  for (const { name, properties } of members) {
    for (const mount of listOf(properties.objects('MountPoints'))) {
      const volume = mount.partialText('SourceVolume');
      if (typeof volume === 'string') {
        const shared = storage.get(volume) ?? volume;
        groups.join(firstUser.get(shared) ?? name, name);
        firstUser.set(shared, firstUser.get(shared) ?? name);
      }
    }
  }
}

/** What lies behind a volume: two names of one file system or host folder share it. */
function storageOf(volume: Properties): string | undefined {
  const places = [volume.child('EFSVolumeConfiguration').partialText('FilesystemId'), volume.child('Host').partialText('SourcePath')];
  return places.find((place) => typeof place === 'string') as string | undefined;
}

function tieNeighbours({ name, properties }: Member, members: readonly Member[], groups: Groups): void {
  for (const [list, key] of [['DependsOn', 'ContainerName'], ['VolumesFrom', 'SourceContainer']]) {
    listOf(properties.objects(list)).forEach((item) => joinText(item.text(key)));
  }
  listOf(properties.texts('Links')).forEach((link) => joinText(link.split(':')[0]));

  const others = members.filter((other) => other.name !== name);
  const texts = spokenTexts(properties);
  const checks = listOf(properties.child('HealthCheck').texts('Command'));
  for (const other of others) {
    const mentioned = [...texts, ...checks].some((text) => mentions(text, other.name));
    const reached = texts.some((text) => reaches(text, other, others, properties)) || checks.some((text) => reachesPort(text, other));
    if (mentioned || reached) {
      groups.join(name, other.name);
    }
  }

  function joinText(other: Known<string>): void {
    if (typeof other === 'string') {
      groups.join(name, other);
    }
  }
}

/** What a container says about its surroundings: its environment, and the command that it runs. */
function spokenTexts(properties: Properties): string[] {
  const environment = listOf(properties.objects('Environment')).map((variable) => variable.partialText('Value'));
  return [...environment, ...listOf(properties.texts('Command')), ...listOf(properties.texts('EntryPoint'))]
    .filter((text): text is string => typeof text === 'string');
}

/** An address of the task itself, with its port: `localhost:8080`, and `127.0.0.1 8080` as `nc` takes it. */
const LOCALHOST = /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:\s]+(\d+)\b)?|\[::1\](?::(\d+))?/g;

/** Speaks to the other container by way of localhost: to its port, or to a port that no container of the task declares. */
function reaches(text: string, other: Member, others: readonly Member[], own: Properties): boolean {
  return localPorts(text).some((port) => {
    if (port === undefined) {
      return true;
    }
    const declared = others.some(({ properties }) => portsOf(properties).has(port));
    return declared ? portsOf(other.properties).has(port) : !portsOf(own).has(port);
  });
}

/** A health check speaks to its own container, unless it names a port of another. */
function reachesPort(text: string, other: Member): boolean {
  return localPorts(text).some((port) => port !== undefined && portsOf(other.properties).has(port));
}

function localPorts(text: string): (number | undefined)[] {
  return [...text.matchAll(LOCALHOST)].map(([, port, portV6]) => port ?? portV6).map((port) => (port === undefined ? undefined : Number(port)));
}

function portsOf(properties: Properties): Set<Known<number>> {
  return new Set(listOf(properties.objects('PortMappings')).map((mapping) => mapping.number('ContainerPort')));
}

function mentions(text: string, name: string): boolean {
  return text.split(/[^A-Za-z0-9_-]+/).includes(name);
}

/** Lists that are unknown, values that only a deployment supplies, and images of which nothing is known may tie what looks separate. */
function mayHideTie({ properties, image }: Member): boolean {
  const lists = ['MountPoints', 'VolumesFrom', 'DependsOn', 'Links', 'Environment', 'Command', 'EntryPoint'].map((list) => properties.values(list));
  return !properties.readable
    || image === undefined || image.asset || hasHole(image.repository)
    || listOf(properties.values('Secrets')).length > 0 || listOf(properties.values('EnvironmentFiles')).length > 0
    || lists.some((list) => list === UNRESOLVED || listOf(list).some(isSupplied))
    || NAMES_IN_LISTS.some(([list, name]) => listOf(properties.objects(list)).some((item) => isSupplied(item.value(name))));
}

/** Where a container names what it is tied to. */
const NAMES_IN_LISTS = [['Environment', 'Value'], ['DependsOn', 'ContainerName'], ['VolumesFrom', 'SourceContainer'], ['MountPoints', 'SourceVolume']] as const;

function isSupplied(value: Resolved): boolean {
  if (value instanceof PartialText) {
    return value.parts.some((part) => typeof part === 'string' && /\$\{(?!AWS::)/.test(part));
  }
  return value === UNRESOLVED || (typeof value === 'string' && value.includes('{{resolve:'));
}

function listOf<T>(list: Known<readonly T[]>): readonly T[] {
  return list === undefined || list === UNRESOLVED ? [] : list;
}
