import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Aspects, Lazy, Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { AcknowledgeRegistryLogin } from './acknowledge/registry-login';
import { imageOf } from './containers/image-of';
import { DEFAULT_STOP_TIMEOUT_SECONDS, MAX_STOP_TIMEOUT_SECONDS, illegalSize, sizeFor } from './platform/fargate';
import { fault, faultOf } from './platform/fault';
import type { SafeContainerOptions } from './safe-container-options';

/**
 * Properties of a `SafeFargateTaskDefinition`: every one of `ecs.FargateTaskDefinition`, and what its containers have in common.
 *
 * Where only one of `cpu` and `memoryLimitMiB` is set, the other is the least that Fargate has with it.
 */
export interface SafeFargateTaskDefinitionProps extends ecs.FargateTaskDefinitionProps {
  /**
   * The log group of the containers that bring no log driver of their own.
   *
   * @default - a new log group, made as soon as a container needs it
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the new log group keeps what containers wrote.
   *
   * Leave it out where `logGroup` is given: that group has its own retention.
   *
   * @default RetentionDays.ONE_MONTH - long enough for an incident that is noticed late; logs that never expire only cost
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Whether a container goes on (non-blocking) or waits (blocking) while CloudWatch Logs does not take its output.
   *
   * Choose blocking only where a lost line is worse than an application that stands still, such as for audit trails.
   *
   * @default AwsLogDriverMode.NON_BLOCKING - a log service that is slow must not stop the application
   */
  readonly logMode?: ecs.AwsLogDriverMode;

  /**
   * How much output a container holds back in non-blocking mode before lines are lost.
   *
   * @default Size.mebibytes(25) - seconds of heavy logging; the 1 MiB that the driver takes otherwise is lost in a burst
   */
  readonly logMaxBufferSize?: Size;

  /**
   * Size of the writable `/tmp` that a container with a read-only root gets. It lives in the memory of the task, and takes only what is written to it.
   *
   * @default Size.mebibytes(64) - enough for sockets, locks and uploads in progress, and small beside the smallest task's 512 MiB
   */
  readonly tmpSize?: Size;
}

/**
 * A Fargate task definition whose containers follow AWS's best practices unless they say otherwise.
 *
 * Every container, whichever way it is added, gets what it does not set itself: a stop timeout of 30 s, logs in the log group of the task,
 * a read-only root with a `/tmp` that any user can write to, an init process that hands signals on, and version consistency.
 * Windows containers get no read-only root, `/tmp` or init process, which they do not have. A container whose image writes elsewhere, such as
 * many agents and log routers, mounts a volume there, or says `readonlyRootFilesystem: false`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html
 *
 * @example
 * declare const repository: ImmutableRepository;
 *
 * const task = new SafeFargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
 * task.addContainer('worker', {
 *   image: GitShaImage.fromRepository(repository),
 *   stopTimeout: Duration.seconds(90),
 * });
 */
export class SafeFargateTaskDefinition extends ecs.FargateTaskDefinition {
  private readonly logSettings: SafeFargateTaskDefinitionProps;
  private ownLogGroup?: logs.ILogGroup;
  private rendering = false;

  /**
   * @throws if Fargate has no tasks of the size asked for, or the log settings contradict each other
   */
  public constructor(scope: Construct, id: string, props: SafeFargateTaskDefinitionProps = {}) {
    super(scope, id, { ...props, ...completeSize(props) });
    refuseIllegalSize(this, props);
    refuseContradictions(this, props);
    refuseUnusableTmp(this, props.tmpSize);
    this.logSettings = props;

    // The L2 keeps what a container left out to itself; what it renders shows it, by whichever way the container came.
    const resource = this.node.defaultChild as ecs.CfnTaskDefinition;
    const containers = resource.containerDefinitions;
    resource.containerDefinitions = Lazy.uncachedAny({
      produce: (context) => {
        this.rendering = true;
        try {
          const { operatingSystemFamily: family } = (context.resolve(resource.runtimePlatform) ?? {}) as { operatingSystemFamily?: unknown };
          const complete = String(family).startsWith('WINDOWS')
            ? withCommonDefaults
            : (container: Rendered) => withLinuxDefaults(withCommonDefaults(container), props.tmpSize);
          return (context.resolve(containers) as Rendered[] | undefined)?.map(complete);
        } finally {
          this.rendering = false;
        }
      },
    });
  }

