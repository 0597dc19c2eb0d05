import type { Container } from '../../facts/container';
import type { Service } from '../../facts/service';
import { serviceRule } from '../rule';

const task = (more: object) => ({
  properties: { TaskDefinition: { Ref: 'Task' } },
  Resources: {
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'example/app:1.0.0', PortMappings: [{ ContainerPort: 8080 }], ...more }] },
    },
  },
});

export default serviceRule({
  id: 'ServiceNoHealthCheck',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'Somebody checks that what takes requests still answers',
  why: 'A process that hangs does not exit: without a check ECS keeps the task, and rolls a deployment out that does not answer.',
  fix: "set healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'] } on the container, or put the service behind a load balancer, with deregistrationDelay: Duration.seconds(30) in addTargets()",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
  peers: ['d24389b4-b209-4ff0-8345-dc7a4569dcdd'],
  examples: {
    bad: task({}),
    good: task({ HealthCheck: { Command: ['CMD', 'wget', '-q', '--spider', 'http://localhost:8080/health'] } }),
  },
  *check(service) {
    const { title, containers, registered } = service;
    const ports = portsOf(containers);
    const unchecked = containers.every(({ essential, healthCheck }) => essential === false || healthCheck === undefined || healthCheck === false);
    if (containers.length > 0 && unchecked && isUnwatched(service) && (ports.length > 0 || registered === true)) {
      const what = ports.length > 0 ? `on port ${ports.join(', ')}` : 'by its address in Cloud Map';
      yield { property: 'TaskDefinition', message: `${title} takes requests ${what}, and has neither a container health check nor a target group.` };
    }
  },
});

function isUnwatched({ loadBalancers, lattice }: Service): boolean {
  const unbalanced = loadBalancers === undefined || (typeof loadBalancers === 'object' && loadBalancers.length === 0);
  return unbalanced && (lattice === undefined || lattice === false);
}

/** What a sidecar beside an application listens on is for the application. */
function portsOf(containers: readonly Container[]): string[] {
  const applications = containers.filter(({ role }) => role === undefined);
  const ports = (applications.length > 0 ? applications : containers).flatMap((container) => (typeof container.ports === 'object' ? container.ports : []));
  return [...new Set(ports)].filter((port) => typeof port === 'number').map(String);
}
