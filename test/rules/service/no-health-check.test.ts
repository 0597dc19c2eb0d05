import rule from '../../../src/rules/service/no-health-check';
import { Case, testRule } from '../rule-tester';

const APP = { Name: 'app', Image: 'app:1.0.0', PortMappings: [{ ContainerPort: 8080 }] };
const CHECK = { Command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'] };

function service(containers: unknown, more: object = {}): Case {
  return {
    properties: { TaskDefinition: { Ref: 'Task' }, ...more },
    Parameters: { Unknown: { Type: 'String' } },
    Conditions: { Checked: { 'Fn::Equals': [{ Ref: 'Unknown' }, 'yes'] } },
    Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } } },
  };
}

const finding = (how = 'on port 8080') => `service "Subject" takes requests ${how}, and has neither a container health check nor a target group.`;

testRule(rule, {
  good: {
    'a health check of its container': service([{ ...APP, HealthCheck: CHECK }]),
    'a health check that says only when it is made': service([{ ...APP, HealthCheck: { Interval: 30, Command: { Ref: 'Unknown' } } }]),
    'a health check that only CloudFormation knows': service([{ ...APP, HealthCheck: { 'Fn::Transform': { Name: 'Check' } } }]),
    'a health check of another essential container': service([APP, { Name: 'proxy', Image: 'envoy:1.0.0', HealthCheck: CHECK }]),
    'a target group': service([APP], { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: 'arn' }] }),
    'a Classic Load Balancer': service([APP], { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, LoadBalancerName: 'classic' }] }),
    'VPC Lattice': service([APP], { VpcLatticeConfigurations: [{ PortName: 'http', RoleArn: 'arn', TargetGroupArn: 'arn' }] }),
    'load balancers that only CloudFormation knows': service([APP], { LoadBalancers: { 'Fn::Transform': { Name: 'Balancers' } } }),
    'VPC Lattice that only CloudFormation knows': service([APP], { VpcLatticeConfigurations: { 'Fn::Transform': { Name: 'Lattice' } } }),
    'a worker, which nobody calls': service([{ Name: 'worker', Image: 'worker:1.0.0' }]),
    'a worker beside agents that listen for it': service([
      { Name: 'worker', Image: 'worker:1.0.0' },
      { Name: 'datadog-agent', Image: 'datadog/agent:7.70.0', PortMappings: [{ ContainerPort: 8126 }] },
      { Name: 'xray', Image: 'amazon/aws-xray-daemon:3.4.0', PortMappings: [{ ContainerPort: 2000, Protocol: 'udp' }] },
    ]),
    'a task definition that is not in the app': service([APP], { TaskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7' }),
    'Cloud Map, and a task definition that is not in the app': service([APP], { TaskDefinition: 'api', ServiceRegistries: [{ RegistryArn: 'arn' }] }),
    'no task definition, as with an external controller': service([APP], { TaskDefinition: undefined, DeploymentController: { Type: 'EXTERNAL' } }),
    'containers that only CloudFormation knows': service({ 'Fn::Transform': { Name: 'Containers' } }),
    'one container that only CloudFormation knows': service([APP, { 'Fn::Transform': { Name: 'Container' } }]),
    'no containers': service([]),
    'a port that only CloudFormation knows': service([{ ...APP, PortMappings: [{ ContainerPort: { Ref: 'Unknown' } }] }]),
  },
  bad: {
    'nothing': [service([APP]), finding()],
    'several ports': [service([{ ...APP, PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: '9090' }] }]), finding('on port 8080, 9090')],
    'a port of two protocols, which is named once': [
      service([{ ...APP, PortMappings: [{ ContainerPort: 8301 }, { ContainerPort: 8301, Protocol: 'udp' }, { ContainerPort: 8500 }] }]), finding('on port 8301, 8500'),
    ],
    'a check that is switched off': [service([{ ...APP, HealthCheck: { Command: ['NONE'] } }]), finding()],
    'a check of a container that is not essential': [service([APP, { Name: 'helper', Image: 'helper:1.0.0', Essential: false, HealthCheck: CHECK }]), finding()],
    'an empty list of load balancers': [service([APP], { LoadBalancers: [] }), finding()],
    'Service Connect, which sends requests and asks nothing': [
      service([{ ...APP, PortMappings: [{ ContainerPort: 8080, Name: 'http' }] }], { ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: 'http' }] } }), finding(),
    ],
    'Cloud Map, with no port mapped': [
      service([{ Name: 'app', Image: 'app:1.0.0' }], { ServiceRegistries: [{ RegistryArn: 'arn' }] }), finding('by its address in Cloud Map'),
    ],
    'a proxy that is the application': [service([{ ...APP, Name: 'nginx', Image: 'nginx:1.29.1' }]), finding()],
    'where a condition leaves the load balancer out': [
      service([APP], { LoadBalancers: { 'Fn::If': ['Checked', [{ ContainerName: 'app', TargetGroupArn: 'arn' }], { Ref: 'AWS::NoValue' }] } }),
      `${finding().slice(0, -1)}, where Checked is false.`,
    ],
  },
  fixes: {
    'a port': [
      service([APP]),
      "set healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'] } on the container, "
        + 'or put the service behind a load balancer, with deregistrationDelay: Duration.seconds(30) in addTargets()',
    ],
  },
});