  /**
   * The log group of the containers that bring no log driver of their own.
   */
  public get logGroup(): logs.ILogGroup {
    this.ownLogGroup ??= this.logSettings.logGroup ?? new logs.LogGroup(this, 'LogGroup', {
      retention: this.logSettings.logRetention ?? logs.RetentionDays.ONE_MONTH,
    });
    return this.ownLogGroup;
  }

  /**
   * The role with which ECS pulls images and writes logs, made on first use.
   */
  public obtainExecutionRole(): IRole {
    const made = this.executionRole === undefined;
    const role = super.obtainExecutionRole();
    if (made) {
      Aspects.of(role).add(new AcknowledgeRegistryLogin());
    }
    return role;
  }

  /**
   * Adds a container from an image, or from the repository to which CI pushes it: then the image is the one that is tagged with the git SHA of the
   * commit that is checked out. All else is as with `addContainer`.
   *
   * @throws if `image` and `repository` are both given, or neither is
   *
   * @example
   * declare const task: SafeFargateTaskDefinition;
   * declare const repository: ImmutableRepository;
   *
   * task.addSafeContainer('worker', { repository, command: ['node', 'worker.js'] });
   */
  public addSafeContainer(id: string, props: SafeContainerOptions): ecs.ContainerDefinition {
    const image = imageOf(props, (message) => faultOf(this.addSafeContainer, `${this.node.path}/${id}`, message));
    return this.addContainer(id, { ...props, image });
  }

  /**
   * Adds a log router. Where a container logs to FireLens and nobody added a router, the CDK adds one, of the latest image of AWS:
   * it gets the log driver of the task. Add it here to name its image by a version.
   */
  public addFirelensLogRouter(id: string, props: ecs.FirelensLogRouterDefinitionOptions): ecs.FirelensLogRouter {
    return super.addFirelensLogRouter(id, this.rendering ? { ...props, logging: undefined } : props);
  }

  /**
   * Completes a container while it is being made.
   *
   * @internal
   */
  public _linkContainer(container: ecs.ContainerDefinition): void {
    super._linkContainer(container);
    const rendered = container.renderContainerDefinition() as Rendered;
    refuseLongStopTimeout(container, rendered.stopTimeout);
    refuseMoreMemory(container, this.memoryMiB, rendered);
    if (container.logDriverConfig === undefined) {
      // Read-only to everybody else; here the container is still being made.
      Object.assign(container, { logDriverConfig: this.logDriver().bind(container, container) });
    }
  }

  private logDriver(): ecs.LogDriver {
    const mode = this.logSettings.logMode ?? ecs.AwsLogDriverMode.NON_BLOCKING;
    return new ecs.AwsLogDriver({
      logGroup: this.logGroup,
      streamPrefix: 'ecs',
      mode,
      maxBufferSize: mode === ecs.AwsLogDriverMode.NON_BLOCKING ? this.logSettings.logMaxBufferSize ?? Size.mebibytes(25) : undefined,
    });
  }
}

/** A container as the L1 takes it, tokens resolved. */
type Rendered = ecs.CfnTaskDefinition.ContainerDefinitionProperty;

function withCommonDefaults(container: Rendered): Rendered {
  return {
    ...container,
    stopTimeout: container.stopTimeout ?? DEFAULT_STOP_TIMEOUT_SECONDS,
    versionConsistency: container.versionConsistency ?? ecs.VersionConsistency.ENABLED,
  };
}

function withLinuxDefaults(container: Rendered, tmpSize = Size.mebibytes(64)): Rendered {
  const readonlyRootFilesystem = container.readonlyRootFilesystem ?? true;
  const linux = (container.linuxParameters ?? {}) as ecs.CfnTaskDefinition.LinuxParametersProperty;
  const mounts = [...(container.mountPoints ?? []) as { containerPath?: string }[], ...(linux.tmpfs ?? []) as { containerPath?: string }[]];
  const needsTmp = readonlyRootFilesystem !== false && !mounts.some(({ containerPath }) => containerPath?.replace(/\/+$/, '') === '/tmp');
  return {
    ...container,
    readonlyRootFilesystem,
    linuxParameters: {
      ...linux,
      initProcessEnabled: linux.initProcessEnabled ?? true,
      tmpfs: needsTmp ? [...(linux.tmpfs ?? []) as [], tmpfs(tmpSize)] : linux.tmpfs,
    },
  };
}

