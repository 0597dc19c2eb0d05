import { Known, UNRESOLVED, mapKnown } from './known';
import { Properties } from './properties';

/** An `AWS::ElasticLoadBalancingV2::TargetGroup` of the app. */
export interface TargetGroup {
  readonly name: string;
  readonly targetType: Known<string>;
  /** Behind a Network Load Balancer. */
  readonly network: Known<boolean>;
  /** Seconds that a target goes on being served after it left; absent where the default of 300 s holds. */
  readonly deregistrationDelay: Known<number>;
}

export function readTargetGroup(properties: Properties, pathOf: () => string): TargetGroup {
  return {
    get name() { return pathOf(); },
    targetType: properties.text('TargetType'),
    network: mapKnown(properties.text('Protocol'), (protocol) => /TCP|UDP|TLS|QUIC/.test(protocol)),
    deregistrationDelay: readDelay(properties.objects('TargetGroupAttributes')),
  };
}

function readDelay(attributes: Known<readonly Properties[]>): Known<number> {
  if (attributes === undefined || attributes === UNRESOLVED) {
    return attributes;
  }
  const keys = attributes.map((attribute) => attribute.text('Key'));
  const delay = attributes[keys.indexOf('deregistration_delay.timeout_seconds')];
  if (delay) {
    return delay.number('Value');
  }
  return keys.includes(UNRESOLVED) ? UNRESOLVED : undefined;
}
