import type { Container } from '../../facts/container';
import type { Mount } from '../../facts/mount';
import { holdsData, isPartOfCode, isSystemFolder } from '../../platform/code';
import { isWithin, normalizePath } from '../../platform/paths';
import { Finding, containerRule } from '../rule';

export default containerRule({
  id: 'ContainerCodeFromVolume',
  guideline: 'complete-image',
  severity: 'warning',
  title: 'A container runs the code of its image, and no other',
  why: 'Code in a volume changes without a new image: no tag says what runs, and no rollback brings back what ran before.',
  fix: 'copy the code into the image (COPY in the Dockerfile) and remove the mount point, or mount the volume on a folder with nothing but data',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: {
      ContainerDefinitions: [{
        Name: 'app', WorkingDirectory: '/app', Command: ['node', 'server.js'], MountPoints: [{ SourceVolume: 'shared', ContainerPath: '/app' }],
      }],
      Volumes: [{ Name: 'shared', EFSVolumeConfiguration: { FilesystemId: 'fs-12345678', TransitEncryption: 'ENABLED' } }],
    },
    good: {
      ContainerDefinitions: [{
        Name: 'app', WorkingDirectory: '/app', Command: ['node', 'server.js'], MountPoints: [{ SourceVolume: 'shared', ContainerPath: '/app/uploads' }],
      }],
      Volumes: [{ Name: 'shared', EFSVolumeConfiguration: { FilesystemId: 'fs-12345678', TransitEncryption: 'ENABLED' } }],
    },
  },
  *check(container) {
    for (const mount of Array.isArray(container.mounts) ? container.mounts as readonly Mount[] : []) {
      const place = typeof mount.path === 'string' && mount.volume ? placeOf(normalizePath(mount.path), container, mount) : undefined;
      if (place !== undefined) {
        yield* finding(container, mount, `it is mounted on ${mount.path as string}, ${place}`);
      }
    }
  },
});

/** Where the code is that a volume takes the place of, as the end of a sentence. */
function placeOf(path: string, { code: { files, folders } }: Container, { volume }: Mount): string | undefined {
  if (isSystemFolder(path)) {
    return 'where the programs of the image are';
  }
  const file = files.find((each) => isWithin(each, path));
  if (file !== undefined) {
    return file === path ? 'which it starts' : `from where it starts ${file}`;
  }
  const folder = folders.find((each) => isWithin(each, path));
  if (folder !== undefined) {
    return folder === path ? 'its working directory' : `above its working directory ${folder}`;
  }
  const roots = [...folders, ...files.map((each) => each.slice(0, each.lastIndexOf('/')))];
  const root = roots.find((each) => each !== '' && isWithin(path, each) && isPartOfCode(path.slice(each.length)));
  return root !== undefined && volume?.outlivesTask === true ? `inside its code in ${root}` : undefined;
}

/** Tools that an agent or a proxy lends to the others by a volume are not the code of the application. */
function* finding(container: Container, { path, volumeName, volume, sharedWith }: Mount, place: string): Iterable<Finding> {
  const property = 'MountPoints';
  const name = `the volume "${String(volumeName)}"`;
  if (volume?.outlivesTask === true) {
    yield { property, message: `${container.title} runs code from ${name}: ${place}.` };
    return;
  }
  const others = Array.isArray(sharedWith) ? sharedWith as readonly Container[] : [];
  const filler = others.find(({ oneShot, role }) => oneShot && role === undefined);
  if (filler !== undefined) {
    yield { property, message: `${container.title} runs code that ${filler.title} puts into ${name}: ${place}.` };
  } else if (Array.isArray(sharedWith) && others.every(({ role }) => role === undefined) && !holdsData(String(path))) {
    const message = `${container.title} hides code of its image behind ${name}, unless the Dockerfile declares a VOLUME there: ${place}.`;
    yield { property, severity: 'info', message };
  }
}
