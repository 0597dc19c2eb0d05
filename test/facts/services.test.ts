import { AppFacts } from '../../src/facts/app';
import type { Template } from '../../src/facts/template';
import { judge } from '../../src/pack/judge';

type Resources = Record<string, { readonly Type: string; readonly Properties?: object; readonly Condition?: string }>;

function stack(stackPath: string, resources: Resources, exports: Record<string, unknown> = {}, more: object = {}): Template {
  const Outputs = Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, { Value: value, Export: { Name: name } }]));
  return { stackPath, body: { Resources: resources, Outputs, ...more } };
}

/** What one rule says of an app. */
function messages(rule: string, ...templates: Template[]): string[] {
  const { verdicts, failures } = judge(new AppFacts(templates));
  expect(failures).toEqual([]);
  return verdicts.filter((verdict) => verdict.rule.id === rule).map(({ finding }) => finding.message);
}

const imported = (name: string) => ({ 'Fn::ImportValue': name });
const SPOT = [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }];

describe('a service whose neighbours are in other stacks', () => {
  const network = stack('Network', { Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip' } } }, { Targets: { Ref: 'Targets' } });
  const tasks = stack('Tasks', {
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', StopTimeout: 90, PortMappings: [{ ContainerPort: 8080 }] }] } },
  }, { Task: { Ref: 'Task' } });
  const cluster = stack('Platform', { Cluster: { Type: 'AWS::ECS::Cluster', Properties: { Configuration: { ExecuteCommandConfiguration: { Logging: 'NONE' } } } } }, {
    Cluster: { Ref: 'Cluster' }, ClusterArn: { 'Fn::GetAtt': ['Cluster', 'Arn'] },
  });
  const associations = stack('Capacity', {
    Spot: { Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties: { Cluster: imported('Cluster'), DefaultCapacityProviderStrategy: SPOT } },
  });
  const service = stack('Service', {
    Api: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: imported('ClusterArn'),
        TaskDefinition: imported('Task'),
        LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: imported('Targets') }],
        DesiredCount: 1,
        EnableExecuteCommand: true,
      },
    },
  }, { Name: { 'Fn::GetAtt': ['Api', 'Name'] } });
  const scaling = stack('Scaling', {
    Target: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ResourceId: { 'Fn::Join': ['/', ['service', imported('Cluster'), imported('Name')]] } } },
  });

  test('drains as its target group says, beside the stop timeout of its container', () => {
    expect(messages('ServiceDrainOutOfStep', service, network, tasks)).toEqual([
      'service "Api" waits 300 s, which is the default, for target group "Targets" to drain before it sends SIGTERM, beside a stopTimeout of 90 s.',
    ]);
    expect(messages('ServiceDrainOutOfStep', service, network)).toEqual([
      'service "Api" waits 300 s, which is the default, for target group "Targets" to drain before it sends SIGTERM.',
    ]);
    expect(messages('ServiceDrainOutOfStep', service, tasks)).toEqual([]);
  });

  test('runs where its cluster says', () => {
    const drains = 'service "Api" runs tasks on Fargate Spot, and target group "Targets" drains for 300 s: an interruption leaves 120 s for draining and stopping.';
    expect(messages('ServiceSpotStopTimeout', service, network, tasks, cluster, associations)).toEqual([drains]);
    expect(messages('ServiceSpotStopTimeout', service, network, tasks, cluster)).toEqual([]);
    expect(messages('ServiceSpotStopTimeout', service, network, tasks, associations)).toEqual([]);
  });

  test('is scaled from there', () => {
    expect(messages('ServiceSingleTask', service, cluster)).toHaveLength(1);
    expect(messages('ServiceSingleTask', service, cluster, scaling)).toEqual([]);
  });

  test('opens the containers of its cluster', () => {
    expect(messages('ClusterExecNotLogged', cluster, service)).toEqual([
      'cluster "Cluster" does not log what people do by ECS Exec, which service "Api" enables: its logging is NONE.',
    ]);
    expect(messages('ClusterExecNotLogged', cluster)).toEqual([]);
  });

  test('is not judged by a task definition that is not there', () => {
    const unbalanced = stack('Service', { Api: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: imported('Task') } } });
    expect(messages('ServiceNoHealthCheck', unbalanced, tasks)).toEqual(['service "Api" takes requests on port 8080, and has neither a container health check nor a target group.']);
    expect(messages('ServiceNoHealthCheck', unbalanced)).toEqual([]);
  });
});

