import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { SafeFargateTaskDefinition, SafeFargateTaskDefinitionProps } from '../../src';

const image = ecs.ContainerImage.fromRegistry('nginx:1.29.1');

function taskWith(props?: SafeFargateTaskDefinitionProps): { stack: Stack; task: SafeFargateTaskDefinition } {
  const stack = new Stack(new App(), 'Stack');
  return { stack, task: new SafeFargateTaskDefinition(stack, 'Task', props) };
}

function containersOf(stack: Stack): Record<string, any>[] {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  return Properties.ContainerDefinitions;
}

const TMP = { ContainerPath: '/tmp', Size: 64, MountOptions: ['rw', 'nosuid', 'nodev'] };

const DEFAULTS = {
  StopTimeout: 30,
  LogConfiguration: {
    LogDriver: 'awslogs',
    Options: {
      'awslogs-group': { Ref: expect.stringContaining('LogGroup') },
      'awslogs-region': { Ref: 'AWS::Region' },
      'awslogs-stream-prefix': 'ecs',
      'mode': 'non-blocking',
      'max-buffer-size': '26214400b',
    },
  },
  ReadonlyRootFilesystem: true,
  LinuxParameters: { InitProcessEnabled: true, Tmpfs: [TMP] },
  VersionConsistency: 'enabled',
};

describe('a container gets what it does not set itself', () => {
  test.each<[string, (task: SafeFargateTaskDefinition, stack: Stack) => void]>([
    ['addContainer', (task) => task.addContainer('app', { image })],
    ['addSafeContainer', (task) => task.addSafeContainer('app', { image })],
    ['addSafeContainer from a repository', (task, stack) => task.addSafeContainer('app', { repository: new ecr.Repository(stack, 'Repo') })],
    ['addFirelensLogRouter', (task) => task.addFirelensLogRouter('app', { image, firelensConfig: { type: ecs.FirelensLogRouterType.FLUENTBIT } })],
    ['new ContainerDefinition', (task) => new ecs.ContainerDefinition(task, 'app', { image, taskDefinition: task })],
    ['new ContainerDefinition in another scope', (task, stack) => new ecs.ContainerDefinition(stack, 'app', { image, taskDefinition: task })],
    ['addContainer with explicit undefined', (task) => task.addContainer('app', {
      image, stopTimeout: undefined, logging: undefined, readonlyRootFilesystem: undefined, linuxParameters: undefined, versionConsistency: undefined,
    })],
  ])('by %s', (_, add) => {
    const { stack, task } = taskWith();
    add(task, stack);
    expect(containersOf(stack)).toEqual([expect.objectContaining(DEFAULTS)]);
  });

  test('of the router that FireLens adds by itself', () => {
    const { stack, task } = taskWith();
    task.addContainer('app', { image, logging: ecs.LogDrivers.firelens({ options: { Name: 'cloudwatch' } }) });
    const [app, router] = containersOf(stack);
    expect(app.LogConfiguration.LogDriver).toBe('awsfirelens');
    expect(router).toEqual(expect.objectContaining({ ...DEFAULTS, Name: 'log-router' }));
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
  });
});

test('the log group is one for the task, keeps logs for a month, and is made only where it is needed', () => {
  const { stack, task } = taskWith();
  task.addContainer('one', { image });
  task.addContainer('two', { image });
  expect(task.logGroup).toBe(task.node.findChild('LogGroup'));
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Logs::LogGroup', 1);
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });

  const own = taskWith();
  own.task.addContainer('app', { image, logging: ecs.LogDrivers.fluentd() });
  Template.fromStack(own.stack).resourceCountIs('AWS::Logs::LogGroup', 0);
});

test('the execution role may write to the log group, and to nothing else', () => {
  const { stack, task } = taskWith();
  task.addContainer('app', { image });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('LogGroup'), 'Arn'] } }] },
  });
});

test('log settings are those of the task', () => {
  const stack = new Stack(new App(), 'Stack');
  const logGroup = new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.ONE_YEAR });
  new SafeFargateTaskDefinition(stack, 'Task', { logGroup, logMaxBufferSize: Size.mebibytes(4) }).addContainer('app', { image });
  new SafeFargateTaskDefinition(stack, 'Audit', { logMode: ecs.AwsLogDriverMode.BLOCKING, logRetention: logs.RetentionDays.TEN_YEARS }).addContainer('audit', { image });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Logs::LogGroup', 2);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      Name: 'app', LogConfiguration: { LogDriver: 'awslogs', Options: Match.objectLike({ 'mode': 'non-blocking', 'max-buffer-size': '4194304b' }) },
    })],
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      Name: 'audit', LogConfiguration: { LogDriver: 'awslogs', Options: Match.objectLike({ 'mode': 'blocking', 'max-buffer-size': Match.absent() }) },
    })],
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 3653 });
});

