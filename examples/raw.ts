import { join } from 'path';
import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct } from 'constructs';

/** Five services as they are often written. Each of them works, on a good day. */
export class RawStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc });
    this.shop(cluster);
    this.status(cluster);
    this.search(cluster, vpc);
    this.billing();
    this.orders(cluster);
  }

  /** The L2 constructs of the CDK, with their defaults. */
  private shop(cluster: ecs.ICluster): void {
    const repository = new ecr.Repository(this, 'ShopRepository');
    const task = new ecs.FargateTaskDefinition(this, 'ShopTask', { cpu: 512, memoryLimitMiB: 1024 });
    task.addContainer('shop', {
      image: ecs.ContainerImage.fromEcrRepository(repository),
      command: ['sh', '-c', 'npm install --omit=dev && node server.js'],
      portMappings: [{ containerPort: 8080 }],
    });
    task.addContainer('newsletter', {
      image: ecs.ContainerImage.fromRegistry('111122223333.dkr.ecr.eu-west-1.amazonaws.com/newsletter:main'),
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'newsletter', mode: ecs.AwsLogDriverMode.BLOCKING }),
      stopTimeout: Duration.seconds(300),
    });
    new ecs.FargateService(this, 'ShopService', { cluster, taskDefinition: task, desiredCount: 2 });
  }

  /** A pattern of aws-ecs-patterns. */
  private status(cluster: ecs.ICluster): void {
    new patterns.ApplicationLoadBalancedFargateService(this, 'Status', {
      cluster,
      desiredCount: 2,
      taskImageOptions: {
        image: ecs.ContainerImage.fromRegistry('traefik/whoami'),
        containerName: 'status',
        containerPort: 80,
      },
    });
  }

  /** L1 resources, with what an older template said. */
  private search(cluster: ecs.ICluster, vpc: ec2.IVpc): void {
    const repository = new ecr.CfnRepository(this, 'SearchRepository', {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ imageTagMutabilityExclusionFilterType: 'WILDCARD', imageTagMutabilityExclusionFilterValue: 'v*' }],
      imageScanningConfiguration: { scanOnPush: true },
    });
    const task = new ecs.CfnTaskDefinition(this, 'SearchTask', {
      family: 'search',
      requiresCompatibilities: ['EC2'],
      networkMode: 'awsvpc',
      containerDefinitions: [{
        name: 'search',
        image: `${repository.attrRepositoryUri}:prod`,
        command: ['supervisord', '-n'],
        memory: 2048,
        privileged: true,
      }],
    });
    new ecs.CfnService(this, 'SearchService', {
      cluster: cluster.clusterName,
      taskDefinition: task.ref,
      desiredCount: 2,
      deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 },
      networkConfiguration: { awsvpcConfiguration: { subnets: vpc.privateSubnets.map(({ subnetId }) => subnetId) } },
    });
  }

  /** An image that the CDK builds, from a Dockerfile that starts a shell. */
  private orders(cluster: ecs.ICluster): void {
    const task = new ecs.FargateTaskDefinition(this, 'OrdersTask');
    task.addContainer('orders', { image: ecs.ContainerImage.fromAsset(join(__dirname, 'orders')), portMappings: [{ containerPort: 8080 }] });
    new ecs.FargateService(this, 'OrdersService', { cluster, taskDefinition: task, desiredCount: 2 });
  }

  /** A CloudFormation template from before the CDK. */
  private billing(): void {
    new CfnInclude(this, 'Billing', { templateFile: join(__dirname, 'billing.template.json') });
  }
}
