import rule from '../../../src/rules/task-definition/unrelated-containers';
import { testRule } from '../rule-tester';

const SHOP = { Name: 'shop', Image: 'example/shop:1.0.0' };
const MAILER = { Name: 'mailer', Image: 'example/mailer:1.0.0' };
const task = (...containers: object[]) => ({ ContainerDefinitions: containers });
const LOOKED_FOR = '(looked for a shared volume, dependsOn, links, a proxy or log router, localhost or a container name in environment, command or health check, known sidecar images)';

testRule(rule, {
  good: {
    'one container': task(SHOP),
    'a dependency': task({ ...SHOP, DependsOn: [{ ContainerName: 'mailer', Condition: 'START' }] }, MAILER),
    'a link with an alias': task({ ...SHOP, Links: ['mailer:smtp'] }, MAILER),
    'a shared volume': task({ ...SHOP, MountPoints: [{ SourceVolume: 'data' }] }, { ...MAILER, MountPoints: [{ SourceVolume: 'data' }] }),
    'volumes of the other': task({ ...SHOP, VolumesFrom: [{ SourceContainer: 'mailer' }] }, MAILER),
    'localhost in the environment': task({ ...SHOP, Environment: [{ Name: 'SMTP', Value: 'localhost:25' }] }, MAILER),
    'the name of the other in a command': task({ ...SHOP, Command: ['--smtp', 'mailer:25'] }, MAILER),
    'a port of the other in a health check': task(
      { ...SHOP, HealthCheck: { Command: ['CMD-SHELL', 'nc -z 127.0.0.1 25'] } }, { ...MAILER, PortMappings: [{ ContainerPort: 25 }] },
    ),
    'a log router': task(SHOP, { Name: 'router', Image: 'example/router:1', FirelensConfiguration: { Type: 'fluentbit' } }),
    'a known agent': task(SHOP, { Name: 'dd', Image: 'public.ecr.aws/datadog/agent:7.70.0' }),
    'a collector': task(SHOP, { Name: 'adot', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3' }),
    'nginx in front': task(SHOP, { Name: 'front', Image: 'nginx:1.29.1' }),
    'nginx in front of two': task(SHOP, MAILER, { Name: 'nginx', Image: 'example/front:1.0.0' }),
    'a sidecar by the name of its container': task(SHOP, { Name: 'log-router', Image: 'example/router:1.0.0' }),
    'a local cache': task(SHOP, { Name: 'cache', Image: 'redis:8.2.1' }),
    'two names of one file system': {
      Volumes: ['a', 'b'].map((name) => ({ Name: name, EFSVolumeConfiguration: { FilesystemId: 'fs-1' } })),
      ...task({ ...SHOP, MountPoints: [{ SourceVolume: 'a' }] }, { ...MAILER, MountPoints: [{ SourceVolume: 'b' }] }),
    },
    'a secret that may hold an address': task({ ...SHOP, Secrets: [{ Name: 'SMTP', ValueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/smtp' }] }, MAILER),
    'an environment file': task({ ...SHOP, EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::bucket/shop.env' }] }, MAILER),
    'a value that CloudFormation looks up': task({ ...SHOP, Environment: [{ Name: 'SMTP', Value: '{{resolve:ssm:/smtp}}' }] }, MAILER),
    'an image that only CloudFormation knows': task(SHOP, { Name: 'front', Image: { 'Fn::ImportValue': 'Image' } }),
    'an image that the CDK builds': task(SHOP, { Name: 'front', Image: { 'Fn::Sub': `cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}:${'0a'.repeat(32)}` } }),
    'an App Mesh proxy': { ...task(SHOP, MAILER), ProxyConfiguration: { ContainerName: 'mailer' } },
    'agents of an instance, which they have in common': {
      properties: {},
      Resources: { Daemon: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: task(SHOP, MAILER) } },
    },
    'a service that runs once on each instance': {
      properties: task(SHOP, MAILER),
      Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, SchedulingStrategy: 'DAEMON' } } },
    },
    'a sidecar by a name of several words': task(SHOP, { Name: 'SysdigInstrumentation', Image: 'example/instrumentation:1.0.0' }),
    'a shared process namespace': { ...task(SHOP, MAILER), PidMode: 'task' },
    'environment that only CloudFormation knows': task({ ...SHOP, Environment: [{ Name: 'SMTP', Value: { 'Fn::ImportValue': 'Smtp' } }] }, MAILER),
    'a dependency on what only CloudFormation knows': task({ ...SHOP, DependsOn: [{ ContainerName: { 'Fn::ImportValue': 'Name' }, Condition: 'START' }] }, MAILER),
    'a volume that only CloudFormation knows': task(
      { ...SHOP, MountPoints: [{ SourceVolume: { 'Fn::ImportValue': 'Volume' } }] }, { ...MAILER, MountPoints: [{ SourceVolume: 'data' }] },
    ),
    'volumes of what only CloudFormation knows': task({ ...SHOP, VolumesFrom: [{ SourceContainer: { 'Fn::ImportValue': 'Name' } }] }, MAILER),
    'containers that only CloudFormation knows': { ContainerDefinitions: [SHOP, { 'Fn::Transform': { Name: 'Sidecar' } }] },
    'a name that only CloudFormation knows': task(SHOP, { ...MAILER, Name: { 'Fn::ImportValue': 'Name' } }),
  },
  bad: {
    'two applications': [
      task(SHOP, MAILER), `task definition "Subject" puts containers in one task that nothing ties together: "mailer", "shop" ${LOOKED_FOR}.`,
    ],
    'a pair and a stranger': [
      task({ ...SHOP, DependsOn: [{ ContainerName: 'mailer', Condition: 'START' }] }, MAILER, { Name: 'wiki', Image: 'example/wiki:1.0.0' }),
      `task definition "Subject" puts containers in one task that nothing ties together: "mailer" + "shop", "wiki" ${LOOKED_FOR}.`,
    ],
    'an agent beside both, which is no tie between them': [
      task(SHOP, MAILER, { Name: 'datadog-agent', Image: 'public.ecr.aws/datadog/agent:7.70.0' }),
      `task definition "Subject" puts containers in one task that nothing ties together: "mailer", "shop" ${LOOKED_FOR}.`,
    ],
    'two applications, for a service whose proxy ECS adds by Service Connect': [
      {
        properties: task(SHOP, MAILER),
        Resources: {
          Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop' } } },
        },
      },
      `task definition "Subject" puts containers in one task that nothing ties together: "mailer", "shop" ${LOOKED_FOR}.`,
    ],
    'localhost that is the container itself': [
      task(
        { ...SHOP, PortMappings: [{ ContainerPort: 80 }], HealthCheck: { Command: ['CMD-SHELL', 'curl localhost:80'] } },
        { ...MAILER, PortMappings: [{ ContainerPort: 25 }] },
      ),
      `task definition "Subject" puts containers in one task that nothing ties together: "mailer", "shop" ${LOOKED_FOR}.`,
    ],
  },
});