/**
 * Without a mode, a tmpfs is writable by all users, or has the mode of the image's own `/tmp`. ECS documents no value for the mode,
 * so that none is given: a refused option would break the deployment.
 */
function tmpfs(size: Size): ecs.CfnTaskDefinition.TmpfsProperty {
  return { containerPath: '/tmp', size: size.toMebibytes(), mountOptions: ['rw', 'nosuid', 'nodev'] };
}

/** Where one half of the size is said, the other is the least that goes with it. */
function completeSize({ cpu, memoryLimitMiB }: SafeFargateTaskDefinitionProps): { cpu: number; memoryLimitMiB: number } {
  const known = (value: number | undefined) => (value === undefined || Token.isUnresolved(value) ? undefined : value);
  const least = sizeFor(known(cpu), known(memoryLimitMiB));
  return { cpu: cpu ?? least.cpu, memoryLimitMiB: memoryLimitMiB ?? least.memory };
}

function refuseUnusableTmp(scope: Construct, tmpSize: Size | undefined): void {
  if (tmpSize === undefined || tmpSize.isUnresolved()) {
    return;
  }
  const mebibytes = tmpSize.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) / 1024;
  if (!Number.isInteger(mebibytes) || mebibytes < 1) {
    throw fault(scope, `tmpSize is ${mebibytes} MiB, but ECS takes whole MiB, and at least 1: as in Size.mebibytes(64)`);
  }
}

function refuseIllegalSize(scope: SafeFargateTaskDefinition, { cpu: saidCpu, memoryLimitMiB }: SafeFargateTaskDefinitionProps): void {
  const { cpu, memoryMiB } = scope;
  const problem = Token.isUnresolved(cpu) || Token.isUnresolved(memoryMiB) ? undefined : illegalSize(cpu, memoryMiB);
  if (problem !== undefined && saidCpu === undefined) {
    const near = sizeFor(undefined, memoryLimitMiB);
    throw fault(scope, `memoryLimitMiB: ${memoryLimitMiB} makes no Fargate task: the ${near.memory < memoryLimitMiB! ? 'largest' : 'next'} that Fargate has is ${near.memory}, with cpu: ${near.cpu}`);
  }
  if (problem !== undefined) {
    throw fault(scope, `cpu: ${cpu} and memoryLimitMiB: ${memoryMiB} make no Fargate task: ${problem}`);
  }
}

function refuseContradictions(scope: Construct, { logGroup, logRetention, logMode, logMaxBufferSize }: SafeFargateTaskDefinitionProps): void {
  if (logGroup !== undefined && logRetention !== undefined) {
    throw fault(scope, `logRetention is ${logRetention}, but logGroup has a retention of its own: set it there, or leave logGroup out`);
  }
  if (logMode === ecs.AwsLogDriverMode.BLOCKING && logMaxBufferSize !== undefined) {
    throw fault(scope, 'logMaxBufferSize is set, but a container in blocking mode holds nothing back: leave one of logMode and logMaxBufferSize out');
  }
}

/** ECS refuses it when the task definition is registered. */
function refuseMoreMemory(container: ecs.ContainerDefinition, taskMiB: number, { memory, memoryReservation }: Rendered): void {
  for (const [prop, value] of [['memoryLimitMiB', memory], ['memoryReservationMiB', memoryReservation]] as const) {
    if (value !== undefined && !Token.isUnresolved(value) && !Token.isUnresolved(taskMiB) && value > taskMiB) {
      throw fault(container, `${prop} is ${value}, but its task has ${taskMiB} MiB in all: give the container less, or the task more `
        + '(memoryLimitMiB of SafeFargateTaskDefinition, taskMemoryLimitMiB of SafeFargateService)');
    }
  }
}

function refuseLongStopTimeout(container: ecs.ContainerDefinition, seconds: number | undefined): void {
  if (seconds !== undefined && !Token.isUnresolved(seconds) && seconds > MAX_STOP_TIMEOUT_SECONDS) {
    throw fault(container, `stopTimeout is ${seconds} s, but Fargate waits at most ${MAX_STOP_TIMEOUT_SECONDS} s: `
      + `set Duration.seconds(${MAX_STOP_TIMEOUT_SECONDS}) or less`);
  }
}
