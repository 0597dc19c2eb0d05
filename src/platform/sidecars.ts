/** What a container that serves the others of its task is for. */
export type SidecarRole = 'log router' | 'telemetry collector' | 'agent' | 'reverse proxy' | 'proxy' | 'secrets agent' | 'tunnel' | 'local backing service';

/** The roles that the others of a task need as long as they run. What brings requests to them may come later, as a reverse proxy does. */
export const NEEDED_FROM_THE_START: readonly SidecarRole[] = ['log router', 'telemetry collector', 'agent', 'proxy', 'secrets agent'];

/**
 * Words in the names of images and containers that are made, or commonly used, to run beside an application.
 * They come from the images' own pages on sidecar and agent deployments, such as
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html (log routers),
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html (collectors),
 * https://docs.datadoghq.com/integrations/ecs_fargate/,
 * https://docs.sysdig.com/en/docs/installation/sysdig-secure/install-agent-components/ecs-on-fargate/ and
 * https://www.sentinelone.com/blog/introducing-real-time-cwpp-for-amazon-ecs-fargate/ (agents),
 * https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html and https://docs.dapr.io/concepts/dapr-services/sidecar/ (proxies).
 * A name of several words stands without what separates them.
 */
const WORDS: Readonly<Record<SidecarRole, string>> = {
  'log router': 'fluent fluentbit fluentd firelens logrouter filebeat vector logspout promtail logstash logdna cribl sumologic syslog rsyslog',
  'telemetry collector': `otel otelcol opentelemetry adot xray collector exporter statsd telegraf alloy jaeger zipkin collectd netdata
    pushgateway metricbeat packetbeat auditbeat apm cadvisor`,
  'agent': `agent cwagent cloudwatch datadog newrelic nri oneagent dynatrace appdynamics sysdig falco lacework falcon twistlock wiz aqua
    guardduty instana splunk signalfx honeycomb sentinelone threatstack prismacloud defender appconfig sidecar`,
  'reverse proxy': 'nginx openresty haproxy traefik caddy httpd varnish reverseproxy kong ambassador gateway oauth2proxy pomerium',
  'proxy': 'envoy appmesh proxy pgbouncer pgcat pgpool proxysql twemproxy stunnel ghostunnel consul dataplane linkerd kuma dapr daprd opa unleash relay',
  'secrets agent': 'vault chamber doppler secrets secretsmanager',
  'tunnel': 'cloudflared tailscale ngrok wireguard openvpn zerotier netbird twingate',
  'local backing service': `redis valkey keydb memcached mailhog mailpit selenium browserless chrome chromium headlessshell localstack dynamodblocal
    elasticmq clamav clamd gotenberg imgproxy minio`,
};

const ROLES: ReadonlyMap<string, SidecarRole> = new Map((Object.keys(WORDS) as SidecarRole[])
  .flatMap((role) => WORDS[role].split(/\s+/).map((word) => [word, role])));

/** The role of a sidecar, by the name of its container or the path of its image. */
export function sidecarRole(name: string): SidecarRole | undefined {
  const parts = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/);
  for (let index = 0; index < parts.length; index += 1) {
    const role = ROLES.get(parts[index]) ?? ROLES.get(parts[index] + (parts[index + 1] ?? ''));
    if (role !== undefined) {
      return role;
    }
  }
  return undefined;
}
