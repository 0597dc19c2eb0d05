import { App, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ImmutableRepository, SafeContainersChecks, SafeFargateService, SafeFargateServiceProps, SafeFargateTaskDefinition, SafeFargateTaskDefinitionProps } from '../../src';

const image = ecs.ContainerImage.fromRegistry('nginx:1.29.1');

function serviceWith(props: Partial<SafeFargateServiceProps> = {}): { stack: Stack; vpc: ec2.Vpc; service: SafeFargateService } {
  const stack = new Stack(new App(), 'Stack');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  return { stack, vpc, service: new SafeFargateService(stack, 'Api', { cluster, image, ...props }) };
}

test('no knob of the L2s is lost', () => {
  type Knobs = keyof (ecs.FargateServiceProps & ecs.ContainerDefinitionOptions & ecs.FargateTaskDefinitionProps & SafeFargateTaskDefinitionProps);
  type Lost = Exclude<Knobs, keyof SafeFargateServiceProps>;
  // The compiler refuses this line if any other is lost.
  const lost: Record<Lost, true> = { taskDefinition: true };
  expect(Object.keys(lost)).toEqual(['taskDefinition']);
});

test('a repository stands for the image, and its tasks may pull it', () => {
  const stack = new Stack(new App(), 'Stack');
  const repository = new ImmutableRepository(stack, 'Repo');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') });
  new SafeFargateService(stack, 'Api', { cluster, repository });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ Name: 'app', Image: { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('^Repo') }])] } })],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({
        Action: Match.arrayWith(['ecr:BatchGetImage']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Repo'), 'Arn'] },
      })]),
    },
  });
});

test('its defaults are fit for production', () => {
  const { stack } = serviceWith();
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    LaunchType: 'FARGATE',
    PlatformVersion: 'LATEST',
    DesiredCount: 2,
    DeploymentConfiguration: Match.objectLike({
      MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    }),
    AvailabilityZoneRebalancing: 'ENABLED',
    NetworkConfiguration: {
      AwsvpcConfiguration: Match.objectLike({
        AssignPublicIp: 'DISABLED',
        Subnets: [{ Ref: Match.stringLikeRegexp('VpcPrivateSubnet1') }, { Ref: Match.stringLikeRegexp('VpcPrivateSubnet2') }],
      }),
    },
    PropagateTags: 'SERVICE',
    EnableECSManagedTags: true,
    EnableExecuteCommand: false,
  });
});

test('its container is that of a safe task definition', () => {
  const { stack, service } = serviceWith();
  expect(service.taskDefinition).toBeInstanceOf(SafeFargateTaskDefinition);
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Cpu: '256',
    Memory: '512',
    ContainerDefinitions: [Match.objectLike({ Name: 'app', Image: 'nginx:1.29.1', StopTimeout: 30, ReadonlyRootFilesystem: true })],
  });
});

test('nobody may reach it until it is said who, and then the container\'s port alone', () => {
  const { stack, service } = serviceWith({ containerPort: 8080 });
  Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });

  const other = serviceWith({ containerPort: 8080 });
  other.service.connections.allowDefaultPortFrom(new ec2.SecurityGroup(other.stack, 'Caller', { vpc: other.vpc }));
  const template = Template.fromStack(other.stack);
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 8080, ToPort: 8080, IpProtocol: 'tcp' });
  expect(service.connections.securityGroups).toEqual(service.service.connections.securityGroups);
});

test('it is a target of an Application Load Balancer, which reaches the container\'s port alone', () => {
  const { stack, vpc, service } = serviceWith({ containerPort: 8080 });
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc });
  loadBalancer.addListener('Http', { port: 80 }).addTargets('Api', { port: 80, targets: [service] });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: Match.stringLikeRegexp('Http') } }],
  });
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 8080, ToPort: 8080 });
});

test('it is a target of a Network Load Balancer', () => {
  const { stack, vpc, service } = serviceWith({ containerPort: 5432 });
  const loadBalancer = new elbv2.NetworkLoadBalancer(stack, 'LoadBalancer', { vpc });
  loadBalancer.addListener('Tcp', { port: 5432 }).addTargets('Db', { port: 5432, targets: [service] });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerPort: 5432 })] });
});

