import rule from '../../../src/rules/task-definition/unordered-sidecar';
import { testRule } from '../rule-tester';

const task = (...containers: object[]) => ({ ContainerDefinitions: containers });
const waitsFor = (ContainerName: unknown, Condition = 'START') => ({ DependsOn: [{ ContainerName, Condition }] });
const APP = { Name: 'app' };
const COLLECTOR = { Name: 'collector', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3' };
const DATADOG = { Name: 'dd', Image: 'public.ecr.aws/datadog/agent:7.70.0' };
const ENVOY = { Name: 'envoy', Image: '840364872350.dkr.ecr.eu-west-1.amazonaws.com/aws-appmesh-envoy:v1.29.12.1-prod' };
const ROUTER = { Name: 'router', Image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5', FirelensConfiguration: { Type: 'fluentbit' } };
const BY_FIRELENS = { LogConfiguration: { LogDriver: 'awsfirelens', Options: { Name: 'cloudwatch' } } };
const MESH = { ProxyConfiguration: { Type: 'APPMESH', ContainerName: 'envoy' } };
const finding = (...sidecars: string[]) => `task definition "Subject" has sidecars that no container waits for: ${sidecars.join(', ')}.`;

testRule(rule, {
  good: {
    'one container': task(APP),
    'a sidecar alone': task(COLLECTOR),
    'sidecars among themselves': task(COLLECTOR, DATADOG),
    'a container that waits': task({ ...APP, ...waitsFor('collector') }, COLLECTOR),
    'one of two that waits': task({ ...APP, ...waitsFor('collector', 'HEALTHY') }, { Name: 'other' }, COLLECTOR),
    'a sidecar that waits for the application': task(APP, { ...DATADOG, ...waitsFor('app') }),
    'a link': task({ ...APP, Links: ['collector:otel'] }, COLLECTOR),
    'the volumes of the sidecar': task({ ...APP, VolumesFrom: [{ SourceContainer: 'dd' }] }, DATADOG),
    'FireLens, where ECS itself waits for the router': task({ ...APP, ...BY_FIRELENS }, ROUTER),
    'FireLens, by a driver that only CloudFormation knows': task({ ...APP, LogConfiguration: { LogDriver: { 'Fn::ImportValue': 'Driver' } } }, { ...ROUTER, ...BY_FIRELENS }),
    'a FireLens router that nobody logs through': task(APP, ROUTER),
    'nginx in front, which comes after the application': task(APP, { Name: 'nginx', Image: 'nginx:1.29.1' }),
    'a local cache': task(APP, { Name: 'cache', Image: 'redis:8.2.1' }),
    'a tunnel that brings requests': task(APP, { Name: 'tunnel', Image: 'cloudflare/cloudflared:2025.9.0' }),
    'an application that is called an agent': task(APP, { Name: 'booking-agent', Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/booking-agent:3f2c1ab9' }),
    'an image that the CDK builds': task(APP, { Name: 'collector', Image: { 'Fn::Sub': `cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}:${'0a'.repeat(32)}` } }),
    'a task of the sidecar and what makes it ready': task({ Name: 'init', Essential: false }, { ...COLLECTOR, ...waitsFor('init', 'SUCCESS') }),
    'a wait that only CloudFormation knows': task({ ...APP, DependsOn: { 'Fn::ImportValue': 'DependsOn' } }, COLLECTOR),
    'a wait for what only CloudFormation knows': task({ ...APP, ...waitsFor({ 'Fn::ImportValue': 'Sidecar' }) }, COLLECTOR),
    'an image that only CloudFormation knows': task(APP, { Name: 'collector', Image: { 'Fn::ImportValue': 'Image' } }),
    'a wait in the spelling of the ECS API': task(
      { name: 'emitter', image: 'example/emitter:1.0.0', essential: false, links: ['collector'], DependsOn: [{ containerName: 'collector', condition: 'START' }] },
      COLLECTOR,
    ),
    'a proxy of App Mesh that the application waits for': { ...task({ ...APP, ...waitsFor('envoy', 'HEALTHY') }, ENVOY), ...MESH },
  },
  bad: {
    'a collector': [task(APP, COLLECTOR), finding('"collector" (telemetry collector)')],
    'two sidecars, one waited for': [task({ ...APP, ...waitsFor('dd') }, COLLECTOR, DATADOG), finding('"collector" (telemetry collector)')],
    'two sidecars': [task(COLLECTOR, APP, DATADOG), finding('"collector" (telemetry collector)', '"dd" (agent)')],
    'the X-Ray daemon': [task(APP, { Name: 'xray', Image: 'amazon/aws-xray-daemon:3.x' }), finding('"xray" (telemetry collector)')],
    'a sidecar that waits only for what makes it ready': [
      task(APP, { Name: 'init', Essential: false }, { ...COLLECTOR, ...waitsFor('init', 'SUCCESS') }), finding('"collector" (telemetry collector)'),
    ],
    'a log router without FireLens': [task(APP, { Name: 'router', Image: 'fluent/fluent-bit:4.0.8' }), finding('"router" (log router)')],
    'a FireLens router that waits itself, so that ECS adds no order': [
      task({ ...APP, ...BY_FIRELENS }, { Name: 'init', Essential: false }, { ...ROUTER, ...waitsFor('init', 'COMPLETE') }), finding('"router" (log router)'),
    ],
    'a proxy of App Mesh': [{ ...task(APP, ENVOY), ...MESH }, finding('"envoy" (proxy)')],
    'a proxy of App Mesh and the X-Ray daemon, beside an application that is waited for by nobody either': [
      { ...task({ Name: 'app', HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost/health'] } }, { Name: 'xray-daemon', Image: 'amazon/aws-xray-daemon' }, ENVOY), ...MESH },
      finding('"xray-daemon" (telemetry collector)', '"envoy" (proxy)'),
    ],
    'a proxy on the way out': [task(APP, { Name: 'pool', Image: 'edoburu/pgbouncer:v1.24.1-p1' }), finding('"pool" (proxy)')],
  },
});
