import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';

/** An `AWS::ECS::Cluster`. */
export interface Cluster {
  readonly name: string;
  /** `enabled`, `enhanced` or `disabled`; absent where the account decides. */
  readonly containerInsights: Known<string>;
  /** Where the sessions of ECS Exec are logged: `DEFAULT`, `OVERRIDE` or `NONE`. */
  readonly execLogging: Known<string>;
  /** Some service of the app in this cluster enables ECS Exec. */
  readonly exec: Known<boolean>;
}

/** What the rest of the app says of a cluster. */
export interface ClusterSurroundings {
  readonly pathOf: () => string;
  readonly exec: () => Known<boolean>;
}

export function readCluster(properties: Properties, { pathOf, exec }: ClusterSurroundings): Cluster {
  const name = properties.partialText('ClusterName');
  return {
    get name() { return typeof name === 'string' ? name : pathOf(); },
    containerInsights: readInsights(properties.objects('ClusterSettings')),
    execLogging: properties.child('Configuration').child('ExecuteCommandConfiguration').text('Logging'),
    get exec() { return exec(); },
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