describe('a target group that it joins', () => {
  const BALANCERS = {
    Application: (stack: Stack, vpc: ec2.Vpc) => (props: object) => new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc })
      .addListener('Http', { port: 80, open: false }).addTargets('Api', { port: 80, ...props }),
    Network: (stack: Stack, vpc: ec2.Vpc) => (props: object) => new elbv2.NetworkLoadBalancer(stack, 'LoadBalancer', { vpc })
      .addListener('Tcp', { port: 80 }).addTargets('Api', { port: 80, ...props }),
  };
  const drainOf = (stack: Stack) => {
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    return Properties.TargetGroupAttributes.filter(({ Key }: { Key: string }) => Key === 'deregistration_delay.timeout_seconds').map(({ Value }: { Value: string }) => Value);
  };
  const SPOT = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];

  test.each<[string, keyof typeof BALANCERS, Partial<SafeFargateServiceProps>, string]>([
    ['drains as long as a container may take to stop', 'Application', {}, '30'],
    ['drains as long as a stop timeout that is said', 'Application', { stopTimeout: Duration.minutes(1.5) }, '90'],
    ['drains as long as a stop timeout that is said later', 'Application', { stopTimeout: Duration.seconds(Lazy.number({ produce: () => 45 })) }, '45'],
    ['drains for 30 s beside a stop timeout that only CloudFormation knows', 'Application', { stopTimeout: Duration.seconds(Token.asNumber({ Ref: 'Stop' })) }, '30'],
    ['drains for two minutes behind a Network Load Balancer', 'Network', {}, '120'],
    ['drains on Fargate Spot for what the stop timeout leaves', 'Application', { stopTimeout: Duration.seconds(90), capacityProviderStrategies: SPOT }, '30'],
    ['drains on Fargate Spot behind a Network Load Balancer for what the stop timeout leaves', 'Network', { capacityProviderStrategies: SPOT }, '90'],
  ])('%s', (_, balancer, props, seconds) => {
    const { stack, vpc, service } = serviceWith({ containerPort: 8080, ...props });
    BALANCERS[balancer](stack, vpc)({ targets: [service] });
    expect(drainOf(stack)).toEqual([seconds]);
  });

  test('drains as long as it says itself, before and after', () => {
    const before = serviceWith({ containerPort: 8080 });
    BALANCERS.Application(before.stack, before.vpc)({ targets: [before.service], deregistrationDelay: Duration.minutes(5) });
    expect(drainOf(before.stack)).toEqual(['300']);

    const after = serviceWith({ containerPort: 8080 });
    BALANCERS.Application(after.stack, after.vpc)({ targets: [after.service] }).setAttribute('deregistration_delay.timeout_seconds', '10');
    expect(drainOf(after.stack)).toEqual(['10']);
  });

  test('keeps its other attributes', () => {
    const { stack, vpc, service } = serviceWith({ containerPort: 8080 });
    BALANCERS.Application(stack, vpc)({ targets: [service], stickinessCookieDuration: Duration.hours(1) });
    Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetGroupAttributes: Match.arrayWith([{ Key: 'stickiness.enabled', Value: 'true' }]),
    });
  });

  test('is left alone where it is imported', () => {
    const { stack, service } = serviceWith({ containerPort: 8080 });
    const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/api/1';
    const imported = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Imported', { targetGroupArn });
    service.attachToApplicationTargetGroup(imported);
    Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ TargetGroupArn: targetGroupArn })] });
  });
});

test('grants go to the task role', () => {
  const { stack, service } = serviceWith();
  new s3.Bucket(stack, 'Bucket').grantRead(service);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }],
    PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['s3:GetObject*']) })] },
  });
});

test('its parts are public, and sidecars can be added', () => {
  const { stack, service } = serviceWith({ cpu: 256, memoryLimitMiB: 512, taskCpu: 512, taskMemoryLimitMiB: 1024 });
  expect(service.container.containerName).toBe('app');
  expect(service.logGroup).toBe(service.taskDefinition.logGroup);
  service.taskDefinition.addContainer('agent', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/datadog/agent:7.70.0'), essential: false });
  service.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Cpu: '512',
    Memory: '1024',
    ContainerDefinitions: [Match.objectLike({ Name: 'app', Cpu: 256, Memory: 512 }), Match.objectLike({ Name: 'agent', StopTimeout: 30 })],
  });
  template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 1);
});

test('the number of tasks is left to scaling, where there is some', () => {
  const { stack, service } = serviceWith();
  service.service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 10 });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });

  const fixed = serviceWith({ desiredCount: 4 });
  fixed.service.service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 10 });
  Template.fromStack(fixed.stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 4 });
});

