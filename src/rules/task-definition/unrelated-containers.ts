import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionUnrelatedContainers',
  guideline: 'co-location',
  severity: 'warning',
  title: 'Containers of one task belong together',
  why: 'Containers of one task scale, deploy and fail together; those that need nothing of each other hold each other back.',
  fix: 'give each group a task definition and a service of its own, or state the tie: a shared volume, addContainerDependencies() '
    + 'with condition: ecs.ContainerDependencyCondition.START, or an address such as http://localhost:8025 in the environment',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/application_architecture.html',
  peers: [],
  examples: {
    bad: {
      ContainerDefinitions: [
        { Name: 'shop', Image: 'example/shop:1.0.0' },
        { Name: 'mailer', Image: 'example/mailer:1.0.0' },
      ],
    },
    good: {
      ContainerDefinitions: [
        { Name: 'shop', Image: 'example/shop:1.0.0', Environment: [{ Name: 'MAILER', Value: 'http://localhost:8025' }] },
        { Name: 'mailer', Image: 'example/mailer:1.0.0' },
      ],
    },
  },
  *check({ name, groups, daemon }) {
    const replicated = daemon === undefined || daemon === false;
    if (replicated && Array.isArray(groups) && groups.length > 1) {
      const listed = (groups as readonly (readonly string[])[]).map((group) => group.map((container) => `"${container}"`).join(' + '));
      yield {
        property: 'ContainerDefinitions',
        message: `task definition "${name}" puts containers in one task that nothing ties together: ${listed.join(', ')}`
          + ' (looked for a shared volume, dependsOn, links, a proxy or log router, localhost or a container name in environment, command or health check, known sidecar images).',
      };
    }
  },
});
