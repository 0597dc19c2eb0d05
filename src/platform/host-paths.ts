import { isWithin, normalizePath } from './paths';

/** A part of a host that makes a container which mounts it as mighty as the host. */
export interface HostPower {
  /** What the container can do with it, as the end of a sentence. */
  readonly means: string;
  /** To read it is enough, or the mount cannot make it read-only. */
  readonly evenReadOnly: boolean;
}

interface Guarded extends HostPower {
  readonly paths: readonly string[];
  /** Their subfolders are as mighty. */
  readonly below: boolean;
}

/**
 * What the CIS Docker Benchmark (5.5 and 5.31) and the documentation of the kernel and of ECS warn of. Not here are paths that only make a task
 * depend on its host, such as `/data`, `/dev/shm`, `/etc/localtime`, `/lib/modules` or `/var/log`.
 */
const GUARDED: readonly Guarded[] = [
  // The last one is the named pipe of Docker on Windows.
  {
    paths: [
      '/var/run/docker.sock', '/run/docker.sock', '/var/run/containerd/containerd.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock',
      '/pipe/docker_engine',
    ],
    below: false,
    evenReadOnly: true,
    means: 'who speaks to the container engine there can start a privileged container',
  },
  { paths: ['/run', '/var/run', '/run/containerd', '/var'], below: false, evenReadOnly: true, means: 'the socket of the container engine is in it' },
  { paths: ['/', 'C:', 'c:'], below: false, evenReadOnly: true, means: 'all of the host is in it' },
  { paths: ['/proc'], below: false, evenReadOnly: true, means: 'the environment of every process is in it, and the switches of the kernel' },
  { paths: ['/proc/sys', '/proc/sysrq-trigger', '/sys', '/sys/fs/cgroup', '/cgroup'], below: true, evenReadOnly: false, means: 'what is written there changes the kernel, or runs on the host' },
  { paths: ['/etc'], below: false, evenReadOnly: true, means: 'users, keys and services of the host are in it' },
  {
    paths: ['/etc/cron.d', '/etc/docker', '/etc/ecs', '/etc/pam.d', '/etc/shadow', '/etc/ssh', '/etc/sudoers', '/etc/sudoers.d', '/etc/systemd'],
    below: true,
    evenReadOnly: true,
    means: 'it holds what the host trusts',
  },
  { paths: ['/root', '/root/.ssh', '/root/.aws', '/root/.docker', '/home/ec2-user/.ssh'], below: false, evenReadOnly: true, means: 'keys of the host are in it' },
  { paths: ['/boot'], below: true, evenReadOnly: false, means: 'the host starts from it' },
  { paths: ['/dev'], below: false, evenReadOnly: false, means: 'the devices of the host are in it' },
  {
    paths: ['/var/lib/docker', '/var/lib/docker/containers', '/var/lib/docker/image', '/var/lib/docker/overlay2', '/var/lib/docker/volumes', '/var/lib/containerd'],
    below: false,
    evenReadOnly: true,
    means: 'the files and the environment of every other container are in it',
  },
  { paths: ['/var/lib/ecs', '/var/lib/ecs/data'], below: false, evenReadOnly: true, means: 'the state of the ECS agent is in it, by which it tells tasks apart' },
  { paths: ['/bin', '/lib', '/lib64', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/local/bin', '/usr/sbin'], below: false, evenReadOnly: false, means: 'the host runs what is written there' },
];

/** What a container can do with a path of its host, where that is as much as the host can. */
export function hostPower(path: string): HostPower | undefined {
  const normal = normalizePath(path);
  return GUARDED.find(({ paths, below }) => paths.some((guarded) => (below ? isWithin(normal, guarded) : normal === guarded)));
}

/** Whether an agent, by its name, runs the builds of other people, so that nothing of its host is safe with it. */
export function runsBuilds(name: string): boolean {
  return /jenkins|buildkite|buildkit|gitlab|teamcity|bamboo|runner|pipelines|woodpecker|drone|gocd|circleci/.test(name.toLowerCase());
}