test('a port is mapped once, and may have a name for Service Connect', () => {
  const { stack, vpc, service } = serviceWith({ containerPort: 8080, portMappings: [{ containerPort: 8080, name: 'http' }] });
  service.connections.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'Caller', { vpc }));
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [{ ContainerPort: 8080, Name: 'http', Protocol: 'tcp' }] })],
  });

  const named = serviceWith({ portMappings: [{ containerPort: 9090, name: 'http' }] });
  named.service.connections.allowDefaultPortFrom(new ec2.SecurityGroup(named.stack, 'Caller', { vpc: named.vpc }));
  Template.fromStack(named.stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 9090 });
});

test('a VPC without private subnets is an error, unless tasks get a public IP address', () => {
  const stack = new Stack(new App(), 'Stack');
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'Public', subnetType: ec2.SubnetType.PUBLIC }] });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  expect(() => new SafeFargateService(stack, 'Api', { cluster, image })).toThrow(
    'Stack/Api: the VPC of the cluster has only public subnets, where tasks without a public IP address cannot pull their image: '
      + 'use private subnets with a NAT gateway, or set assignPublicIp: true',
  );
  expect(new SafeFargateService(stack, 'Open', { cluster, image, assignPublicIp: true }).container.containerName).toBe('app');
});

test('reading the number of tasks early does not freeze it', () => {
  const { stack, service } = serviceWith();
  new SafeContainersChecks().validateScope(stack);
  service.service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 10 });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
});

test.each<[string, Partial<SafeFargateServiceProps>, string]>([
  ['a deployment that can neither start nor stop a task', { maxHealthyPercent: 100 },
    'maxHealthyPercent is 100 and minHealthyPercent is 100, so that a deployment can neither start nor stop a task'],
  ['log settings beside a log driver', { logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'x' }), logRetention: 7 },
    'logRetention is set, but logging brings a log driver of its own'],
  ['no port', { containerPort: 0 }, 'containerPort is 0, but a port is a whole number from 1 to 65535'],
  ['more than a port', { containerPort: 65_536 }, 'containerPort is 65536, but a port is a whole number from 1 to 65535'],
  ['public subnets without a public IP address', { vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } },
    'vpcSubnets are public subnets, where tasks without a public IP address cannot pull their image'],
  ['an image beside a repository', { repository: ecr.Repository.fromRepositoryName(new Stack(), 'Repo', 'api') }, 'image and repository are both given: '],
  ['neither image nor repository', { image: undefined }, 'neither image nor repository is given: '],
])('%s is an error', (_, props, message) => {
  expect(() => serviceWith(props)).toThrow(`Stack/Api: ${message}`);
});

test('the number of tasks that an injector of the app says stays', () => {
  const app = new App({
    propertyInjectors: [{
      constructUniqueId: ecs.FargateService.PROPERTY_INJECTION_ID, inject: (props) => ({ ...props, desiredCount: 9 }),
    }],
  });
  const stack = new Stack(app, 'Stack');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') });
  new SafeFargateService(stack, 'Api', { cluster, image });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 9 });
});

test('what an external controller decides is left to it', () => {
  const { stack } = serviceWith({ deploymentController: { type: ecs.DeploymentControllerType.EXTERNAL } });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    PlatformVersion: Match.absent(), AvailabilityZoneRebalancing: Match.absent(), EnableExecuteCommand: Match.absent(),
  });
});

test('the task is as big as its container', () => {
  const { stack } = serviceWith({ cpu: 1024, memoryLimitMiB: 2048 });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: '1024', Memory: '2048' });
});

test('explicit values win', () => {
  const { stack } = serviceWith({
    containerName: 'web',
    desiredCount: 5,
    minHealthyPercent: 50,
    maxHealthyPercent: 100,
    circuitBreaker: { enable: true, rollback: false },
    propagateTags: ecs.PropagatedTagSource.TASK_DEFINITION,
    enableECSManagedTags: false,
    enableExecuteCommand: true,
    platformVersion: ecs.FargatePlatformVersion.VERSION1_4,
    stopTimeout: Duration.seconds(90),
    environment: { MODE: 'fast' },
    assignPublicIp: true,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    portMappings: [{ containerPort: 9090, name: 'metrics' }],
    containerPort: 8080,
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 5,
    DeploymentConfiguration: Match.objectLike({
      MinimumHealthyPercent: 50, MaximumPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: false },
    }),
    AvailabilityZoneRebalancing: 'DISABLED',
    PropagateTags: 'TASK_DEFINITION',
    EnableECSManagedTags: false,
    EnableExecuteCommand: true,
    PlatformVersion: '1.4.0',
    NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'ENABLED' }) },
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      Name: 'web',
      StopTimeout: 90,
      Environment: [{ Name: 'MODE', Value: 'fast' }],
      PortMappings: [Match.objectLike({ ContainerPort: 8080 }), Match.objectLike({ ContainerPort: 9090, Name: 'metrics' })],
    })],
  });
});

