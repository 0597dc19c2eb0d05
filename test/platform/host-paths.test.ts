import { hostPower, runsBuilds } from '../../src/platform/host-paths';

test.each([
  '/', '/proc', '/proc/', '/sys', '/sys/kernel/debug', '/cgroup', '/etc', '/etc/ssh/sshd_config', '/etc/ecs', '/dev', '/boot/grub', '/root', '/var', '/run', '/var/run/docker.sock',
  '/run/containerd/containerd.sock', '/var/lib/docker', '/var/lib/docker/containers/', '/var/lib/ecs', '/usr', '\\\\.\\pipe\\docker_engine', 'C:\\',
])('%s gives power over the host', (path) => {
  expect(hostPower(path)).toBeDefined();
});

test.each([
  '/data', '/home/ec2-user/app', '/opt/datadog-agent/run', '/dev/shm', '/etc/localtime', '/etc/machine-id', '/lib/modules', '/usr/src', '/var/log', '/var/run/datadog', '/run/log/journal',
  '/proc/stat', '/procfs', '/var/lib/docker/vfs/dir', '/var/lib/cloud/data/instance-id', '/rooted', 'C:\\ProgramData\\app', '',
])('"%s" does not', (path) => {
  expect(hostPower(path)).toBeUndefined();
});

test('what is read of a host can be enough, and what is written there can be needed', () => {
  expect(hostPower('/proc')?.evenReadOnly).toBe(true);
  expect(hostPower('/sys')?.evenReadOnly).toBe(false);
});

test.each([['buildkite/agent', true], ['jenkins-agent', true], ['gitlab-runner', true], ['datadog/agent', false], ['cloudwatch-agent', false]])('whether %s runs builds: %s', (name, expected) => {
  expect(runsBuilds(name)).toBe(expected);
});
