/** What a container that serves the others of its task is for. */
export type SidecarRole = 'log router' | 'telemetry collector' | 'agent' | 'proxy' | 'secrets agent' | 'tunnel' | 'local backing service';

/**
 * Words in the names of images and containers that are made, or commonly used, to run beside an application.
 * They come from the images' own pages on sidecar and agent deployments, such as
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html (log routers),
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html (collectors),
 * https://docs.datadoghq.com/integrations/ecs_fargate/ (agents) and
 * https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html (proxies).
 * A name of several words stands without what separates them.
 */
const WORDS: Readonly<Record<SidecarRole, string>> = {
  'log router': 'fluent fluentbit fluentd firelens logrouter filebeat vector logspout promtail logstash logdna cribl syslog rsyslog',
  'telemetry collector': `otel otelcol opentelemetry adot xray collector exporter statsd telegraf alloy jaeger zipkin collectd netdata
    pushgateway metricbeat apm cadvisor`,
  'agent': `agent cwagent cloudwatch datadog newrelic nri oneagent dynatrace appdynamics sysdig falco lacework falcon twistlock wiz aqua
    guardduty instana splunk signalfx honeycomb appconfig sidecar`,
  'proxy': `envoy appmesh nginx openresty haproxy traefik caddy httpd proxy reverseproxy pgbouncer proxysql twemproxy consul dataplane linkerd
    kong kuma ambassador gateway opa unleash relay`,
  'secrets agent': 'vault chamber secrets',
  'tunnel': 'cloudflared tailscale ngrok wireguard openvpn',
  'local backing service': 'redis valkey memcached mailhog mailpit selenium browserless localstack elasticmq clamav clamd gotenberg minio',
};

const ROLES: ReadonlyMap<string, SidecarRole> = new Map((Object.keys(WORDS) as SidecarRole[])
  .flatMap((role) => WORDS[role].split(/\s+/).map((word) => [word, role])));

/** The role of a sidecar, by the name of its container or the path of its image. */
export function sidecarRole(name: string): SidecarRole | undefined {
  const parts = name.toLowerCase().split(/[^a-z0-9]+/);
  return parts.flatMap((part, index) => [part, part + (parts[index + 1] ?? '')]).map((word) => ROLES.get(word)).find((role) => role !== undefined);
}
