import type { Container } from '../../facts/container';
import type { Mount } from '../../facts/mount';
import type { Volume } from '../../facts/task-definition';
import { followsFiles, isLogFolder, keepsLogsAsData, namesLogs } from '../../platform/log-folders';
import { isWithin, normalizePath } from '../../platform/paths';
import { Finding, containerRule } from '../rule';

export default containerRule({
  id: 'ContainerLogVolume',
  guideline: 'logs',
  severity: 'warning',
  title: 'Logs go to stdout and stderr, not to files',
  why: 'A log driver sees only stdout and stderr: what an application writes to files nobody finds, and it goes with the task or fills a disk.',
  fix: 'let the application log to stdout (ln -sf /dev/stdout /var/log/app.log in the Dockerfile where it can only write files) and remove the volume, or let a FireLens log router mount it and tail the files',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: {
      ContainerDefinitions: [{ Name: 'app', MountPoints: [{ SourceVolume: 'logs', ContainerPath: '/var/log/app' }] }],
      Volumes: [{ Name: 'logs', EFSVolumeConfiguration: { FilesystemId: 'fs-12345678', TransitEncryption: 'ENABLED' } }],
    },
    good: {
      ContainerDefinitions: [
        { Name: 'app', MountPoints: [{ SourceVolume: 'logs', ContainerPath: '/var/log/app' }] },
        { Name: 'router', MountPoints: [{ SourceVolume: 'logs', ContainerPath: '/logs' }], FirelensConfiguration: { Type: 'fluentbit' } },
      ],
      Volumes: [{ Name: 'logs', EFSVolumeConfiguration: { FilesystemId: 'fs-12345678', TransitEncryption: 'ENABLED' } }],
    },
  },
  *check(container) {
    if (container.oneShot || takesLogs(container) || keepsLogsAsData(called(container)) || !Array.isArray(container.mounts)) {
      return;
    }
    for (const mount of container.mounts as readonly Mount[]) {
      const { path, volume } = mount;
      if (typeof path === 'string' && isLogFolder(path) && volume !== undefined && !mayBeReadOnly(mount) && !mayBeRead(mount) && !shows(container, path)) {
        yield* finding(container, path, volume);
      }
    }
  },
});

function* finding({ title, readonlyRootFilesystem }: Container, path: string, { name, hostPath, outlivesTask }: Volume): Iterable<Finding> {
  const property = 'MountPoints';
  const mounted = `${title} has the volume "${String(name)}" on ${path}`;
  if (typeof hostPath === 'string') {
    yield { property, severity: 'info', message: `${mounted}: logs in files reach nobody, unless an agent on the host reads them.` };
  } else if (outlivesTask === true) {
    yield { property, message: `${mounted}, and no log router or agent beside it: the log driver does not see logs in files.` };
  } else if (outlivesTask === false && readonlyRootFilesystem === true) {
    yield { property, severity: 'info', message: `${mounted}, maybe only since its root is read-only: logs in files go with the task.` };
  } else if (outlivesTask === false) {
    yield { property, message: `${mounted}, and no log router or agent beside it: logs in files go with the task.` };
  }
}

/** The container prints what it logs there. */
function shows({ running }: Container, path: string): boolean {
  return [...running.shown].some((file) => isWithin(normalizePath(file), normalizePath(path)));
}

/** Another container takes the logs from the volume, or one of which too little is known may. */
function mayBeRead({ sharedWith, volumeName }: Mount): boolean {
  return !Array.isArray(sharedWith) || (sharedWith as readonly Container[]).some((other) => takesLogs(other) || follows(other) || readsOnly(other));

  function readsOnly({ mounts }: Container): boolean {
    return Array.isArray(mounts) && (mounts as readonly Mount[]).some((mount) => mount.volumeName === volumeName && mayBeReadOnly(mount));
  }
}

function mayBeReadOnly({ readOnly }: Mount): boolean {
  return readOnly !== undefined && readOnly !== false;
}

function takesLogs(container: Container): boolean {
  const { firelensRouter, role } = container;
  return firelensRouter || role === 'log router' || role === 'telemetry collector' || role === 'agent' || namesLogs(called(container));
}

function follows({ process }: Container): boolean {
  return process?.commands.some(({ program }) => followsFiles(program.map(({ text }) => text))) ?? false;
}

function called({ name, image }: Container): string {
  return `${String(name)} ${image?.repository}`;
}
