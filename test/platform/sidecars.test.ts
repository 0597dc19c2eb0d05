import { sidecarRole } from '../../src/platform/sidecars';

test.each([
  ['aws-observability/aws-for-fluent-bit', 'log router'],
  ['fluent/fluent-bit', 'log router'],
  ['log_router', 'log router'],
  ['aws-observability/aws-otel-collector', 'telemetry collector'],
  ['otel/opentelemetry-collector-contrib', 'telemetry collector'],
  ['amazon/aws-xray-daemon', 'telemetry collector'],
  ['x-ray', 'telemetry collector'],
  ['prom/node-exporter', 'telemetry collector'],
  ['prom/pushgateway', 'telemetry collector'],
  ['amazon/cloudwatch-agent', 'agent'],
  ['datadoghq/agent', 'agent'],
  ['newrelic/nri-ecs', 'agent'],
  ['aws-appconfig/aws-appconfig-agent', 'agent'],
  ['falcosecurity/falco', 'agent'],
  ['aws-appmesh-envoy', 'proxy'],
  ['shop-nginx', 'reverse proxy'],
  ['library/nginx', 'reverse proxy'],
  ['reverse-proxy', 'reverse proxy'],
  ['oauth2-proxy/oauth2-proxy', 'reverse proxy'],
  ['eeacms/varnish', 'reverse proxy'],
  ['daprio/daprd', 'proxy'],
  ['edoburu/pgbouncer', 'proxy'],
  ['SysdigInstrumentation', 'agent'],
  ['TwistlockDefender', 'agent'],
  ['XRayDaemon', 'telemetry collector'],
  ['OTelCollector', 'telemetry collector'],
  ['LogRouter', 'log router'],
  ['aws-guardduty-agent-fargate', 'agent'],
  ['amazon/dynamodb-local', 'local backing service'],
  ['chromedp/headless-shell', 'local backing service'],
  ['nginx-proxy', 'reverse proxy'],
  ['aws-observability/aws-sigv4-proxy', 'proxy'],
  ['openpolicyagent/opa', 'proxy'],
  ['hashicorp/vault', 'secrets agent'],
  ['cloudflare/cloudflared', 'tunnel'],
  ['library/redis', 'local backing service'],
])('%s is a %s', (name, role) => {
  expect(sidecarRole(name)).toBe(role);
});

test.each(['shop/api', 'requarks/wiki', 'library/postgres', 'vaultwarden/server', 'agents', 'nginxinc-shop', 'ShopApi', 'BookingService', ''])('"%s" is no known sidecar', (name) => {
  expect(sidecarRole(name)).toBeUndefined();
});
