import type { Container } from '../../facts/container';
import { NEEDED_FROM_THE_START, sidecarRole } from '../../platform/sidecars';
import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionUnorderedSidecar',
  guideline: 'co-location',
  severity: 'info',
  title: 'A container starts after the sidecar that it needs, and stops before it',
  why: 'Without dependsOn all containers start and stop at the same time: the first and the last logs, traces and requests find no sidecar.',
  fix: 'call app.addContainerDependencies({ container: sidecar, condition: ecs.ContainerDependencyCondition.START }), or HEALTHY where the sidecar has a health check',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data-containerdefinitions.html',
  peers: [],
  examples: {
    bad: {
      ContainerDefinitions: [
        { Name: 'app' },
        { Name: 'collector', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3' },
      ],
    },
    good: {
      ContainerDefinitions: [
        { Name: 'app', DependsOn: [{ ContainerName: 'collector', Condition: 'START' }] },
        { Name: 'collector', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3' },
      ],
    },
  },
  *check({ name, containers, proxy }) {
    const all = Array.isArray(containers) ? containers as readonly Container[] : [];
    if (all.length < 2) {
      return;
    }
    const sidecars = all.filter((container) => serviceOf(container, all, proxy) !== undefined);
    const served = all.filter((container) => !sidecars.includes(container) && !container.oneShot).map((container) => container.name);
    if (served.length === 0 || all.some(({ startsAfter }) => typeof startsAfter === 'symbol')) {
      return;
    }
    const awaited = new Set(all.flatMap(namesBefore));
    const unordered = sidecars.filter((sidecar) => typeof sidecar.name === 'string' && !awaited.has(sidecar.name)
      && !namesBefore(sidecar).some((before) => served.includes(before)));
    if (unordered.length > 0) {
      const listed = unordered.map((sidecar) => `"${String(sidecar.name)}" (${serviceOf(sidecar, all, proxy)})`);
      yield { property: 'ContainerDefinitions', message: `task definition "${name}" has sidecars that no container waits for: ${listed.join(', ')}.` };
    }
  },
});

/** What a container surely does for the others. Its own name, and an image of the owner's, say less: they may be the application. */
function serviceOf({ name, firelensRouter, image }: Container, all: readonly Container[], proxy: unknown): string | undefined {
  if (firelensRouter) {
    return all.some(({ logDriver }) => logDriver === 'awsfirelens') ? 'log router' : undefined;
  }
  if (typeof name === 'string' && name === proxy) {
    return 'proxy';
  }
  const role = image?.own === false ? sidecarRole(image.repository) : undefined;
  return role !== undefined && NEEDED_FROM_THE_START.includes(role) ? role : undefined;
}

function namesBefore({ startsAfter }: Container): readonly string[] {
  return typeof startsAfter === 'symbol' ? [] : startsAfter;
}
