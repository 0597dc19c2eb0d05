import rule from '../../../src/rules/task-definition/host-network';
import { testRule } from '../rule-tester';

const onEc2 = (NetworkMode?: unknown, properties: object = {}) => ({ RequiresCompatibilities: ['EC2'], NetworkMode, ...properties });
const startedBy = (service: object, properties: object) => ({
  properties, Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, ...service } } },
});
const HOST = 'task definition "Subject" runs in the network of its instance: networkMode is "host".';
const bridge = (found: string) => `info: task definition "Subject" shares the network interface and the security groups of its instance: networkMode is ${found}.`;

testRule(rule, {
  good: {
    'awsvpc on EC2': onEc2('awsvpc'),
    'no network at all': onEc2('none'),
    'nothing said on Fargate, which ECS refuses': { NetworkMode: undefined },
    'nothing said, for a service on Fargate': startedBy({ LaunchType: 'FARGATE' }, { RequiresCompatibilities: undefined, NetworkMode: undefined }),
    'nothing said, for a launch type that only CloudFormation knows': startedBy(
      { LaunchType: { 'Fn::ImportValue': 'LaunchType' } }, { RequiresCompatibilities: undefined, NetworkMode: undefined },
    ),
    'the bridge of a host outside of AWS': { RequiresCompatibilities: ['EXTERNAL'], NetworkMode: 'bridge' },
    'nothing said, for a host outside of AWS': { RequiresCompatibilities: ['EC2', 'EXTERNAL'], NetworkMode: undefined },
    'a service on hosts outside of AWS': startedBy({ LaunchType: 'EXTERNAL' }, onEc2('host', { RequiresCompatibilities: undefined })),
    'nothing said, on instances that ECS manages, which are awsvpc by default': onEc2(undefined, { RequiresCompatibilities: ['MANAGED_INSTANCES'] }),
    'a daemon': startedBy({ SchedulingStrategy: 'DAEMON' }, onEc2('host')),
    'a task that may be a daemon': startedBy({ SchedulingStrategy: { 'Fn::ImportValue': 'Strategy' } }, onEc2('host')),
    'a daemon without a service': {
      properties: {},
      Resources: { Daemon: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'agent', Image: 'example/agent:1.0.0' }] } } },
    },
    'Windows, by its platform': onEc2(undefined, { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
    'Windows, by its instances': onEc2(undefined, { PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.os-type == windows' }] }),
    'Windows, by its image': onEc2(undefined, { ContainerDefinitions: [{ Name: 'app', Image: 'mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022' }] }),
    'a platform that only CloudFormation knows': onEc2(undefined, { RuntimePlatform: { OperatingSystemFamily: { 'Fn::ImportValue': 'Family' } } }),
    'a mode that only CloudFormation knows': onEc2({ 'Fn::ImportValue': 'Mode' }),
  },
  bad: {
    'the network of the host': [onEc2('host'), HOST],
    'the network of the host, for a service': [startedBy({ LaunchType: 'EC2', SchedulingStrategy: 'REPLICA' }, onEc2('host')), HOST],
    'the network of a host that ECS manages': [onEc2('host', { RequiresCompatibilities: ['MANAGED_INSTANCES'] }), HOST],
    'a bridge': [onEc2('bridge'), bridge('"bridge"')],
    'nothing said on EC2': [onEc2(), bridge('not set')],
    'nothing said of anything': [{ RequiresCompatibilities: undefined, NetworkMode: undefined }, bridge('not set')],
    'the default of a parameter': [
      { properties: onEc2({ Ref: 'Mode' }), Parameters: { Mode: { Type: 'String', Default: 'bridge', AllowedValues: ['bridge', 'host', 'awsvpc'] } } }, bridge('"bridge"'),
    ],
  },
  fixes: {
    'the network of the host': [
      onEc2('host'),
      'set networkMode: ecs.NetworkMode.AWS_VPC, and give the service security groups of its own; behind a load balancer also set '
        + 'deregistrationDelay: Duration.seconds(30) in addTargets(); SafeFargateTaskDefinition has no other mode',
    ],
  },
});
