import type { Container, Dependency } from '../../facts/container';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerDependsOnUnknown',
  guideline: 'co-location',
  severity: 'error',
  title: 'What a container waits for can come',
  why: 'ECS refuses a task definition in which a container waits for one that the task does not have, for itself, or for the end of one that must not end.',
  fix: 'pass the container that addContainer returned to addContainerDependencies, in one direction only, and make one that others wait to end essential: false',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
  peers: [],
  examples: {
    bad: { DependsOn: [{ ContainerName: 'database', Condition: 'START' }] },
    good: {
      ContainerDefinitions: [
        { Name: 'app', DependsOn: [{ ContainerName: 'migrate', Condition: 'SUCCESS' }] },
        { Name: 'migrate', Image: 'example/migrate:1.0.0', Essential: false },
      ],
    },
  },
  *check({ title, dependsOn, cycle, task: { containers } }) {
    const property = 'DependsOn';
    if (cycle) {
      yield { property, message: `${title} waits for itself${cycle.length === 1 ? '' : `: ${[...cycle, cycle[0]].map(quoted).join(' → ')}`}.` };
    }
    if (!Array.isArray(dependsOn) || !Array.isArray(containers)) {
      return;
    }
    const others = new Map((containers as readonly Container[]).map((container) => [container.name, container]));
    const names = [...others.keys()];
    for (const { container, condition } of dependsOn as readonly Dependency[]) {
      if (typeof container === 'string' && !others.has(container) && names.every((name) => typeof name === 'string')) {
        yield { property, message: `${title} waits for "${container}", which its task does not have: it has ${names.map(quoted).sort().join(', ')}.` };
      } else if ((condition === 'COMPLETE' || condition === 'SUCCESS') && others.get(container)?.essential === true) {
        yield { property, message: `${title} waits for "${String(container)}" to end (${condition}), but the task ends with "${String(container)}", which is essential.` };
      }
    }
  },
});

function quoted(name: unknown): string {
  return `"${String(name)}"`;
}
