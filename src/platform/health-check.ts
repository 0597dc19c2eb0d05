/** How often a health check runs and how long it may take, in seconds, and what counts as unhealthy. Absent is what is left at its default. */
export interface HealthCheckTimes {
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly retries?: number;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const LIMITS: Readonly<Record<keyof HealthCheckTimes, readonly [least: number, most: number]>> = {
  interval: [5, 300], timeout: [2, 120], startPeriod: [0, 300], retries: [1, 10],
};
const DEFAULT_INTERVAL_SECONDS = 30;

/** The nearest that ECS takes. A check ends before the next one begins. */
export function withinLimits(times: HealthCheckTimes): HealthCheckTimes {
  const near = (name: keyof HealthCheckTimes, value: number) => Math.min(Math.max(value, LIMITS[name][0]), LIMITS[name][1]);
  const interval = near('interval', times.interval ?? DEFAULT_INTERVAL_SECONDS);
  return Object.fromEntries(Object.entries(times).map(([name, value]) => {
    const taken = near(name as keyof HealthCheckTimes, value);
    return [name, name === 'timeout' ? Math.min(taken, interval - 1) : taken];
  }));
}

const MILLISECONDS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1, us: 1e-3, µs: 1e-3, μs: 1e-3, ns: 1e-6 };

/** The seconds, rounded up, of a duration as Docker takes it: `30s`, `1m30s`, `1500ms`. Undefined where it is none. */
export function durationSeconds(text: string): number | undefined {
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:h|ms?|s|[uµμ]s|ns))+$/.test(text)) {
    return text === '0' ? 0 : undefined;
  }
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  return Math.ceil(parts.reduce((sum, [, count, unit]) => sum + Number(count) * MILLISECONDS[unit], 0) / 1000);
}