test('explicit values win', () => {
  const { stack, task } = taskWith();
  task.addContainer('app', {
    image,
    stopTimeout: Duration.seconds(0),
    readonlyRootFilesystem: false,
    versionConsistency: ecs.VersionConsistency.DISABLED,
    linuxParameters: new ecs.LinuxParameters(stack, 'Linux', { initProcessEnabled: false, sharedMemorySize: 128 }),
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'mine' }),
  });
  expect(containersOf(stack)[0]).toMatchObject({
    StopTimeout: 0,
    ReadonlyRootFilesystem: false,
    VersionConsistency: 'disabled',
    LinuxParameters: { InitProcessEnabled: false, SharedMemorySize: 128 },
    LogConfiguration: { Options: { 'awslogs-stream-prefix': 'mine' } },
  });
  expect(containersOf(stack)[0].LinuxParameters.Tmpfs).toBeUndefined();
});

describe('/tmp is writable by any user', () => {
  test('beside what the user mounts, without changing shared Linux parameters', () => {
    const { stack, task } = taskWith({ tmpSize: Size.mebibytes(256) });
    const linuxParameters = new ecs.LinuxParameters(stack, 'Linux');
    linuxParameters.addTmpfs({ containerPath: '/run', size: 16 });
    ['one', 'two'].forEach((name) => task.addContainer(name, { image, linuxParameters }));
    containersOf(stack).forEach(({ LinuxParameters }) => {
      expect(LinuxParameters).toEqual({ InitProcessEnabled: true, Capabilities: expect.anything(), Tmpfs: [{ ContainerPath: '/run', Size: 16 }, { ...TMP, Size: 256 }] });
    });
  });

  test('unless the user mounts something there, even later', () => {
    const { stack, task } = taskWith({ volumes: [{ name: 'scratch' }] });
    const mounted = task.addContainer('mounted', { image });
    mounted.addMountPoints({ containerPath: '/tmp/', sourceVolume: 'scratch', readOnly: false });
    const linuxParameters = new ecs.LinuxParameters(stack, 'Linux');
    linuxParameters.addTmpfs({ containerPath: '/tmp', size: 16 });
    task.addContainer('own', { image, linuxParameters });
    const [first, second] = containersOf(stack);
    expect(first.LinuxParameters.Tmpfs).toBeUndefined();
    expect(second.LinuxParameters.Tmpfs).toEqual([{ ContainerPath: '/tmp', Size: 16 }]);
  });
});

test('Windows containers get what they can have', () => {
  const { stack, task } = taskWith({
    cpu: 1024,
    memoryLimitMiB: 2048,
    runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, cpuArchitecture: ecs.CpuArchitecture.X86_64 },
  });
  task.addContainer('app', { image });
  const [container] = containersOf(stack);
  expect(container).toMatchObject({ StopTimeout: 30, VersionConsistency: 'enabled', LogConfiguration: { LogDriver: 'awslogs' } });
  expect(container).not.toHaveProperty('ReadonlyRootFilesystem');
  expect(container).not.toHaveProperty('LinuxParameters');
});

test.each([
  [300, 512, 'Stack/Task: cpu: 300 and memoryLimitMiB: 512 make no Fargate task: Fargate has no tasks of 300 CPU units; it has 256, 512, 1024, 2048, 4096, 8192, 16384, 32768'],
  [256, 4096, 'Stack/Task: cpu: 256 and memoryLimitMiB: 4096 make no Fargate task: with 256 CPU units Fargate has 512, 1024, 2048 MiB of memory, not 4096'],
  [1024, 512, 'Stack/Task: cpu: 1024 and memoryLimitMiB: 512 make no Fargate task: with 1024 CPU units Fargate has 2048 to 8192 in steps of 1024 MiB of memory, not 512'],
  [300, undefined, 'Stack/Task: cpu: 300 and memoryLimitMiB: 1024 make no Fargate task: Fargate has no tasks of 300 CPU units; it has 256, 512, 1024, 2048, 4096, 8192, 16384, 32768'],
  [8192, 18432, 'Stack/Task: cpu: 8192 and memoryLimitMiB: 18432 make no Fargate task: with 8192 CPU units Fargate has 16384 to 61440 in steps of 4096 MiB of memory, not 18432'],
  [undefined, 3000, 'Stack/Task: memoryLimitMiB: 3000 makes no Fargate task: the next that Fargate has is 3072, with cpu: 512'],
  [undefined, 300_000, 'Stack/Task: memoryLimitMiB: 300000 makes no Fargate task: the largest that Fargate has is 249856, with cpu: 32768'],
])('%s CPU units with %s MiB are refused with the legal values', (cpu, memoryLimitMiB, message) => {
  expect(() => taskWith({ cpu, memoryLimitMiB })).toThrow(new Error(message));
});

