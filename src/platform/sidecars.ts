/** What a container that serves the others of its task is for. */
export type SidecarRole = 'log router' | 'agent' | 'telemetry collector' | 'proxy' | 'secrets agent' | 'tunnel';

/**
 * Published images that are made to run beside an application, by the last parts of their path.
 * Each row is the image's own documentation of a sidecar or agent deployment on ECS or elsewhere.
 */
const SIDECARS: readonly (readonly [path: RegExp, role: SidecarRole])[] = [
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
  [/(?:^|[/-])(?:aws-for-)?fluent-?bit(?:$|[/-])/, 'log router'],
  [/(?:^|\/)fluentd(?:$|[/-])/, 'log router'],
  [/(?:^|\/)(?:filebeat|vector|logspout|promtail|logstash)$/, 'log router'],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html
  [/(?:^|\/)aws-otel-collector$|(?:^|[/-])opentelemetry-collector|(?:^|\/)otel-?col(?:lector)?(?:$|-)/, 'telemetry collector'],
  [/(?:^|\/)(?:aws-)?xray-daemon$/, 'telemetry collector'],
  [/(?:^|\/)cloudwatch-agent$|(?:^|\/)cwagent/, 'agent'],
  [/(?:^|\/)(?:[a-z0-9-]+-)?exporter$|(?:^|\/)statsd(?:$|[/-])|(?:^|\/)(?:telegraf|alloy|grafana-agent|jaeger-agent|collectd|netdata)$/, 'telemetry collector'],
  // https://docs.datadoghq.com/integrations/ecs_fargate/, and what the other vendors publish for Fargate
  [/(?:^|\/)datadog(?:\/|-)agent$|(?:^|\/)datadog\/agent|(?:^|\/)(?:newrelic-infra|nri-ecs|oneagent|appdynamics|dynatrace-[a-z-]*|sysdig-[a-z-]*|honeycomb-[a-z-]*)/, 'agent'],
  [/(?:^|\/)newrelic\/|(?:^|\/)instana\/|(?:^|\/)elastic-agent$|(?:^|\/)(?:lacework|falcon-sensor|twistlock|wiz-sensor|aqua-enforcer)[a-z-]*/, 'agent'],
  [/(?:^|\/)(?:amazon-)?guardduty-?agent|(?:^|\/)aws-guardduty-agent-fargate/, 'agent'],
  [/(?:^|\/)amazon-ecs-(?:service-connect-agent|exec)|(?:^|\/)ecs-service-connect-agent/, 'agent'],
  // https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html
  [/(?:^|[/-])envoy(?:$|[/-])|(?:^|\/)aws-appmesh-/, 'proxy'],
  [/(?:^|\/)(?:nginx|nginx-unprivileged|openresty|haproxy|traefik|caddy|httpd)$|(?:^|\/)(?:oauth2-proxy|oauth2_proxy|nginx-proxy|pgbouncer|proxysql|twemproxy|cloud-sql-proxy)$/, 'proxy'],
  [/(?:^|\/)(?:consul|consul-ecs|consul-dataplane|linkerd[a-z-]*|kong|kuma-dp)$/, 'proxy'],
  [/(?:^|\/)vault(?:$|-)|(?:^|\/)aws-secrets-manager-agent$|(?:^|\/)(?:secrets-init|aws-secrets-sidecar|chamber)/, 'secrets agent'],
  [/(?:^|\/)(?:cloudflared|tailscale|ngrok|wireguard|openvpn)(?:$|[/-])/, 'tunnel'],
];

/** The role of a published sidecar image, by its path in the registry. */
export function sidecarRole(path: string): SidecarRole | undefined {
  return SIDECARS.find(([pattern]) => pattern.test(path))?.[1];
}
