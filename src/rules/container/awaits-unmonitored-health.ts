import type { Container, Dependency } from '../../facts/container';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerAwaitsUnmonitoredHealth',
  guideline: 'co-location',
  severity: 'error',
  title: 'A container whose health others wait for has a health check',
  why: 'ECS knows no other health than that of the task definition, for it ignores the HEALTHCHECK of an image: it refuses to wait for a container without one.',
  fix: "add healthCheck: { command: ['CMD-SHELL', '…'] } to the container waited for, or wait with condition: ecs.ContainerDependencyCondition.START; addContainerDependencies means HEALTHY where it says no condition",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
  peers: [],
  examples: {
    bad: {
      ContainerDefinitions: [
        { Name: 'app', DependsOn: [{ ContainerName: 'cache', Condition: 'HEALTHY' }] },
        { Name: 'cache', Image: 'redis:8.2.1' },
      ],
    },
    good: {
      ContainerDefinitions: [
        { Name: 'app', DependsOn: [{ ContainerName: 'cache', Condition: 'HEALTHY' }] },
        { Name: 'cache', Image: 'redis:8.2.1', HealthCheck: { Command: ['CMD', 'redis-cli', 'ping'] } },
      ],
    },
  },
  *check({ title, dependsOn, task: { containers } }) {
    const awaited = listOf<Dependency>(dependsOn).filter(({ condition }) => condition === 'HEALTHY').map(({ container }) => container);
    for (const { name, healthCheck } of listOf<Container>(containers).filter((each) => typeof each.name === 'string' && awaited.includes(each.name))) {
      if (healthCheck === undefined || healthCheck === false) {
        const found = healthCheck === false ? 'has its health check switched off (NONE): it never is' : 'has no health check: ECS refuses the task definition';
        yield { property: 'DependsOn', message: `${title} waits for "${String(name)}" to be HEALTHY, but "${String(name)}" ${found}.` };
      }
    }
  },
});

function listOf<T>(list: unknown): readonly T[] {
  return Array.isArray(list) ? list : [];
}
