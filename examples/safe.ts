import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { GitShaImage, ImmutableRepository, SafeFargateService, SafeFargateTaskDefinition } from 'cdk-safe-containers';

/** Repositories outlive the services, and are there before an image is published to them. */
export class SafeRepositories extends Stack {
  public readonly orders = new ImmutableRepository(this, 'Orders', { repositoryName: 'orders' });
}

/** The same services on constructs that decide the rest. The images but one are pushed by CI, tagged with the commit that it builds. */
export class SafeStack extends Stack {
  public constructor(scope: Construct, id: string, repositories: SafeRepositories) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });

    new SafeFargateService(this, 'Shop', {
      cluster,
      repository: new ImmutableRepository(this, 'ShopRepository'),
      cpu: 512,
      memoryLimitMiB: 1024,
      containerPort: 8080,
      healthCheck: { command: ['CMD', 'node', 'healthcheck.js'] },
    });

    const newsletter = new SafeFargateTaskDefinition(this, 'NewsletterTask');
    newsletter.addSafeContainer('newsletter', { repository: new ImmutableRepository(this, 'NewsletterRepository') });
    new ecs.FargateService(this, 'Newsletter', {
      cluster, taskDefinition: newsletter, minHealthyPercent: 100, circuitBreaker: { enable: true, rollback: true },
    });

    const status = new SafeFargateService(this, 'Status', {
      cluster,
      image: ecs.ContainerImage.fromRegistry('traefik/whoami:v1.11.0'),
      containerPort: 80,
    });
    const loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'StatusLoadBalancer', { vpc });
    loadBalancer.addListener('Http', { port: 80, open: false }).addTargets('Status', { port: 80, targets: [status] });

    new SafeFargateService(this, 'Search', {
      cluster,
      repository: new ImmutableRepository(this, 'SearchRepository'),
      command: ['search', '--listen', ':9200'],
      containerPort: 9200,
      healthCheck: { command: ['CMD', 'search', '--ping', 'localhost:9200'] },
    });

    new SafeFargateService(this, 'Billing', {
      cluster,
      repository: new ImmutableRepository(this, 'BillingRepository'),
      command: ['java', '-jar', 'billing.jar'],
    });

    new SafeFargateService(this, 'Orders', {
      cluster,
      image: GitShaImage.fromDirectory(join(__dirname, 'orders'), { repository: repositories.orders, file: 'Dockerfile.safe' }),
      containerPort: 8080,
      healthCheck: { command: ['CMD', 'wget', '-qO-', 'http://localhost:8080'] },
    });
  }
}
