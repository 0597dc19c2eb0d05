/** A type of resource that names container images. */
export interface ImageUser {
  /** How a message calls such a resource. */
  readonly called: string;
  /**
   * The properties that name an image. `[word]` is each item of a list and `{word}` each value of a map, with what a message calls one
   * that has a name.
   */
  readonly images: readonly string[];
  /** How the CDK names one build in a repository, where it has more to offer than the property itself. It may depend on the `Type` beside the image. */
  readonly inCdk?: string | ((type: unknown) => string);
}

const BATCH_TASK = 'EcsProperties.TaskProperties[].Containers[container].Image';
const BATCH_POD = ['EksProperties.PodProperties.Containers[container].Image', 'EksProperties.PodProperties.InitContainers[init container].Image'];
const BATCH_NODE = 'NodeProperties.NodeRangeProperties[node range]';

/** The resource types that name images, but for task definitions, whose containers are read on their own. */
export const IMAGE_USERS: Readonly<Record<string, ImageUser>> = {
  'AWS::AppRunner::Service': { called: 'App Runner service', images: ['SourceConfiguration.ImageRepository.ImageIdentifier'] },
  'AWS::Batch::JobDefinition': {
    called: 'job definition',
    images: [
      'ContainerProperties.Image', BATCH_TASK, ...BATCH_POD,
      ...['Container.Image', BATCH_TASK, ...BATCH_POD].map((image) => `${BATCH_NODE}.${image}`),
    ],
    inCdk: 'ecs.ContainerImage.fromEcrRepository(repository, gitSha)',
  },
  'AWS::BedrockAgentCore::Harness': { called: 'AgentCore harness', images: ['EnvironmentArtifact.ContainerConfiguration.ContainerUri'] },
  'AWS::BedrockAgentCore::Runtime': {
    called: 'AgentCore runtime',
    images: ['AgentRuntimeArtifact.ContainerConfiguration.ContainerUri'],
    inCdk: 'agentcore.AgentRuntimeArtifact.fromEcrRepository(repository, gitSha)',
  },
  'AWS::CleanRoomsML::ConfiguredModelAlgorithm': {
    called: 'Clean Rooms model algorithm', images: ['TrainingContainerConfig.ImageUri', 'InferenceContainerConfig.ImageUri'],
  },
  'AWS::CodeBuild::Project': {
    called: 'CodeBuild project', images: ['Environment.Image'], inCdk: buildImage,
  },
  'AWS::ECS::ExpressGatewayService': { called: 'Express service', images: ['PrimaryContainer.Image'] },
  'AWS::EMRServerless::Application': {
    called: 'EMR Serverless application',
    images: ['ImageConfiguration.ImageUri', 'WorkerTypeSpecifications{worker type}.ImageConfiguration.ImageUri'],
  },
  'AWS::GameLift::ContainerGroupDefinition': {
    called: 'GameLift container group', images: ['GameServerContainerDefinition.ImageUri', 'SupportContainerDefinitions[container].ImageUri'],
  },
  'AWS::IoTSiteWise::Task': { called: 'IoT SiteWise task', images: ['TaskConfiguration.ContainerTaskConfiguration.EcrUri'] },
  'AWS::Lambda::Function': {
    called: 'function', images: ['Code.ImageUri'], inCdk: 'lambda.DockerImageCode.fromEcr(repository, { tagOrDigest: gitSha })',
  },
  'AWS::Lightsail::Container': { called: 'Lightsail container service', images: ['ContainerServiceDeployment.Containers[container].Image'] },
  'AWS::SageMaker::Algorithm': {
    called: 'SageMaker algorithm', images: ['TrainingSpecification.TrainingImage', 'InferenceSpecification.Containers[container].Image'],
  },
  'AWS::SageMaker::DataQualityJobDefinition': { called: 'data quality job', images: ['DataQualityAppSpecification.ImageUri'] },
  'AWS::SageMaker::ImageVersion': { called: 'SageMaker image version', images: ['BaseImage'] },
  'AWS::SageMaker::InferenceComponent': {
    called: 'inference component', images: ['Specification.Container.Image', 'Specifications[].Container.Image'],
  },
  'AWS::SageMaker::Model': { called: 'SageMaker model', images: ['PrimaryContainer.Image', 'Containers[container].Image'] },
  'AWS::SageMaker::ModelBiasJobDefinition': { called: 'model bias job', images: ['ModelBiasAppSpecification.ImageUri'] },
  'AWS::SageMaker::ModelExplainabilityJobDefinition': { called: 'model explainability job', images: ['ModelExplainabilityAppSpecification.ImageUri'] },
  'AWS::SageMaker::ModelPackage': {
    called: 'model package',
    images: [
      'InferenceSpecification.Containers[container].Image',
      'AdditionalInferenceSpecifications[specification].Containers[container].Image',
      'AdditionalInferenceSpecificationsToAdd[specification].Containers[container].Image',
    ],
  },
  'AWS::SageMaker::ModelQualityJobDefinition': { called: 'model quality job', images: ['ModelQualityAppSpecification.ImageUri'] },
  'AWS::SageMaker::MonitoringSchedule': {
    called: 'monitoring schedule', images: ['MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringAppSpecification.ImageUri'],
  },
  'AWS::SageMaker::ProcessingJob': { called: 'processing job', images: ['AppSpecification.ImageUri'] },
  'AWS::Serverless::Function': { called: 'function', images: ['ImageUri'] },
};

/** How the CDK names an image for each type of environment. For Lambda it takes none from a repository, and Windows Server is to be named. */
const BUILD_IMAGES: readonly { readonly type: RegExp; readonly named: string }[] = [
  { type: /_LAMBDA_/, named: 'image: repository.repositoryUriForTagOrDigest(gitSha)' },
  { type: /^WINDOWS_SERVER_2019_/, named: 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha, codebuild.WindowsImageType.SERVER_2019)' },
  { type: /^WINDOWS_SERVER_2022_/, named: 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha, codebuild.WindowsImageType.SERVER_2022)' },
  { type: /^WINDOWS_/, named: 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha)' },
  { type: /^ARM_/, named: 'codebuild.LinuxArmBuildImage.fromEcrRepository(repository, gitSha)' },
  { type: /^LINUX_GPU_/, named: 'codebuild.LinuxGpuBuildImage.fromEcrRepository(repository, gitSha)' },
  { type: /^LINUX_/, named: 'codebuild.LinuxBuildImage.fromEcrRepository(repository, gitSha)' },
  { type: /^MAC_/, named: 'codebuild.MacBuildImage.fromEcrRepository(repository, gitSha)' },
];

function buildImage(type: unknown): string {
  const known = BUILD_IMAGES.find((each) => typeof type === 'string' && each.type.test(type));
  return known?.named ?? "fromEcrRepository(repository, gitSha) of the build image's class";
}

/** What names an item of a list, in the words of the services. */
export const NAMES_OF_ITEMS: readonly string[] = ['Name', 'ContainerName', 'ContainerHostname', 'TargetNodes'];
