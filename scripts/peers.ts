/** A check of another tool. The rules that make it, too, name its id in `peers`. */
export interface PeerCheck {
  /** As the tool prints it. */
  readonly id: string;
  /** What it requires, in our words. */
  readonly what: string;
  /** Why no rule makes it. */
  readonly leftOut?: string;
}

export interface Peer {
  readonly name: string;
  /** The tool's own list of its checks. */
  readonly url: string;
  /** What was read of it, and what to know about it. */
  readonly note: string;
  readonly checks: readonly PeerCheck[];
}

const TAGGING = 'about resource tags, which are the decision of an organization';
const SEVERAL_QUESTIONS = 'mixes three questions that have a rule each: TaskDefinitionHostNetwork, ContainerRootUser and ContainerPrivileged';
const IN_THE_ACCOUNT = 'needs the images in the account, which synth does not see';
const NOT_WITH_L2 = 'ECS refuses it at deployment, and the L2s of aws-ecs do not render it';
const WHOSE_KEY = 'encrypted without it, too: whose key does it is the decision of an organization';

/** All that these tools check of ECS, ECR and App Runner in templates or accounts, read in November 2026. */
export const PEERS: readonly Peer[] = [
  {
    name: 'checkov',
    url: 'https://www.checkov.io/5.Policy%20Index/all.html',
    note: 'CKV_AWS_223, 224, 249 and 332 to 336 read Terraform only. Policy index at commit 05b1671, and checks of the main branch.',
    checks: [
      { id: 'CKV_AWS_32', what: 'the policy of a repository is not public' },
      { id: 'CKV_AWS_51', what: 'the tags of a repository are immutable' },
      { id: 'CKV_AWS_65', what: 'Container Insights is on' },
      { id: 'CKV_AWS_66', what: 'a log group has a retention' },
      { id: 'CKV_AWS_97', what: 'an EFS volume is encrypted in transit' },
      { id: 'CKV_AWS_136', what: 'a repository is encrypted with KMS' },
      { id: 'CKV_AWS_163', what: 'images are scanned on push' },
      { id: 'CKV_AWS_223', what: 'sessions of ECS Exec are logged' },
      { id: 'CKV_AWS_224', what: 'sessions of ECS Exec and their logs are encrypted with a key of your own', leftOut: WHOSE_KEY },
      { id: 'CKV_AWS_249', what: 'execution role and task role are different' },
      { id: 'CKV_AWS_332', what: 'a Fargate service runs on the latest platform version' },
      { id: 'CKV_AWS_333', what: 'a service assigns no public IP address' },
      { id: 'CKV_AWS_334', what: 'no container is privileged' },
      { id: 'CKV_AWS_335', what: 'the process namespace of the host is not shared' },
      { id: 'CKV_AWS_336', what: 'the root file system is read-only' },
    ],
  },
  {
    name: 'trivy',
    url: 'https://github.com/aquasecurity/trivy-checks/tree/main/checks/cloud/aws',
    note: 'Main branch of trivy-checks. Older versions print AVD-AWS-0030 for AWS-0030, and so on.',
    checks: [
      { id: 'AWS-0030', what: 'images are scanned on push' },
      { id: 'AWS-0031', what: 'the tags of a repository are immutable' },
      { id: 'AWS-0032', what: 'the policy of a repository is not public' },
      { id: 'AWS-0033', what: 'a repository is encrypted with a KMS key of your own' },
      { id: 'AWS-0034', what: 'Container Insights is on' },
      { id: 'AWS-0035', what: 'an EFS volume is encrypted in transit' },
      { id: 'AWS-0036', what: 'no environment variable looks like a secret' },
    ],
  },
  {
    name: 'KICS',
    url: 'https://docs.kics.io/latest/queries/cloudformation-queries/',
    note: 'Queries for CloudFormation of the main branch.',
    checks: [
      { id: '01986452-bdd8-4aaa-b5df-d6bf61d616ff', what: 'the role of a service is not an administrator', leftOut: 'judges the role by its name' },
      { id: '027a4b7a-8a59-4938-a04f-ed532512cf45', what: 'the network mode is awsvpc' },
      { id: '33f41d31-86b1-46a4-81f7-9c9a671f59ac', what: 'the tags of a repository are immutable' },
      { id: '6c131358-c54d-419b-9dd6-1f7dd41d180c', what: 'each volume is EFS, encrypted in transit' },
      { id: '75be209d-1948-41f6-a8c8-e22dd0121134', what: 'the policy of a repository is not public' },
      { id: '77a92b0e-b578-4a2e-bb0d-3c53ec4cfb7e', what: 'a repository is encrypted with a KMS key of your own' },
      {
        id: '79d745f0-d5f3-46db-9504-bef73e9fd528',
        what: 'a service has a deployment configuration',
        leftOut: 'any configuration passes, and none at all is no worse; ServiceLowMinimumHealthy and ServiceNoCircuitBreaker read what it says',
      },
      {
        id: '7f384a5f-b5a2-4d84-8ca3-ee0a5247becb',
        what: 'the task definition of a service has a task role',
        leftOut: 'an application that calls no AWS service needs none',
      },
      { id: '9025b2b3-e554-4842-ba87-db7aeec36d35', what: 'images are scanned on push' },
      { id: '9e8c89b3-7997-4d15-93e4-7911b9db99fd', what: 'the role of a service is not an inline policy', leftOut: 'a policy is no role: it does not deploy' },
      { id: 'ab759fde-e1e8-4b0e-ad73-ba856e490ed8', what: 'Container Insights is on' },
      { id: 'c0c26068-fdf0-40e5-9b3b-fc8a5f585d2e', what: 'a service assigns no public IP address' },
      { id: 'd24389b4-b209-4ff0-8345-dc7a4569dcdd', what: 'a container has a health check' },
      {
        id: 'e415f8d3-fc2b-4f52-88ab-1129e8c8d3f5',
        what: 'the security group of a service is not open on all ports',
        leftOut: 'about security groups, whatever runs behind them',
      },
      { id: 'f4c9b5f5-68b8-491f-9e48-4f96644a1d51', what: 'cpu and memory are a pair that Fargate knows' },
      {
        id: 'fb2b0ecf-1492-491a-a70d-ba1df579175d',
        what: 'a service has a load balancer',
        leftOut: 'workers have none, nor have services that Service Connect finds',
      },
    ],
  },
  {
    name: 'Security Hub',
    url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html',
    note: 'Looks at the account, not at templates. User guide of 2026, after ECS.1 was retired.',
    checks: [
      { id: 'AppRunner.1', what: 'an App Runner service has resource tags', leftOut: TAGGING },
      { id: 'AppRunner.2', what: 'a VPC connector of App Runner has resource tags', leftOut: TAGGING },
      { id: 'ECR.1', what: 'images are scanned' },
      { id: 'ECR.2', what: 'the tags of a repository are immutable' },
      { id: 'ECR.3', what: 'a repository has a lifecycle policy' },
      { id: 'ECR.4', what: 'a public repository has resource tags', leftOut: TAGGING },
      { id: 'ECR.5', what: 'a repository is encrypted with a KMS key of your own' },
      { id: 'ECS.1', what: "no container on the host's network is root unless privileged", leftOut: 'AWS retired it in March 2026' },
      { id: 'ECS.2', what: 'a service assigns no public IP address' },
      { id: 'ECS.3', what: 'the process namespace of the host is not shared' },
      { id: 'ECS.4', what: 'no container is privileged' },
      { id: 'ECS.5', what: 'the root file system is read-only' },
      { id: 'ECS.8', what: 'no environment variable is called like an AWS credential' },
      { id: 'ECS.9', what: 'each container has a log driver' },
      { id: 'ECS.10', what: 'a Fargate service runs on the latest platform version' },
      { id: 'ECS.12', what: 'Container Insights is on' },
      { id: 'ECS.13', what: 'a service has resource tags', leftOut: TAGGING },
      { id: 'ECS.14', what: 'a cluster has resource tags', leftOut: TAGGING },
      { id: 'ECS.15', what: 'a task definition has resource tags', leftOut: TAGGING },
      { id: 'ECS.16', what: 'a task set assigns no public IP address' },
      { id: 'ECS.17', what: 'the network mode is not host' },
      { id: 'ECS.18', what: 'an EFS volume is encrypted in transit' },
      { id: 'ECS.19', what: 'a capacity provider protects instances with tasks from termination', leftOut: 'about EC2 instances, not about containers' },
      { id: 'ECS.20', what: 'a Linux container names a user who is not root' },
      { id: 'ECS.21', what: 'a Windows container names a user who is not ContainerAdministrator', leftOut: 'about Windows, where rules about users and file systems are silent' },
    ],
  },
  {
    name: 'Control Tower',
    url: 'https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html',
    note: 'Proactive controls of the controls reference guide.',
    checks: [
      { id: 'CT.ECR.PR.1', what: 'a repository has a lifecycle policy' },
      { id: 'CT.ECR.PR.2', what: 'images are scanned on push' },
      { id: 'CT.ECR.PR.3', what: 'the tags of a repository are immutable' },
      { id: 'CT.ECS.PR.1', what: 'a Fargate service runs on the latest platform version' },
      { id: 'CT.ECS.PR.2', what: 'Container Insights is on' },
      { id: 'CT.ECS.PR.3', what: 'a container names a user who is not root' },
      { id: 'CT.ECS.PR.4', what: 'the network mode is awsvpc' },
      { id: 'CT.ECS.PR.5', what: 'each container has a log driver' },
      { id: 'CT.ECS.PR.6', what: 'the root file system is read-only' },
      {
        id: 'CT.ECS.PR.7',
        what: 'each container has a memory limit',
        leftOut: 'a task on Fargate has one as a whole; AWS Config gave up the same check in April 2026',
      },
      { id: 'CT.ECS.PR.8', what: "no container on the host's network is root unless privileged", leftOut: SEVERAL_QUESTIONS },
      { id: 'CT.ECS.PR.9', what: 'a service assigns no public IP address' },
      { id: 'CT.ECS.PR.10', what: 'the process namespace of the host is not shared' },
      { id: 'CT.ECS.PR.11', what: 'no container is privileged' },
      { id: 'CT.ECS.PR.12', what: 'no environment variable is called like an AWS credential' },
    ],
  },
  {
    name: 'cdk-nag',
    url: 'https://github.com/cdklabs/cdk-nag/blob/main/RULES.md',
    note: 'All packs of version 3.0.2.',
    checks: [
      { id: 'AwsSolutions-ECR1', what: 'the policy of a repository is not public' },
      {
        id: 'AwsSolutions-ECS2',
        what: 'a container has no environment variables',
        leftOut: 'most variables are no secrets: ContainerPlaintextSecret finds those that are',
      },
      { id: 'AwsSolutions-ECS4', what: 'Container Insights is on' },
      { id: 'AwsSolutions-ECS7', what: 'each container has a log driver' },
      ...['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321', 'Serverless']
        .map((pack) => ({ id: `${pack}-CloudWatchLogGroupRetentionPeriod`, what: 'a log group has a retention' })),
      ...['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].map((pack) => ({
        id: `${pack}-ECSTaskDefinitionUserForHostMode`,
        what: "each container on the host's network is privileged and names a user who is not root",
        leftOut: SEVERAL_QUESTIONS,
      })),
    ],
  },
  {
    name: 'prowler',
    url: 'https://github.com/prowler-cloud/prowler/tree/master/prowler/providers/aws/services',
    note: 'Looks at the account, not at templates. Main branch of September 2026.',
    checks: [
      {
        id: 'ecr_registry_enhanced_scanning_enabled',
        what: 'the registry scans with Amazon Inspector',
        leftOut: 'a basic scan is a scan, too: which one, and its price, is the decision of an organization',
      },
      { id: 'ecr_registry_scan_images_on_push_enabled', what: 'the registry scans images on push' },
      { id: 'ecr_repositories_lifecycle_policy_enabled', what: 'a repository has a lifecycle policy' },
      { id: 'ecr_repositories_not_publicly_accessible', what: 'the policy of a repository is not public' },
      { id: 'ecr_repositories_scan_images_on_push_enabled', what: 'images are scanned on push' },
      { id: 'ecr_repositories_scan_vulnerabilities_in_latest_image', what: 'the latest image has no grave vulnerability', leftOut: IN_THE_ACCOUNT },
      { id: 'ecr_repositories_tag_immutability', what: 'the tags of a repository are immutable' },
      { id: 'ecr_repository_image_no_secrets', what: 'the latest image has no secret in it', leftOut: IN_THE_ACCOUNT },
      { id: 'ecs_cluster_container_insights_enabled', what: 'Container Insights is on' },
      { id: 'ecs_service_fargate_latest_platform_version', what: 'a Fargate service runs on the latest platform version' },
      { id: 'ecs_service_no_assign_public_ip', what: 'a service assigns no public IP address' },
      { id: 'ecs_task_definitions_containers_readonly_access', what: 'the root file system is read-only' },
      { id: 'ecs_task_definitions_host_namespace_not_shared', what: 'the process namespace of the host is not shared' },
      {
        id: 'ecs_task_definitions_host_networking_mode_users',
        what: "no container on the host's network is root unless privileged",
        leftOut: SEVERAL_QUESTIONS,
      },
      { id: 'ecs_task_definitions_logging_block_mode', what: 'logs are delivered in non-blocking mode' },
      { id: 'ecs_task_definitions_logging_enabled', what: 'each container has a log driver' },
      { id: 'ecs_task_definitions_no_environment_secrets', what: 'no environment variable looks like a secret' },
      { id: 'ecs_task_definitions_no_privileged_containers', what: 'no container is privileged' },
      { id: 'ecs_task_set_no_assign_public_ip', what: 'a task set assigns no public IP address' },
    ],
  },
  {
    name: 'cfn-lint',
    url: 'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md',
    note: 'Errors of version 1.51.0.',
    checks: [
      { id: 'E3042', what: 'a task has an essential container', leftOut: NOT_WITH_L2 },
      { id: 'E3044', what: 'a Fargate service is no daemon', leftOut: NOT_WITH_L2 },
      { id: 'E3046', what: 'awslogs has a group and a region', leftOut: NOT_WITH_L2 },
      { id: 'E3047', what: 'cpu and memory are a pair that Fargate knows' },
      { id: 'E3048', what: 'a task definition for Fargate says what Fargate needs, and has a log driver that Fargate knows' },
      {
        id: 'E3049',
        what: 'the health check of a target group follows a dynamic host port',
        leftOut: 'about EC2 instances; to follow is the default of a target group',
      },
      { id: 'E3052', what: 'a service of awsvpc tasks has a network configuration', leftOut: NOT_WITH_L2 },
      { id: 'E3053', what: 'host port and container port are the same in awsvpc', leftOut: NOT_WITH_L2 },
      { id: 'E3054', what: 'the task definition of a Fargate service is for Fargate', leftOut: NOT_WITH_L2 },
      { id: 'E3513', what: 'the policy of a repository is well formed', leftOut: 'about the grammar of a policy, not about what it allows' },
      { id: 'E3713', what: 'a Fargate service runs tasks with a log driver that Fargate knows' },
    ],
  },
  {
    name: 'hadolint',
    url: 'https://github.com/hadolint/hadolint/wiki',
    note: 'Reads Dockerfiles: listed is what a rule checks of a command, too.',
    checks: [{ id: 'DL3025', what: 'CMD and ENTRYPOINT are in exec form' }],
  },
  {
    name: 'BuildKit',
    url: 'https://docs.docker.com/reference/build-checks/',
    note: 'Reads Dockerfiles: listed is what a rule checks of a command, too.',
    checks: [{ id: 'JSONArgsRecommended', what: 'CMD and ENTRYPOINT are in exec form' }],
  },
];
