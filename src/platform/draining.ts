/** How long a load balancer waits for the requests in progress where nothing is said. */
export const DEFAULT_DRAIN_SECONDS = 300;

/**
 * The shortest drain that AWS advises, for services that answer within a second.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
 */
export const LEAST_DRAIN_SECONDS = 5;

/**
 * The shortest drain that AWS advises for a Network Load Balancer, which is slower to send connections elsewhere.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
export const LEAST_NETWORK_DRAIN_SECONDS = 120;

/**
 * From the notice of an interruption to SIGKILL, on Fargate Spot. ECS takes the task out of its target groups first, and then sends SIGTERM.
 * https://aws.amazon.com/about-aws/whats-new/2023/02/amazon-elastic-container-service-accuracy-service-load-balancing/
 */
export const SPOT_NOTICE_SECONDS = 120;

/** What ends a task: how long it may take, and what it is behind. */
export interface Ending {
  readonly stopTimeoutSeconds: number;
  /** Behind a Network Load Balancer. */
  readonly network: boolean;
  /** On Fargate Spot. */
  readonly spot: boolean;
}

/**
 * The drain that goes with a stop timeout. ECS waits for the drain, then sends SIGTERM and waits for the stop timeout: both are for the longest piece
 * of work, the one as long as its client can be reached, the other for what no client waits for. So they are as long, unless both must fit into a notice.
 */
export function drainBeside({ stopTimeoutSeconds, network, spot }: Ending): number {
  const wanted = network ? Math.max(stopTimeoutSeconds, LEAST_NETWORK_DRAIN_SECONDS) : stopTimeoutSeconds;
  const drain = spot ? Math.min(wanted, SPOT_NOTICE_SECONDS - stopTimeoutSeconds) : wanted;
  return Math.max(drain, LEAST_DRAIN_SECONDS);
}