test.each([
  [{ memoryLimitMiB: 2048 }, 'memoryLimitMiB is 2048'],
  [{ memoryReservationMiB: 1025 }, 'memoryReservationMiB is 1025'],
])('a container with more memory than its task is refused: %j', (options, said) => {
  const { task } = taskWith({ memoryLimitMiB: 1024 });
  expect(() => task.addContainer('app', { image, ...options })).toThrow(new Error(`Stack/Task/app: ${said}, but its task has 1024 MiB in all: `
    + 'give the container less, or the task more (memoryLimitMiB of SafeFargateTaskDefinition, taskMemoryLimitMiB of SafeFargateService)'));
  task.addContainer('other', { image, memoryLimitMiB: 1024, memoryReservationMiB: Lazy.number({ produce: () => 2048 }) });
});

test.each([[256, 512], [512, 4096], [1024, 8192], [2048, 16384], [4096, 30720], [8192, 61440], [16384, 122880], [32768, 249856]])('%s CPU units with %s MiB are legal', (cpu, memoryLimitMiB) => {
  expect(taskWith({ cpu, memoryLimitMiB }).task.cpu).toBe(cpu);
});

test.each([
  [1024, undefined, 1024, 2048], [32768, undefined, 32768, 61440], [undefined, 4096, 512, 4096], [undefined, 61440, 8192, 61440],
  [undefined, 249856, 32768, 249856], [undefined, undefined, 256, 512],
])(
  'with %s CPU units and %s MiB the task has %s and %s', (cpu, memoryLimitMiB, expectedCpu, expectedMemory) => {
    const { task } = taskWith({ cpu, memoryLimitMiB });
    expect([task.cpu, task.memoryMiB]).toEqual([expectedCpu, expectedMemory]);
  },
);

test.each([
  [Size.mebibytes(0), '0'], [Size.kibibytes(100), '0.09765625'],
])('a /tmp of %s is refused', (tmpSize, mebibytes) => {
  expect(() => taskWith({ tmpSize })).toThrow(new Error(`Stack/Task: tmpSize is ${mebibytes} MiB, but ECS takes whole MiB, and at least 1: as in Size.mebibytes(64)`));
});

test('the trace of an error begins at the line of the user', () => {
  expect.assertions(1);
  try {
    taskWith({ cpu: 300 });
  } catch (error) {
    expect((error as Error).stack!.split('\n')[1]).toContain('safe-fargate-task-definition.test.ts');
  }
});

test('a size that is a token passes', () => {
  const { task } = taskWith({ cpu: Lazy.number({ produce: () => 512 }), memoryLimitMiB: 1024 });
  expect(task.memoryMiB).toBe(1024);
});

test.each<[string, (task: SafeFargateTaskDefinition, stack: Stack) => void, string]>([
  ['addContainer', (task) => task.addContainer('app', { image, stopTimeout: Duration.minutes(3) }), 'Stack/Task/app'],
  ['new ContainerDefinition', (task, stack) => new ecs.ContainerDefinition(stack, 'app', { image, taskDefinition: task, stopTimeout: Duration.minutes(3) }), 'Stack/app'],
])('a stop timeout above the limit is an error: %s', (_, add, path) => {
  const { stack, task } = taskWith();
  expect(() => add(task, stack)).toThrow(new Error(`${path}: stopTimeout is 180 s, but Fargate waits at most 120 s: set Duration.seconds(120) or less`));
});

test('a stop timeout that is a token passes', () => {
  const { stack, task } = taskWith();
  task.addContainer('app', { image, stopTimeout: Duration.seconds(Lazy.number({ produce: () => 300 })) });
  expect(containersOf(stack)[0].StopTimeout).toBe(300);
});

test.each<[string, (stack: Stack) => SafeFargateTaskDefinitionProps, string]>([
  ['logRetention', (stack) => ({ logGroup: new logs.LogGroup(stack, 'Logs'), logRetention: logs.RetentionDays.ONE_DAY }),
    'Stack/Task: logRetention is 1, but logGroup has a retention of its own: set it there, or leave logGroup out'],
  ['logMaxBufferSize', () => ({ logMode: ecs.AwsLogDriverMode.BLOCKING, logMaxBufferSize: Size.mebibytes(1) }),
    'Stack/Task: logMaxBufferSize is set, but a container in blocking mode holds nothing back: leave one of logMode and logMaxBufferSize out'],
])('%s that would be dropped in silence is an error', (_, props, message) => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => new SafeFargateTaskDefinition(stack, 'Task', props(stack))).toThrow(new Error(message));
});
