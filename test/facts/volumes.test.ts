import { AppFacts } from '../../src/facts/app';
import type { Container } from '../../src/facts/container';
import { UNRESOLVED } from '../../src/facts/known';

function containersOf(properties: object): Container[] {
  const facts = new AppFacts([{ stackPath: 'Stack', body: { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: properties } } } }]);
  return facts.read(facts.addresses[0])[0].subjects.filter(({ kind }) => kind === 'container').map(({ facts: container }) => container as Container);
}

const mounts = (...volumes: unknown[]) => ({ MountPoints: volumes.map((SourceVolume) => ({ SourceVolume, ContainerPath: '/mnt' })) });

/** What is known of the first mount of the first container. */
const mountOf = (containers: object[], volume: object = {}) => {
  const { mounts: found } = containersOf({ ContainerDefinitions: containers, Volumes: [{ Name: 'v', ...volume }] })[0];
  return Array.isArray(found) ? found[0] : undefined;
};

test.each<[string, object, unknown]>([
  ['scratch space', {}, false],
  ['scratch space as the CDK writes it', { Host: {} }, false],
  ['an empty path of the host', { Host: { SourcePath: '' } }, false],
  ['a path of the host', { Host: { SourcePath: '/data' } }, true],
  ['a path of the host that only CloudFormation knows', { Host: { SourcePath: { 'Fn::ImportValue': 'Path' } } }, UNRESOLVED],
  ['a path of the host that a parameter may leave out', { Host: { SourcePath: { Ref: 'AWS::StackName' } } }, UNRESOLVED],
  ['EFS', { EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }, true],
  ['FSx', { FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } }, true],
  ['S3 Files', { S3FilesVolumeConfiguration: { FileSystemArn: 'arn' } }, true],
  ['EBS, empty or from a snapshot', { ConfiguredAtLaunch: true }, UNRESOLVED],
  ['a Docker volume of the task', { DockerVolumeConfiguration: { Scope: 'task', Driver: 'local' } }, false],
  ['a Docker volume without a scope, which is of the task', { DockerVolumeConfiguration: {} }, false],
  ['a shared Docker volume', { DockerVolumeConfiguration: { Scope: 'shared' } }, true],
  ['a Docker volume of another driver', { DockerVolumeConfiguration: { Driver: 'rexray/ebs' } }, true],
  ['a Docker volume with options, as for NFS', { DockerVolumeConfiguration: { Driver: 'local', DriverOpts: { type: 'nfs' } } }, true],
  ['a configuration that only CloudFormation knows', { EFSVolumeConfiguration: { 'Fn::ImportValue': 'Volume' } }, UNRESOLVED],
])('whether what is in a volume can be older than the task: %s', (_, volume, expected) => {
  expect(mountOf([{ Name: 'app', ...mounts('v') }], volume)?.volume?.outlivesTask).toBe(expected);
});

describe('a volume is shared', () => {
  const sharedWith = (...others: unknown[]) => mountOf([{ Name: 'app', ...mounts('v') }, ...others as object[]])?.sharedWith;
  const names = (shared: unknown) => (shared as Container[]).map(({ name }) => name);

  test('with those that mount it, and those that take over mounts', () => {
    expect(names(sharedWith({ Name: 'a', ...mounts('w', 'v') }, { Name: 'b', VolumesFrom: [{ SourceContainer: 'app' }] }, { Name: 'c', ...mounts('w') }, { Name: 'd' }))).toEqual(['a', 'b']);
  });

  test('with nobody', () => {
    expect(sharedWith()).toEqual([]);
  });

  test.each<[string, object]>([
    ['mounts', { MountPoints: { 'Fn::ImportValue': 'Mounts' } }],
    ['the volume of a mount', mounts({ 'Fn::ImportValue': 'Volume' })],
    ['volumesFrom', { VolumesFrom: { 'Fn::ImportValue': 'Volumes' } }],
  ])('with whom it is not known: %s', (_, other) => {
    expect(sharedWith({ Name: 'a', ...other })).toBe(UNRESOLVED);
  });

  test('with a container of which nothing is known', () => {
    expect(sharedWith({ 'Fn::ImportValue': 'Container' })).toBe(UNRESOLVED);
  });
});

test('where the code of a container is', () => {
  const code = (container: object) => containersOf({ ContainerDefinitions: [{ Name: 'app', ...container }] })[0].code;
  const sh = (script: string, WorkingDirectory = '/srv') => code({ WorkingDirectory, EntryPoint: ['sh', '-c'], Command: [script] });
  expect(code({})).toEqual({ files: [], folders: [] });
  expect(code({ WorkingDirectory: '/app/', Command: ['server'] })).toEqual({ files: [], folders: ['/app'] });
  expect(code({ WorkingDirectory: 'app', Command: ['node', 'server.js'] })).toEqual({ files: [], folders: [] });
  expect(sh('node a.js && python /jobs/b.py')).toEqual({ files: ['/srv/a.js', '/jobs/b.py'], folders: ['/srv'] });
  expect(sh('cd web && node a.js')).toEqual({ files: ['/srv/web/a.js'], folders: ['/srv/web'] });
  expect(sh('cd /web; npm start')).toEqual({ files: [], folders: ['/web'] });
  expect(sh('cd "$HOME" && node a.js')).toEqual({ files: [], folders: [] });
  expect(sh('test -d web && cd web; node a.js')).toEqual({ files: [], folders: [] });
});
