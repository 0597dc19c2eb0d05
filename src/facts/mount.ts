import type { Container, TaskContext } from './container';
import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';
import type { TaskDefinition, Volume } from './task-definition';
import { hasHole } from '../platform/image-reference';

/** A volume, where a container sees it. */
export interface Mount {
  readonly path: Known<string>;
  readonly readOnly: Known<boolean>;
  readonly volumeName: Known<string>;
  /** Undefined where the task definition has no such volume, or it is not known. */
  readonly volume: Volume | undefined;
  /** The other containers of the task that see the volume, by a mount of their own or by `volumesFrom`. */
  readonly sharedWith: Known<readonly Container[]>;
}

export function readMounts(properties: Properties, container: Container, { volumes, task }: Pick<TaskContext, 'volumes' | 'task'>): Known<readonly Mount[]> {
  return mapKnown(properties.objects('MountPoints'), (list) => list.map((mount) => {
    const volumeName = mount.partialText('SourceVolume');
    return {
      path: mount.text('ContainerPath'),
      readOnly: mount.flag('ReadOnly'),
      volumeName,
      volume: Array.isArray(volumes) && typeof volumeName === 'string' ? (volumes as readonly Volume[]).find(({ name }) => name === volumeName) : undefined,
      get sharedWith() { return sharers(container, volumeName, task.containers); },
    };
  }));
}

function sharers(container: Container, volumeName: Known<string>, containers: TaskDefinition['containers']): Known<readonly Container[]> {
  if (typeof containers === 'symbol' || volumeName === UNRESOLVED) {
    return UNRESOLVED;
  }
  const others = containers.filter((other) => other !== container).map((other) => ({ other, sees: sees(other, container.name, volumeName) }));
  return others.some(({ sees: known }) => known === UNRESOLVED) ? UNRESOLVED : others.filter(({ sees: known }) => known).map(({ other }) => other);
}

function sees({ mounts, volumesFrom }: Container, name: Known<string>, volumeName: Known<string>): boolean | typeof UNRESOLVED {
  if (typeof mounts === 'symbol' || typeof volumesFrom === 'symbol') {
    return UNRESOLVED;
  }
  const own = mounts?.map((mount) => mount.volumeName) ?? [];
  if (volumesFrom?.includes(String(name)) || own.includes(volumeName)) {
    return true;
  }
  return own.some((other) => mayBe(other, volumeName)) ? UNRESOLVED : false;
}

/** Whether two names that are written differently may come out the same. */
function mayBe(one: Known<string>, other: Known<string>): boolean {
  return [one, other].some((name) => typeof name === 'symbol' || (name !== undefined && hasHole(name)));
}
