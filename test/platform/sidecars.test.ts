import { sidecarRole } from '../../src/platform/sidecars';

test.each([
  ['aws-observability/aws-for-fluent-bit', 'log router'],
  ['amazon/aws-for-fluent-bit', 'log router'],
  ['fluent/fluent-bit', 'log router'],
  ['aws-observability/aws-otel-collector', 'telemetry collector'],
  ['otel/opentelemetry-collector-contrib', 'telemetry collector'],
  ['xray/aws-xray-daemon', 'telemetry collector'],
  ['amazon/aws-xray-daemon', 'telemetry collector'],
  ['prom/node-exporter', 'telemetry collector'],
  ['cloudwatch-agent/cloudwatch-agent', 'agent'],
  ['amazon/cloudwatch-agent', 'agent'],
  ['datadog/agent', 'agent'],
  ['newrelic/nri-ecs', 'agent'],
  ['appmesh/aws-appmesh-envoy', 'proxy'],
  ['aws-appmesh-envoy', 'proxy'],
  ['envoyproxy/envoy', 'proxy'],
  ['library/nginx', 'proxy'],
  ['nginx/nginx', 'proxy'],
  ['hashicorp/vault', 'secrets agent'],
  ['cloudflare/cloudflared', 'tunnel'],
])('%s is a %s', (path, role) => {
  expect(sidecarRole(path)).toBe(role);
});

test.each(['shop/api', 'library/redis', 'library/postgres', 'vaultwarden/server-api', 'team/agent-portal', 'nginxinc-shop'])('%s is no known sidecar', (path) => {
  expect(sidecarRole(path)).toBeUndefined();
});
