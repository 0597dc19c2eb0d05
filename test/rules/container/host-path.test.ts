import rule from '../../../src/rules/container/host-path';
import { testRule } from '../rule-tester';

interface Task { readonly [property: string]: unknown }

/** A task of one container that mounts paths of its host. */
const task = (paths: unknown[], mount: object = {}, container: object = {}, properties: Task = {}) => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: {
    RequiresCompatibilities: ['EC2'],
    ContainerDefinitions: [{
      Name: 'app', Image: 'example/app:1.0.0', MountPoints: paths.map((_, index) => ({ SourceVolume: `v${index}`, ContainerPath: `/host/${index}`, ...mount })), ...container,
    }],
    Volumes: paths.map((SourcePath, index) => ({ Name: `v${index}`, Host: { SourcePath } })),
    ...properties,
  },
});
const on = (...paths: unknown[]) => ({ properties: {}, Resources: { Other: task(paths) } });
const readOnly = (...paths: unknown[]) => ({ properties: {}, Resources: { Other: task(paths, { ReadOnly: true }) } });
const daemon = (resource: object) => ({
  properties: {}, Resources: { Other: resource, Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Other' }, SchedulingStrategy: 'DAEMON' } } },
});
const agent = { Name: 'datadog-agent', Image: 'public.ecr.aws/datadog/agent:7.60.1' };

const SOCKET = 'who speaks to the container engine there can start a privileged container';
const PROC = 'the environment of every process is in it, and the switches of the kernel';
const KERNEL = 'what is written there changes the kernel, or runs on the host';
const ALL = 'all of the host is in it';
const ENGINE = 'the socket of the container engine is in it';
const CONTAINERS = 'the files and the environment of every other container are in it';
const finding = (path: string, means = 'what it finds there depends on where it runs', name = 'app') => `container "${name}" mounts "${path}" of its host: ${means}.`;
const error = (path: string, means: string, name?: string) => `error: ${finding(path, means, name)}`;

const EFS = "an EFS volume (efsVolumeConfiguration: { fileSystemId, transitEncryption: 'ENABLED' })";
const keepingIn = (storage: string) =>
  `leave host.sourcePath out for scratch space, use ${storage} for what has to stay, and the AWS API or the task metadata endpoint for what was read from the host`;
const WATCHING = 'mount no more of the host than the agent looks at, with readOnly: true, and acknowledge this rule';
const windows = { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } };

