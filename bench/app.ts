import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';

const SERVICES_PER_STACK = 20;

/** An app of so many raw Fargate services, each with a repository. Every tenth is started by a shell and has a sidecar. */
export function appOf(services: number, outdir: string): App {
  // As under the CLI, findings do not end the synth, and templates name the constructs of their resources.
  const context = { '@aws-cdk/core:failSynthOnValidationErrors': false, 'aws:cdk:enable-path-metadata': true };
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, context });
  const shared = new Stack(app, 'Shared');
  const cluster = new ecs.Cluster(shared, 'Cluster', { vpc: new ec2.Vpc(shared, 'Vpc', { maxAzs: 2 }) });
  for (let first = 0; first < services; first += SERVICES_PER_STACK) {
    const stack = new Stack(app, `Services${first}`);
    for (let index = first; index < Math.min(first + SERVICES_PER_STACK, services); index += 1) {
      addService(stack, index, cluster);
    }
  }
  return app;
}

function addService(stack: Stack, index: number, cluster: ecs.ICluster): void {
  const name = `Service${index}`;
  const repository = new ecr.Repository(stack, `${name}Repository`);
  const taskDefinition = new ecs.FargateTaskDefinition(stack, `${name}Task`);
  taskDefinition.addContainer('app', {
    image: ecs.ContainerImage.fromEcrRepository(repository),
    command: index % 10 === 0 ? ['sh', '-c', `npm run migrate && node server.js --name ${name}`] : undefined,
    environment: { PORT: '8080', CACHE: 'localhost:6379', STAGE: 'test' },
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: name }),
    portMappings: [{ containerPort: 8080 }],
  });
  if (index % 10 === 0) {
    taskDefinition.addContainer('cache', { image: ecs.ContainerImage.fromRegistry('redis:8.2'), portMappings: [{ containerPort: 6379 }] });
  }
  new ecs.FargateService(stack, name, { cluster, taskDefinition });
}
