import type { Container } from '../../facts/container';
import type { Mount } from '../../facts/mount';
import { hostPower, runsBuilds } from '../../platform/host-paths';
import { Finding, containerRule } from '../rule';

const EFS = "an EFS volume (efsVolumeConfiguration: { fileSystemId, transitEncryption: 'ENABLED' })";
const FSX = 'FSx for Windows File Server (fsxWindowsFileServerVolumeConfiguration in the volumes of CfnTaskDefinition)';

export default containerRule({
  id: 'ContainerHostPath',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'A container sees nothing of the host that it runs on',
  why: 'A path of the host ties a task to that host, shows it what others left there, and through some paths gives it the host.',
  fix: keepingIn(EFS),
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html',
  peers: [],
  examples: {
    bad: {
      RequiresCompatibilities: ['EC2'],
      ContainerDefinitions: [{ Name: 'app', MountPoints: [{ SourceVolume: 'docker', ContainerPath: '/var/run/docker.sock' }] }],
      Volumes: [{ Name: 'docker', Host: { SourcePath: '/var/run/docker.sock' } }],
    },
    good: {
      RequiresCompatibilities: ['EC2'],
      ContainerDefinitions: [{ Name: 'app', MountPoints: [{ SourceVolume: 'scratch', ContainerPath: '/scratch' }] }],
      Volumes: [{ Name: 'scratch' }],
    },
  },
  *check(container) {
    const seen = new Set<string>();
    for (const mount of Array.isArray(container.mounts) ? container.mounts as readonly Mount[] : []) {
      const path = mount.volume?.hostPath;
      if (typeof path === 'string' && !seen.has(path)) {
        seen.add(path);
        yield finding(container, mount, path);
      }
    }
  },
});

function keepingIn(storage: string): string {
  return `leave host.sourcePath out for scratch space, use ${storage} for what has to stay, and the AWS API or the task metadata endpoint for what was read from the host`;
}

/** Windows mounts no EFS, and on Fargate nothing that stays. */
function fixFor({ windows, fargate }: Container): string {
  return keepingIn(windows !== true ? EFS : fargate === true ? 'Amazon S3' : FSX);
}

const WATCHING = 'mount no more of the host than the agent looks at, with readOnly: true, and acknowledge this rule';

function finding(container: Container, { readOnly }: Mount, path: string): Finding {
  const property = 'MountPoints';
  const mounts = `${container.title} mounts "${path}" of its host`;
  if (container.fargate === true) {
    return { property, severity: 'error', message: `${mounts}, which Fargate refuses: there is no host to share.`, fix: fixFor(container) };
  }
  const watching = watchesHost(container);
  const fix = watching ? WATCHING : fixFor(container);
  const power = hostPower(path);
  if (!power || (!power.evenReadOnly && readOnly !== undefined && readOnly !== false)) {
    return { property, message: `${mounts}: what it finds there depends on where it runs.`, fix, ...watching ? { severity: 'info' } : {} };
  }
  const message = `${mounts}: ${power.means}.`;
  return watching ? { property, message, fix } : { property, severity: 'error', message, fix };
}

/** An agent whose documented job is to look at each host. Beside an application it is not there for the host. */
function watchesHost(container: Container): boolean {
  const { containers, daemon } = container.task;
  const onItsOwn = daemon !== false || (Array.isArray(containers) && (containers as readonly Container[]).every(isAgent));
  return isAgent(container) && onItsOwn;
}

function isAgent({ name, image, role }: Container): boolean {
  return role !== undefined && ['agent', 'log router', 'telemetry collector'].includes(role) && !runsBuilds(`${String(name)} ${image?.repository}`);
}
