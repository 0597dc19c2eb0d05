import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';
import type { Service } from './service';

/** An `AWS::ECS::Cluster`. */
export interface Cluster {
  readonly name: string;
  /** How a message calls it, such as `cluster "shop"`. */
  readonly title: string;
  /** `enabled`, `enhanced` or `disabled`; absent where the account decides. */
  readonly containerInsights: Known<string>;
  /** Where the sessions of ECS Exec are logged: `DEFAULT`, `OVERRIDE` or `NONE`. */
  readonly execLogging: Known<string>;
  /** What the app runs in it: services, task sets and daemons. */
  readonly services: readonly Service[];
}

/** What the rest of the app says of a cluster. */
export interface ClusterSurroundings {
  readonly pathOf: () => string;
  readonly services: () => readonly Service[];
}

export function readCluster(properties: Properties, { pathOf, services }: ClusterSurroundings): Cluster {
  const name = properties.partialText('ClusterName');
  return {
    get name() { return typeof name === 'string' ? name : pathOf(); },
    get title() { return `cluster "${this.name}"`; },
    containerInsights: readInsights(properties.objects('ClusterSettings')),
    execLogging: properties.child('Configuration').child('ExecuteCommandConfiguration').text('Logging'),
    get services() { return services(); },
  };
}

function readInsights(settings: Known<readonly Properties[]>): Known<string> {
  return mapKnown(settings, (list) => {
    const names = list.map((setting) => setting.text('Name'));
    const insights = list[names.indexOf('containerInsights')];
    if (insights) {
      return insights.text('Value');
    }
    return names.includes(UNRESOLVED) ? UNRESOLVED : undefined;
  });
}
