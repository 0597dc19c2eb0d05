import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ImmutableRepository, SafeFargateService, SafeFargateTaskDefinition } from 'cdk-safe-containers';

/** What a pipeline hands over: the commit that each image was built from. */
const COMMITS = {
  shop: '9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192',
  newsletter: '5d6e7f8091a2b3c4d5e6f70819a0b1c2d3e4f506',
  search: '1f2e3d4c5b6a79880716253443526170f9e8d7c6',
  billing: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
};

/** The same five services on constructs that decide the rest. */
export class SafeStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });

    new SafeFargateService(this, 'Shop', {
      cluster,
      image: ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(this, 'ShopRepository'), COMMITS.shop),
      cpu: 512,
      memoryLimitMiB: 1024,
      containerPort: 8080,
      healthCheck: { command: ['CMD', 'node', 'healthcheck.js'] },
    });

    const newsletter = new SafeFargateTaskDefinition(this, 'NewsletterTask');
    newsletter.addContainer('newsletter', {
      image: ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(this, 'NewsletterRepository'), COMMITS.newsletter),
    });
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
      image: ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(this, 'SearchRepository'), COMMITS.search),
      command: ['search', '--listen', ':9200'],
      containerPort: 9200,
      healthCheck: { command: ['CMD', 'search', '--ping', 'localhost:9200'] },
    });

    new SafeFargateService(this, 'Billing', {
      cluster,
      image: ecs.ContainerImage.fromEcrRepository(new ImmutableRepository(this, 'BillingRepository'), COMMITS.billing),
      command: ['java', '-jar', 'billing.jar'],
    });

    new SafeFargateService(this, 'Orders', {
      cluster,
      image: ecs.ContainerImage.fromAsset(join(__dirname, 'orders'), { file: 'Dockerfile.safe' }),
      containerPort: 8080,
      healthCheck: { command: ['CMD', 'wget', '-qO-', 'http://localhost:8080'] },
    });
  }
}