testRule(rule, {
  good: {
    'scratch space as the CDK writes it': { properties: {}, Resources: { Other: task([], {}, { MountPoints: [{ SourceVolume: 'v', ContainerPath: '/v' }] }, { Volumes: [{ Name: 'v', Host: {} }] }) } },
    'an empty path, which is none': on(''),
    'EFS': {
      properties: {}, Resources: { Other: task(['/etc'], {}, {}, { Volumes: [{ Name: 'v0', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }] }) },
    },
    'a path of the host that no container mounts': { properties: {}, Resources: { Other: task(['/'], {}, { MountPoints: [] }) } },
    'a path that only CloudFormation knows': on({ 'Fn::ImportValue': 'Path' }),
    'a path that a parameter without default decides': { ...on({ Ref: 'Path' }), Parameters: { Path: { Type: 'String' } } },
    'a path that a condition takes away': {
      ...on({ 'Fn::If': ['Never', '/data', { Ref: 'AWS::NoValue' }] }), Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    },
    'volumes that only CloudFormation knows': { properties: {}, Resources: { Other: task(['/'], {}, {}, { Volumes: { 'Fn::ImportValue': 'Volumes' } }) } },
    'a mount of a volume that is not there': { MountPoints: [{ SourceVolume: 'other', ContainerPath: '/var/run/docker.sock' }] },
  },
  bad: {
    'a data folder': [on('/data/uploads'), finding('/data/uploads')],
    'a data folder that is put together': [on({ 'Fn::Sub': '/data/${AWS::StackName}' }), finding('/data/${AWS::StackName}')],
    'a data folder, read-only': [readOnly('/opt/models'), finding('/opt/models')],
    'paths that tie a task to its host, and give it no power': [
      on('/dev/shm', '/etc/localtime', '/lib/modules', '/var/log', '/home/ec2-user/logs', '/etcetera', '/var/lib/docker-data', '/var/lib/docker/vfs/dir/'),
      finding('/dev/shm'), finding('/etc/localtime'), finding('/lib/modules'), finding('/var/log'), finding('/home/ec2-user/logs'), finding('/etcetera'),
      finding('/var/lib/docker-data'), finding('/var/lib/docker/vfs/dir/'),
    ],
    'the socket of Docker': [on('/var/run/docker.sock'), error('/var/run/docker.sock', SOCKET)],
    'the socket of Docker, which no mount makes read-only': [readOnly('/run/docker.sock'), error('/run/docker.sock', SOCKET)],
    'the pipe of Docker on Windows': [on('\\\\.\\pipe\\docker_engine'), error('\\\\.\\pipe\\docker_engine', SOCKET)],
    'the folder of the socket': [on('/var/run', '/run/'), error('/var/run', ENGINE), error('/run/', ENGINE)],
    'the root of the host': [on('/'), error('/', ALL)],
    'the root of the host, read-only': [readOnly('/'), error('/', ALL)],
    'the drive of a Windows host': [on('C:\\'), error('C:\\', ALL)],
    'users, keys, processes and other containers': [
      on('/etc', '/etc/ecs/ecs.config', '/root', '/proc', '/var/lib/docker', '/var/lib/ecs/data'),
      error('/etc', 'users, keys and services of the host are in it'), error('/etc/ecs/ecs.config', 'it holds what the host trusts'),
      error('/root', 'keys of the host are in it'), error('/proc', PROC), error('/var/lib/docker', CONTAINERS),
      error('/var/lib/ecs/data', 'the state of the ECS agent is in it, by which it tells tasks apart'),
    ],
    'kernel, devices, boot and programs, to write': [
      on('/sys', '/sys/fs/cgroup', '/cgroup/', '/dev', '/boot', '/usr/bin'),
      error('/sys', KERNEL), error('/sys/fs/cgroup', KERNEL), error('/cgroup/', KERNEL), error('/dev', 'the devices of the host are in it'),
      error('/boot', 'the host starts from it'), error('/usr/bin', 'the host runs what is written there'),
    ],
    'kernel, devices and programs, to read': [
      readOnly('/sys', '/dev', '/usr/bin'), finding('/sys'), finding('/dev'), finding('/usr/bin'),
    ],
    'a path in other words': [on('/var/../proc/.', '//etc//'), error('/var/../proc/.', PROC), error('//etc//', 'users, keys and services of the host are in it')],
    'one path, mounted twice': [
      { properties: {}, Resources: { Other: task(['/proc', '/proc']) } }, error('/proc', PROC),
    ],
    'an agent in a daemon service, whose job it is': [
      daemon(task(['/var/run/docker.sock', '/proc/', '/sys/fs/cgroup/', '/var/lib/docker/containers/'], {}, agent)),
      finding('/var/run/docker.sock', SOCKET, 'datadog-agent'), finding('/proc/', PROC, 'datadog-agent'), finding('/sys/fs/cgroup/', KERNEL, 'datadog-agent'),
      finding('/var/lib/docker/containers/', CONTAINERS, 'datadog-agent'),
    ],
    'an agent in a daemon service, with a container that prepares it': [
      daemon({
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          ContainerDefinitions: [
            { Name: 'prepare', Image: 'example/prepare:1.0.0', Essential: false },
            { ...agent, MountPoints: [{ SourceVolume: 'proc', ContainerPath: '/host/proc', ReadOnly: true }] },
          ],
          Volumes: [{ Name: 'proc', Host: { SourcePath: '/proc' } }],
        },
      }),
      finding('/proc', PROC, 'datadog-agent'),
    ],
    'an agent in a daemon service, with paths that give it no power, as a hint': [
      daemon(task(['/var/log', '/sys'], { ReadOnly: true }, agent)),
      `info: ${finding('/var/log', undefined, 'datadog-agent')}`, `info: ${finding('/sys', undefined, 'datadog-agent')}`,
    ],
    'an exporter that a daemon task definition starts': [
      {
        properties: {},
        Resources: { Other: { ...task(['/'], { ReadOnly: true }, { Name: 'node-exporter', Image: 'prom/node-exporter:v1.8.2' }), Type: 'AWS::ECS::DaemonTaskDefinition' } },
      },
      finding('/', ALL, 'node-exporter'),
    ],
    'an agent that is alone in its task': [
      { properties: {}, Resources: { Other: task(['/'], { ReadOnly: true }, { Name: 'cadvisor', Image: 'gcr.io/cadvisor/cadvisor:v0.49.1' }) } }, finding('/', ALL, 'cadvisor'),
    ],
    'an agent beside an application, where it has no host to watch': [
      {
        properties: {},
        Resources: {
          Other: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              ContainerDefinitions: [
                { Name: 'web', Image: 'example/web:1.0.0' },
                { Name: 'agent', Image: 'example/agent:1.0.0', MountPoints: [{ SourceVolume: 'docker', ContainerPath: '/var/run/docker.sock', ReadOnly: true }] },
              ],
              Volumes: [{ Name: 'docker', Host: { SourcePath: '/var/run/docker.sock' } }],
            },
          },
        },
      },
      error('/var/run/docker.sock', SOCKET, 'agent'),
    ],
    'an application in a daemon service': [daemon(task(['/var/run/docker.sock'])), error('/var/run/docker.sock', SOCKET)],
    'an agent that runs the builds of others': [
      daemon(task(['/var/run/docker.sock'], {}, { Name: 'buildkite-agent', Image: 'buildkite/agent:3.80.0' })), error('/var/run/docker.sock', SOCKET, 'buildkite-agent'),
    ],
    'Fargate, which refuses it': [
      { properties: {}, Resources: { Other: task(['/data'], {}, {}, { RequiresCompatibilities: ['FARGATE'] }) } },
      'error: container "app" mounts "/data" of its host, which Fargate refuses: there is no host to share.',
    ],
  },
  fixes: {
    'Linux': [on('/data', '/proc'), keepingIn(EFS), keepingIn(EFS)],
    'Windows, which mounts no EFS': [
      { properties: {}, Resources: { Other: task(['C:\\data'], {}, {}, windows) } },
      keepingIn('FSx for Windows File Server (fsxWindowsFileServerVolumeConfiguration in the volumes of CfnTaskDefinition)'),
    ],
    'Fargate': [{ properties: {}, Resources: { Other: task(['/data'], {}, {}, { RequiresCompatibilities: ['FARGATE'] }) } }, keepingIn(EFS)],
    'Windows on Fargate': [
      { properties: {}, Resources: { Other: task(['C:\\data'], {}, {}, { RequiresCompatibilities: ['FARGATE'], ...windows }) } }, keepingIn('Amazon S3'),
    ],
    'an agent that watches its host': [daemon(task(['/proc', '/var/log'], {}, agent)), WATCHING, WATCHING],
  },
});