test('explicit undefined is unset', () => {
  const { stack } = serviceWith({
    desiredCount: undefined,
    minHealthyPercent: undefined,
    circuitBreaker: undefined,
    propagateTags: undefined,
    containerName: undefined,
    platformVersion: undefined,
    availabilityZoneRebalancing: undefined,
    cpu: undefined,
    memoryLimitMiB: undefined,
    portMappings: undefined,
  });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 2,
    PropagateTags: 'SERVICE',
    PlatformVersion: 'LATEST',
    DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }),
  });
});

test('with ECS Exec the root file system is writable, unless it is said otherwise', () => {
  const readOnly = (props: Partial<SafeFargateServiceProps>) => {
    const [{ Properties }] = Object.values(Template.fromStack(serviceWith({ enableExecuteCommand: true, ...props }).stack).findResources('AWS::ECS::TaskDefinition'));
    return Properties.ContainerDefinitions[0].ReadonlyRootFilesystem;
  };
  expect(readOnly({})).toBe(false);
  expect(readOnly({ readonlyRootFilesystem: true })).toBe(true);
});

test('a deployment by CodeDeploy has no circuit breaker, which it does not know', () => {
  const { stack } = serviceWith({ deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentController: { Type: 'CODE_DEPLOY' }, DeploymentConfiguration: Match.objectLike({ DeploymentCircuitBreaker: Match.absent() }),
  });
});

describe('the image names one build', () => {
  const HOW = 'name the build by the git SHA of its code, as in GitShaImage.fromRepository(repository), '
    + "or a version, as in ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29.1')";
  const ecrImage = (stack: Stack, tag?: string) => ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repo'), tag);

  test.each<[string, (stack: Stack) => ecs.ContainerImage, string]>([
    ['a repository without a tag', (stack) => ecrImage(stack), 'of the ECR repository has the tag "latest", which the CDK also takes where the tag is undefined'],
    ['a repository with latest', (stack) => ecrImage(stack, 'latest'), 'of the ECR repository has the tag "latest", which the CDK also takes where the tag is undefined'],
    ['a registry without a tag', () => ecs.ContainerImage.fromRegistry('nginx'), '"nginx" has no tag'],
    ['a registry with a port', () => ecs.ContainerImage.fromRegistry('registry:5000/app'), '"app" has no tag'],
    ['a registry with latest', () => ecs.ContainerImage.fromRegistry('nginx:latest'), '"nginx" has the tag "latest"'],
  ])('%s is an error', (_, makeImage, what) => {
    const { stack } = serviceWith();
    const cluster = stack.node.findChild('Cluster') as ecs.Cluster;
    expect(() => new SafeFargateService(stack, 'Other', { cluster, image: makeImage(stack) }))
      .toThrow(new Error(`Stack/Other: image ${what}, which means another build after every push: ${HOW}`));
  });

  class OwnImage extends ecs.ContainerImage {
    public bind(): ecs.ContainerImageConfig {
      return { imageName: 'nginx:latest' };
    }
  }

  test.each<[string, (stack: Stack) => ecs.ContainerImage]>([
    ['a commit', (stack) => ecrImage(stack, '3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192')],
    ['a digest', (stack) => ecrImage(stack, `sha256:${'0a'.repeat(32)}`)],
    ['a tag that is a token', (stack) => ecrImage(stack, Lazy.string({ produce: () => '1.0.0' }))],
    ['an image that is a token', () => ecs.ContainerImage.fromRegistry(Lazy.string({ produce: () => 'nginx:1.29.1' }))],
    ['a digest of a registry', () => ecs.ContainerImage.fromRegistry(`nginx@sha256:${'0a'.repeat(32)}`)],
    ['an asset', () => ecs.ContainerImage.fromAsset(`${__dirname}/../pack/image`)],
    ['an image of the user\'s own making', () => new OwnImage()],
  ])('%s is taken', (_, makeImage) => {
    const { stack } = serviceWith();
    const cluster = stack.node.findChild('Cluster') as ecs.Cluster;
    expect(new SafeFargateService(stack, 'Other', { cluster, image: makeImage(stack) }).container.containerName).toBe('app');
  });
});