describe('a task set', () => {
  const taskSet = (properties: object) => stack('Stack', {
    Blue: { Type: 'AWS::ECS::TaskSet', Properties: { Cluster: { Ref: 'Cluster' }, Service: 'api', TaskDefinition: { Ref: 'Task' }, ...properties } },
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', PortMappings: [{ ContainerPort: 8080 }] }] } },
    Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip' } },
    Cluster: { Type: 'AWS::ECS::Cluster', Properties: { DefaultCapacityProviderStrategy: SPOT } },
  });
  const BEHIND = { LoadBalancers: [{ ContainerName: 'app', TargetGroupArn: { Ref: 'Targets' } }] };

  test('is judged by where it runs and what sends requests to it', () => {
    expect(messages('ServicePublicIp', taskSet({ NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } })))
      .toEqual(['task set "Blue" gives its tasks public IP addresses: AssignPublicIp is ENABLED.']);
    expect(messages('ServiceOldPlatformVersion', taskSet({ PlatformVersion: '1.3.0' })))
      .toEqual(['task set "Blue" stays on platform version 1.3.0 of Fargate, which is not the current one.']);
    expect(messages('ServiceDrainOutOfStep', taskSet(BEHIND)))
      .toEqual(['task set "Blue" waits 300 s, which is the default, for target group "Targets" to drain before it sends SIGTERM, beside the default stopTimeout of 30 s.']);
    expect(messages('ServiceNoHealthCheck', taskSet({}))).toEqual(['task set "Blue" takes requests on port 8080, and has neither a container health check nor a target group.']);
    expect(messages('ServiceSpotStopTimeout', taskSet(BEHIND))).toHaveLength(2);
  });

  test('is not judged by what its service decides', () => {
    for (const rule of ['ServiceSingleTask', 'ServiceNoHealthCheckGrace', 'ServiceExecEnabled', 'ServiceNoCircuitBreaker', 'ServiceLowMinimumHealthy']) {
      expect(messages(rule, taskSet(BEHIND))).toEqual([]);
    }
  });
});

describe('a daemon', () => {
  const daemon = (properties: object = {}) => stack('Stack', {
    Agent: { Type: 'AWS::ECS::Daemon', Properties: { ClusterArn: { 'Fn::GetAtt': ['Cluster', 'Arn'] }, DaemonTaskDefinitionArn: { Ref: 'Task' }, ...properties } },
    Task: {
      Type: 'AWS::ECS::DaemonTaskDefinition',
      Properties: { ContainerDefinitions: [{ Name: 'agent', Image: 'agent:1.0.0', PortMappings: [{ ContainerPort: 8126 }], ReadonlyRootFilesystem: false }] },
    },
    Cluster: { Type: 'AWS::ECS::Cluster' },
  });

  test('says whether people can change its containers', () => {
    expect(messages('ServiceExecEnabled', daemon({ EnableExecuteCommand: true }))).toEqual(['daemon "Agent" enables ECS Exec: people can change its running containers.']);
    expect(messages('ContainerWritableRootFilesystem', daemon({ EnableExecuteCommand: true })))
      .toEqual(['container "agent" can write to its root file system: readonlyRootFilesystem is false, and ECS Exec, which its service enables, needs that.']);
    expect(messages('ContainerWritableRootFilesystem', daemon())).toEqual(['container "agent" can write to its root file system: readonlyRootFilesystem is false.']);
  });

  test('is not judged as a service', () => {
    const { verdicts } = judge(new AppFacts([daemon()]));
    expect(verdicts.filter(({ subject }) => subject.kind === 'service')).toEqual([]);
  });
});

test('a daemon that perhaps exists does not excuse its containers', () => {
  const conditions = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] } } };
  expect(messages('ContainerWritableRootFilesystem', stack('Stack', {
    Agent: { Type: 'AWS::ECS::Daemon', Condition: 'IsDev', Properties: { DaemonTaskDefinitionArn: { Ref: 'Task' }, EnableExecuteCommand: true } },
    Task: { Type: 'AWS::ECS::DaemonTaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'agent', ReadonlyRootFilesystem: false }] } },
  }, {}, conditions))).toEqual(['container "agent" can write to its root file system: readonlyRootFilesystem is false.']);
});
