import { durationSeconds, withinLimits } from '../../src/platform/health-check';

test.each([
  ['30s', 30], ['1m', 60], ['1m30s', 90], ['1h', 3600], ['1500ms', 2], ['29000ms', 29], ['1.5s', 2], ['.5m', 30], ['1m0.5s', 61], ['10us', 1], ['10µs', 1], ['7ns', 1], ['0s', 0], ['0', 0],
])('"%s" are %d s', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each(['', '30', 's', '1 m', '-5s', '1d', '1.2.3s', '${INTERVAL}', '30s,'])('"%s" is no duration', (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});

test.each([
  [{}, {}],
  [{ interval: 30, timeout: 5, startPeriod: 60, retries: 3 }, { interval: 30, timeout: 5, startPeriod: 60, retries: 3 }],
  [{ interval: 1, timeout: 1, startPeriod: 0, retries: 1 }, { interval: 5, timeout: 2, startPeriod: 0, retries: 1 }],
  [{ interval: 3600, timeout: 600, startPeriod: 600, retries: 60 }, { interval: 300, timeout: 120, startPeriod: 300, retries: 10 }],
  [{ timeout: 10, interval: 10 }, { timeout: 9, interval: 10 }],
  [{ interval: 3, timeout: 60 }, { interval: 5, timeout: 4 }],
  [{ timeout: 60 }, { timeout: 29 }],
])('of %j ECS takes %j', (times, taken) => {
  expect(withinLimits(times)).toEqual(taken);
});
