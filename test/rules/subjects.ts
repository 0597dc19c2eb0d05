import type { Subjects } from '../../src/facts/subjects';
import type { Example } from '../../src/rules/rule';

type Kind = keyof Subjects;
type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

const CONTAINER = {
  Name: 'app',
  Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:3f2c1ab9',
  StopTimeout: 30,
  LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'app', 'awslogs-stream-prefix': 'ecs', 'mode': 'non-blocking' } },
  ReadonlyRootFilesystem: true,
  LinuxParameters: { InitProcessEnabled: true },
};

/** An image that the CDK builds. */
export const ASSET_IMAGE = `111122223333.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets-111122223333-eu-west-1:${'0f'.repeat(32)}`;

const LOG_GROUP = { LogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'app', RetentionInDays: 30 } } };

const TASK_DEFINITION = { RequiresCompatibilities: ['FARGATE'], NetworkMode: 'awsvpc', Cpu: '256', Memory: '512', ContainerDefinitions: [CONTAINER] };

const LIFECYCLE = JSON.stringify({
  rules: [{ rulePriority: 1, selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 5 }, action: { type: 'expire' } }],
});

/** Subjects that break no rule, by kind, with properties laid over them. */
const RESOURCES: Record<Kind, (properties: Example) => Resources> = {
  'repository': (properties) => resource('AWS::ECR::Repository', {
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
    LifecyclePolicy: { LifecyclePolicyText: LIFECYCLE },
    EncryptionConfiguration: { EncryptionType: 'KMS' },
    ...properties,
  }),
  'repository-template': (properties) => resource('AWS::ECR::RepositoryCreationTemplate', {
    Prefix: 'app', AppliedFor: ['CREATE_ON_PUSH'], ImageTagMutability: 'IMMUTABLE', ...properties,
  }),
  // A rule about what containers are to each other shows all of them.
  'container': (properties) => ('ContainerDefinitions' in properties
    ? RESOURCES['task-definition'](properties)
    : { ...resource('AWS::ECS::TaskDefinition', { ...TASK_DEFINITION, ContainerDefinitions: [{ ...CONTAINER, ...properties }] }), ...LOG_GROUP }),
  'image': (properties) => RESOURCES.container(properties),
  // What other services run is judged by its Dockerfile alone, where for containers the task definition has a say.
  'dockerfile': ({ ContainerProperties, ...properties }) => (ContainerProperties
    ? resource('AWS::Batch::JobDefinition', { Type: 'container', ContainerProperties: { Image: ASSET_IMAGE, ...ContainerProperties } })
    : RESOURCES.container({ Image: ASSET_IMAGE, ...properties })),
  'task-definition': ({ ContainerDefinitions: containers, ...properties }) => ({
    ...resource('AWS::ECS::TaskDefinition', {
      ...TASK_DEFINITION,
      ...Array.isArray(containers) ? { ContainerDefinitions: containers.map((container) => ('Name' in container ? { ...CONTAINER, ...container } : container)) } : {},
      ...properties,
    }),
    ...LOG_GROUP,
  }),
  'cluster': (properties) => resource('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }], ...properties }),
  'service': (properties) => resource('AWS::ECS::Service', {
    DeploymentConfiguration: { MinimumHealthyPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }, ...properties,
  }),
  'app-runner': (properties) => resource('AWS::AppRunner::Service', {
    SourceConfiguration: { ImageRepository: { ImageRepositoryType: 'ECR', ImageIdentifier: CONTAINER.Image } }, ...properties,
  }),
};

function resource(type: string, properties: Record<string, unknown>): Resources {
  return { Subject: { Type: type, Properties: properties } };
}

/** A template with one subject that breaks no rule, but for the properties laid over it. `undefined` removes a property. */
export function templateOf(kind: Kind, properties: Example): { Resources: Resources } {
  // A template is JSON: what is undefined is not there.
  return JSON.parse(JSON.stringify({ Resources: RESOURCES[kind](properties) }));
}
