import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { CfnResource, Lazy, Size, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { imageOf } from './containers/image-of';
import { Ending, drainBeside } from './platform/draining';
import { DEFAULT_STOP_TIMEOUT_SECONDS } from './platform/fargate';
import { fault } from './platform/fault';
import { mayHideTag, parseImageReference } from './platform/image-reference';
import { isLatest } from './platform/image-tag';
import type { SafeContainerOptions } from './safe-container-options';
import { SafeFargateTaskDefinition } from './safe-fargate-task-definition';

/**
 * Properties of a `SafeFargateService`: every one of `ecs.FargateService` and of its container, and those of the task definition.
 *
 * Other defaults than there: `desiredCount` is 2 unless the service scales, `minHealthyPercent` 100, `circuitBreaker` rolls back, `propagateTags` is SERVICE,
 * `enableECSManagedTags` true, `containerName` 'app', and what `SafeFargateTaskDefinition` gives a container; with `enableExecuteCommand`,
 * its root file system is writable, because the agent of ECS Exec writes to it.
 * `cpu` and `memoryLimitMiB` are those of the container, and the task is as big, unless `taskCpu` and `taskMemoryLimitMiB` make room for sidecars.
 */
export interface SafeFargateServiceProps extends ecs.BaseServiceOptions, SafeContainerOptions {
  /**
   * The TCP port on which the application listens. Who may reach it is said with `connections`, or by a load balancer that takes this service as its target.
   *
   * @default - none, as for a worker that only calls others
   */
  readonly containerPort?: number;

  /**
   * Whether tasks get a public IP address.
   *
   * @default false - what is not behind a load balancer need not be reachable from the internet
   */
  readonly assignPublicIp?: boolean;

  /**
   * The subnets of the tasks.
   *
   * @default - private subnets; public ones where `assignPublicIp` is set
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the tasks.
   *
   * @default - a new security group that lets nobody in
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The platform version of Fargate.
   *
   * @default FargatePlatformVersion.LATEST - said, so that nobody has to look it up
   */
  readonly platformVersion?: ecs.FargatePlatformVersion;

  /**
   * Whether ECS moves tasks so that the availability zones have as many each.
   *
   * @default AvailabilityZoneRebalancing.ENABLED - the loss of a zone must not take all tasks; disabled where `maxHealthyPercent` is 100, which does not allow it
   */
  readonly availabilityZoneRebalancing?: ecs.AvailabilityZoneRebalancing;

  /**
   * CPU units of the task; 1,024 are one vCPU.
   *
   * @default - `cpu` of the container; where that is not set, the least that goes with the memory, or 256
   */
  readonly taskCpu?: number;

  /**
   * Memory of the task in MiB.
   *
   * @default - `memoryLimitMiB` of the container; where that is not set, the least that goes with the CPU units, or 512
   */
  readonly taskMemoryLimitMiB?: number;

  /**
   * Ephemeral storage of the task in GiB, 21 to 200.
   *
   * @default - the 20 GiB that every task has
   */
  readonly ephemeralStorageGiB?: number;

  /**
   * Operating system and processor architecture of the task.
   *
   * @default - Linux on X86_64
   */
  readonly runtimePlatform?: ecs.RuntimePlatform;

  /**
   * Whether the containers of the task see each other's processes.
   *
   * @default - they do not
   */
  readonly pidMode?: ecs.PidMode;

  /**
   * Name of the task definition's family.
   *
   * @default - a generated name
   */
  readonly family?: string;

  /**
   * The role with which ECS pulls images and writes logs.
   *
   * @default - a new role with no more than that
   */
  readonly executionRole?: iam.IRole;

  /**
   * The role of the application.
   *
   * @default - a new role without permissions
   */
  readonly taskRole?: iam.IRole;

  /**
   * The proxy of the task.
   *
   * @default - none
   */
  readonly proxyConfiguration?: ecs.ProxyConfiguration;

  /**
   * Volumes that containers of the task can mount.
   *
   * @default - none
   */
  readonly volumes?: ecs.Volume[];

  /**
   * Whether the task accepts fault injection, for resilience tests.
   *
   * @default false
   */
  readonly enableFaultInjection?: boolean;

  /**
   * The log group of the containers that bring no log driver of their own.
   *
   * @default - a new log group
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the new log group keeps what containers wrote.
   *
   * @default RetentionDays.ONE_MONTH - see `SafeFargateTaskDefinition`
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Whether a container goes on (non-blocking) or waits (blocking) while CloudWatch Logs does not take its output.
   *
   * @default AwsLogDriverMode.NON_BLOCKING - see `SafeFargateTaskDefinition`
   */
  readonly logMode?: ecs.AwsLogDriverMode;

  /**
   * How much output a container holds back in non-blocking mode before lines are lost.
   *
   * @default Size.mebibytes(25) - see `SafeFargateTaskDefinition`
   */
  readonly logMaxBufferSize?: Size;

  /**
   * Size of the writable `/tmp` that a container with a read-only root gets.
   *
   * @default Size.mebibytes(64) - see `SafeFargateTaskDefinition`
   */
  readonly tmpSize?: Size;
}

/**
 * A service on Fargate that is fit for production: give it a cluster and an image, or the repository to which CI pushes it.
 *
 * A deployment that fails is rolled back and takes away no capacity, two tasks run in private subnets, tags go to the tasks, and nobody can
 * change a running container. Its containers are those of a `SafeFargateTaskDefinition`.
 *
 * A load balancer that takes it as its target drains as long as `stopTimeout`: ECS waits for the requests in progress before it sends SIGTERM. Behind a
 * Network Load Balancer that is at least 120 s, as AWS advises; on Fargate Spot no longer than the stop timeout leaves of the two minutes of a notice.
 * `deregistrationDelay` of the target group wins.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html
 *
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const repository: ImmutableRepository;
 *
 * new SafeFargateService(this, 'Api', {
 *   cluster,
 *   image: GitShaImage.fromRepository(repository),
 *   containerPort: 8080,
 *   healthCheck: { command: ['CMD', 'wget', '-q', '--spider', 'http://localhost:8080/health'] },
 * });
 */
export class SafeFargateService extends Construct
  implements ec2.IConnectable, iam.IGrantable, elbv2.IApplicationLoadBalancerTarget, elbv2.INetworkLoadBalancerTarget {
  /**
   * The service.
   */
  public readonly service: ecs.FargateService;

  /**
   * The task definition, to which sidecars can be added.
   */
  public readonly taskDefinition: SafeFargateTaskDefinition;

  /**
   * The container of the application.
   */
  public readonly container: ecs.ContainerDefinition;

  /**
   * Who may reach the service, and whom it may reach. Its default port is the container's.
   */
  public readonly connections: ec2.Connections;

  /**
   * What the application may do: grants go to the task role.
   */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly ending: Omit<Ending, 'network'>;

  /**
   * @throws if image and repository are both given or neither is, the image has no tag and no digest, or the tag `latest`, or the tasks could not reach a registry from their subnets
   */
  public constructor(scope: Construct, id: string, props: SafeFargateServiceProps) {
    super(scope, id);
    refuseStandstill(this, props);
    refuseIdleLogSettings(this, props);
    refuseIllegalPort(this, props);
    const image = imageOf(props, (message) => fault(this, message));
    this.taskDefinition = new SafeFargateTaskDefinition(this, 'TaskDefinition', {
      ...props,
      cpu: props.taskCpu ?? props.cpu,
      memoryLimitMiB: props.taskMemoryLimitMiB ?? props.memoryLimitMiB,
    });
    this.container = this.taskDefinition.addContainer(props.containerName ?? 'app', {
      ...props,
      image,
      portMappings: portMappings(props),
      // The agent of ECS Exec writes to the root file system.
      ...props.enableExecuteCommand && props.readonlyRootFilesystem === undefined ? { readonlyRootFilesystem: false } : {},
    });
    refuseMovingImage(this, image, this.container.imageName);
    refuseUnreachableRegistry(this, props);

    this.service = new ecs.FargateService(this, 'Service', {
      ...props,
      ...deploymentDefaults(props),
      taskDefinition: this.taskDefinition,
      assignPublicIp: props.assignPublicIp ?? false,
      propagateTags: props.propagateTags ?? ecs.PropagatedTagSource.SERVICE,
      enableECSManagedTags: props.enableECSManagedTags ?? true,
    });
    // Scaling decides on the number of tasks: a number in the template would take it back at every deployment.
    const resource = this.service.node.defaultChild as ecs.CfnService;
    resource.desiredCount ??= Lazy.uncachedNumber({ produce: () => (this.service.node.tryFindChild('TaskCount') === undefined ? 2 : undefined) });
    this.connections = new ec2.Connections({
      securityGroups: this.service.connections.securityGroups,
      defaultPort: defaultPort(props),
    });
    this.grantPrincipal = this.taskDefinition.taskRole;
    this.ending = {
      stopTimeoutSeconds: props.stopTimeout?.toSeconds() ?? DEFAULT_STOP_TIMEOUT_SECONDS,
      spot: (props.capacityProviderStrategies ?? []).some(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT'),
    };
  }

  /**
   * The log group of the containers that bring no log driver of their own.
   */
  public get logGroup(): logs.ILogGroup {
    return this.taskDefinition.logGroup;
  }

  /**
   * Makes the service a target of an Application Load Balancer, which drains as long as the stop timeout unless it says otherwise. The listener calls it.
   */
  public attachToApplicationTargetGroup(targetGroup: elbv2.IApplicationTargetGroup): elbv2.LoadBalancerTargetProps {
    alignDrain(targetGroup, { ...this.ending, network: false });
    return this.service.attachToApplicationTargetGroup(targetGroup);
  }

  /**
   * Makes the service a target of a Network Load Balancer, which drains for 120 s or longer unless it says otherwise. The listener calls it.
   */
  public attachToNetworkTargetGroup(targetGroup: elbv2.INetworkTargetGroup): elbv2.LoadBalancerTargetProps {
    alignDrain(targetGroup, { ...this.ending, network: true });
    return this.service.attachToNetworkTargetGroup(targetGroup);
  }
}

const DRAIN = 'deregistration_delay.timeout_seconds';

/** Completes the target group when it is rendered, so that what is said about its drain before or after wins. What is imported is left alone. */
function alignDrain({ node: { defaultChild: resource } }: elbv2.ITargetGroup, ending: Ending): void {
  if (!CfnResource.isCfnResource(resource) || resource.cfnResourceType !== 'AWS::ElasticLoadBalancingV2::TargetGroup') {
    return;
  }
  const targetGroup = resource as elbv2.CfnTargetGroup;
  const said = targetGroup.targetGroupAttributes;
  targetGroup.targetGroupAttributes = Lazy.uncachedAny({
    produce: (context) => {
      const attributes: unknown = context.resolve(said) ?? [];
      if (!Array.isArray(attributes) || attributes.some(({ key }) => key === DRAIN)) {
        return attributes;
      }
      const stopTimeout: unknown = context.resolve(ending.stopTimeoutSeconds);
      const stopTimeoutSeconds = typeof stopTimeout === 'number' ? stopTimeout : DEFAULT_STOP_TIMEOUT_SECONDS;
      return [...attributes, { key: DRAIN, value: String(drainBeside({ ...ending, stopTimeoutSeconds })) }];
    },
  });
}

function portMappings({ containerPort, portMappings: more = [] }: SafeFargateServiceProps): ecs.PortMapping[] {
  const mapped = more.some((mapping) => isTcp(mapping) && mapping.containerPort === containerPort);
  return containerPort === undefined || mapped ? more : [{ containerPort }, ...more];
}

/** That of the application, or the only one there is. */
function defaultPort({ containerPort, portMappings: more = [] }: SafeFargateServiceProps): ec2.Port | undefined {
  const port = containerPort ?? (more.length === 1 && isTcp(more[0]) ? more[0].containerPort : undefined);
  return port === undefined ? undefined : ec2.Port.tcp(port);
}

function isTcp({ protocol = ecs.Protocol.TCP }: ecs.PortMapping): boolean {
  return protocol === ecs.Protocol.TCP;
}

function deploymentDefaults(props: SafeFargateServiceProps) {
  const controller = props.deploymentController?.type ?? ecs.DeploymentControllerType.ECS;
  const rolling = controller === ecs.DeploymentControllerType.ECS;
  const common = { minHealthyPercent: props.minHealthyPercent ?? 100 };
  // What is left to an external controller stands in its task sets.
  return controller === ecs.DeploymentControllerType.EXTERNAL ? common : {
    ...common,
    platformVersion: props.platformVersion ?? ecs.FargatePlatformVersion.LATEST,
    enableExecuteCommand: props.enableExecuteCommand ?? false,
    circuitBreaker: props.circuitBreaker ?? (rolling ? { enable: true, rollback: true } : undefined),
    availabilityZoneRebalancing: props.availabilityZoneRebalancing ?? (props.maxHealthyPercent === 100
      ? ecs.AvailabilityZoneRebalancing.DISABLED
      : ecs.AvailabilityZoneRebalancing.ENABLED),
  };
}

/** Where nothing may stop and nothing may be added, no deployment ends. */
function refuseStandstill(scope: Construct, { maxHealthyPercent, minHealthyPercent = 100, deploymentController }: SafeFargateServiceProps): void {
  const rolling = (deploymentController?.type ?? ecs.DeploymentControllerType.ECS) === ecs.DeploymentControllerType.ECS;
  if (rolling && maxHealthyPercent === 100 && minHealthyPercent === 100) {
    throw fault(scope, 'maxHealthyPercent is 100 and minHealthyPercent is 100, so that a deployment can neither start nor stop a task: '
      + 'leave maxHealthyPercent out, or set a lower minHealthyPercent where there must never be more tasks');
  }
}

/** Settings of a log driver that the container does not get. */
function refuseIdleLogSettings(scope: Construct, props: SafeFargateServiceProps): void {
  const idle = (['logRetention', 'logMode', 'logMaxBufferSize'] as const).find((name) => props[name] !== undefined);
  if (props.logging !== undefined && idle !== undefined) {
    throw fault(scope, `${idle} is set, but logging brings a log driver of its own: say it there, or leave logging out`);
  }
}

function refuseIllegalPort(scope: Construct, { containerPort: port }: SafeFargateServiceProps): void {
  if (port !== undefined && !Token.isUnresolved(port) && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw fault(scope, `containerPort is ${port}, but a port is a whole number from 1 to 65535: name the one on which the application listens`);
  }
}

/** In a public subnet a task without a public IP address reaches no registry, and never starts. */
function refuseUnreachableRegistry(scope: Construct, { cluster: { vpc }, assignPublicIp, vpcSubnets }: SafeFargateServiceProps): void {
  const onlyPublic = vpc.publicSubnets.length > 0 && vpc.privateSubnets.length === 0 && vpc.isolatedSubnets.length === 0;
  if (!assignPublicIp && (vpcSubnets === undefined ? onlyPublic : vpcSubnets.subnetType === ec2.SubnetType.PUBLIC)) {
    const where = vpcSubnets === undefined ? 'the VPC of the cluster has only public subnets' : 'vpcSubnets are public subnets';
    throw fault(scope, `${where}, where tasks without a public IP address cannot pull their image: `
      + 'use private subnets with a NAT gateway, or set assignPublicIp: true');
  }
}

/** Judges the images that the CDK's own classes name. What a class of the user's resolves to is the rule pack's to judge. */
function refuseMovingImage(scope: Construct, image: ecs.ContainerImage, name: string): void {
  const reference = image instanceof ecs.EcrImage || image instanceof ecs.RepositoryImage ? parseImageReference(name) : undefined;
  if (!reference || reference.digest !== undefined) {
    return;
  }
  const { tag, path } = reference;
  const untagged = tag === undefined && (image instanceof ecs.EcrImage || !mayHideTag(reference));
  if (untagged || (tag !== undefined && isLatest(tag))) {
    const named = image instanceof ecs.EcrImage ? LATEST_BY_DEFAULT : `"${path}" has ${tag === undefined ? 'no tag' : `the tag "${tag}"`}`;
    throw fault(scope, `image ${named}, which means another build after every push: `
      + 'name the build by the git SHA of its code, as in GitShaImage.fromRepository(repository), '
      + "or a version, as in ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29.1')");
  }
}

const LATEST_BY_DEFAULT = 'of the ECR repository has the tag "latest", which the CDK also takes where the tag is undefined';
