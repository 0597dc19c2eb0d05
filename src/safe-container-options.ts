import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type { Duration } from 'aws-cdk-lib/core';

/**
 * Properties of a container of a `SafeFargateTaskDefinition` or `SafeFargateService`: every one of `ecs.ContainerDefinitionOptions`,
 * and `repository`, which may stand in the place of `image`.
 *
 * What only other kinds of hosts have is here as well, so that options can be shared with them; Fargate refuses it.
 */
export interface SafeContainerOptions {
  /**
   * The image of the container. Give either this or `repository`.
   *
   * @default - the image in `repository` that belongs to the commit that is checked out
   */
  readonly image?: ecs.ContainerImage;

  /**
   * The repository to which CI pushes the image, tagged with the git SHA of the commit that is checked out.
   *
   * Stands for `image: GitShaImage.fromRepository(repository)`. Give either this or `image`.
   *
   * @default - `image` names it
   */
  readonly repository?: ecr.IRepository;

  /**
   * Name of the container, unique in its task.
   *
   * @default - the id with which it is added; 'app' for that of a `SafeFargateService`
   */
  readonly containerName?: string;

  /**
   * What the container runs, or the arguments of its entry point, word by word.
   *
   * @default - `CMD` of the image
   */
  readonly command?: string[];

  /**
   * The program that the container starts, word by word.
   *
   * @default - `ENTRYPOINT` of the image
   */
  readonly entryPoint?: string[];

  /**
   * The folder in which the container starts.
   *
   * @default - `WORKDIR` of the image
   */
  readonly workingDirectory?: string;

  /**
   * The user as whom the container runs, by name or id, with or without a group: as in '1000:1000'.
   *
   * @default - `USER` of the image, which is root where the image names none
   */
  readonly user?: string;

  /**
   * Environment variables. Anybody who may describe the task definition reads them: passwords and keys belong in `secrets`.
   *
   * @default - those of the image
   */
  readonly environment?: { [key: string]: string };

  /**
   * Files of environment variables, in S3 or beside the app.
   *
   * @default - none
   */
  readonly environmentFiles?: ecs.EnvironmentFile[];

  /**
   * Environment variables whose values ECS fetches from Secrets Manager or the Parameter Store when the container starts.
   *
   * @default - none
   */
  readonly secrets?: { [key: string]: ecs.Secret };

  /**
   * Ports on which the container listens.
   *
   * @default - none; `containerPort` of a `SafeFargateService`
   */
  readonly portMappings?: ecs.PortMapping[];

  /**
   * CPU units that are set aside for the container; 1,024 are one vCPU.
   *
   * @default - none: the containers of the task share its CPU
   */
  readonly cpu?: number;

  /**
   * Memory in MiB beyond which the container is killed.
   *
   * @default - none: the containers of the task share its memory
   */
  readonly memoryLimitMiB?: number;

  /**
   * Memory in MiB that is set aside for the container. It may take more as long as there is more.
   *
   * @default - none
   */
  readonly memoryReservationMiB?: number;

  /**
   * Whether the task ends with this container. One container of a task at least must be essential.
   *
   * @default true
   */
  readonly essential?: boolean;

  /**
   * The command by which ECS finds out whether the container works. ECS looks at this one alone, never at `HEALTHCHECK` of the image.
   *
   * @default - none
   */
  readonly healthCheck?: ecs.HealthCheck;

  /**
   * How long a container that waits for this one may be held up before its start is given up: 120 s at most.
   *
   * @default - as long as ECS allows by itself
   */
  readonly startTimeout?: Duration;

  /**
   * How long the container may take to end by itself, between SIGTERM and SIGKILL. Fargate leaves it 120 s at most.
   *
   * @default Duration.seconds(30) - what Fargate waits anyway, said where everybody sees it
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether ECS restarts the container by itself when it ends, without a new task.
   *
   * @default - true where `restartAttemptPeriod` or `restartIgnoredExitCodes` is set, false otherwise
   */
  readonly enableRestartPolicy?: boolean;

  /**
   * Exit codes after which the container is not restarted, 50 at most.
   *
   * @default - none
   */
  readonly restartIgnoredExitCodes?: number[];

  /**
   * How long the container must have run before it is restarted, 60 s to 30 minutes.
   *
   * @default - 5 minutes where the container is restarted
   */
  readonly restartAttemptPeriod?: Duration;

  /**
   * Where the output of the container goes.
   *
   * @default - the log group of the task, by the awslogs driver in the mode that the task says
   */
  readonly logging?: ecs.LogDriver;

  /**
   * Whether the container cannot write to its root file system. It has a writable `/tmp` then.
   *
   * @default true - false in a `SafeFargateService` with `enableExecuteCommand`, whose agent writes there; not set for Windows, which has no such thing
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * What only Linux has: an init process, kernel capabilities, file systems in memory.
   *
   * @default - an init process that hands signals on and reaps what is left behind, and a `/tmp` in memory beside a read-only root
   */
  readonly linuxParameters?: ecs.LinuxParameters;

  /**
   * Whether all tasks of a deployment run the image to which the tag pointed at its beginning.
   *
   * @default VersionConsistency.ENABLED - DISABLED for a Docker image asset, whose tag is the hash of its content
   */
  readonly versionConsistency?: ecs.VersionConsistency;

  /**
   * Limits on what a process may use, such as the number of open files.
   *
   * @default - those of Fargate
   */
  readonly ulimits?: ecs.Ulimit[];

  /**
   * Kernel parameters (sysctl) of the container. Those of the network hold for the whole task.
   *
   * @default - those of the host
   */
  readonly systemControls?: ecs.SystemControl[];

  /**
   * Labels of the container, for whoever reads its metadata.
   *
   * @default - none
   */
  readonly dockerLabels?: { [key: string]: string };

  /**
   * Files that tell the container how to join Active Directory, one at most.
   *
   * @default - none
   */
  readonly credentialSpecs?: ecs.CredentialSpec[];

  /**
   * Whether standard input stays open.
   *
   * @default false
   */
  readonly interactive?: boolean;

  /**
   * Whether the container has a terminal.
   *
   * @default false
   */
  readonly pseudoTerminal?: boolean;

  /**
   * The name by which the container knows its host. Fargate lets nobody choose it.
   *
   * @default - one that Fargate chooses
   */
  readonly hostname?: string;

  /**
   * Lines for `/etc/hosts`: addresses by name. Fargate has none.
   *
   * @default - none
   */
  readonly extraHosts?: { [name: string]: string };

  /**
   * Addresses of DNS servers. Fargate takes those of the VPC.
   *
   * @default - those of the VPC
   */
  readonly dnsServers?: string[];

  /**
   * Domains in which a short name is looked up. Fargate takes those of the VPC.
   *
   * @default - those of the VPC
   */
  readonly dnsSearchDomains?: string[];

  /**
   * Whether the container is cut off from the network. Fargate has no such containers.
   *
   * @default false
   */
  readonly disableNetworking?: boolean;

  /**
   * Whether the container has the powers of its host's root. Fargate has no such containers.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Labels for SELinux or AppArmor. Fargate has none.
   *
   * @default - none
   */
  readonly dockerSecurityOptions?: string[];

  /**
   * The number of GPUs that the container has to itself. Fargate has none.
   *
   * @default - none
   */
  readonly gpuCount?: number;

  /**
   * Names of the inference accelerators that the container uses. Fargate has none.
   *
   * @default - none
   */
  readonly inferenceAcceleratorResources?: string[];
}
