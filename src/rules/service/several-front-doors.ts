import type { Service } from '../../facts/service';
import { hasHole } from '../../platform/image-reference';
import { serviceRule } from '../rule';

const door = (container: string, targetGroup: string) => ({ ContainerName: container, ContainerPort: 8080, TargetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/${targetGroup}/1` });

const TASK = {
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'example/app:1.0.0' }, { Name: 'reports', Image: 'example/reports:1.0.0' }] },
  },
};

export default serviceRule({
  id: 'ServiceSeveralFrontDoors',
  guideline: 'co-location',
  severity: 'warning',
  title: 'One container of a task takes requests from load balancers',
  why: 'Containers that each serve users of their own need tasks of their own: in one task they scale, deploy and fail together.',
  fix: 'give each of the containers a task definition and a service of its own',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/application_architecture.html',
  peers: [],
  examples: {
    bad: { properties: { TaskDefinition: { Ref: 'Task' }, LoadBalancers: [door('app', 'app'), door('reports', 'reports')] }, Resources: TASK },
    good: { properties: { TaskDefinition: { Ref: 'Task' }, LoadBalancers: [door('app', 'app')] }, Resources: TASK },
  },
  *check(service) {
    const doors = frontDoors(service);
    if (doors.length > 1) {
      const listed = doors.map((name) => `"${name}"`).join(', ');
      yield { property: 'LoadBalancers', message: `${service.title} puts containers in one task that each have a target group of their own: ${listed}.` };
    }
  },
});

/** A sidecar, such as a proxy or a collector, may be reached beside what it serves; a container of which the image is not known may be one. */
function frontDoors({ loadBalancers, containers }: Service): string[] {
  const applications = new Set(containers.filter(({ image, role }) => image && !hasHole(image.repository) && !role).map(({ name }) => name));
  const served = (typeof loadBalancers === 'object' ? loadBalancers : []).flatMap(({ container, targetGroup, targetGroupArn }) => {
    const group = typeof targetGroup === 'object' ? targetGroup : targetGroupArn;
    return typeof container === 'string' && typeof group !== 'symbol' && group !== undefined && applications.has(container) ? [{ container, group }] : [];
  });
  const apart = served.filter(({ container, group }) => served.every((other) => other.container === container || other.group !== group));
  return [...new Set(apart.map(({ container }) => container))];
}
