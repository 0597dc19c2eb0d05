import { drainBeside } from '../../src/platform/draining';

const task = { stopTimeoutSeconds: 30, network: false, spot: false };

test.each([
  [task, 30, 'as long as the stop timeout'],
  [{ ...task, stopTimeoutSeconds: 110 }, 110, 'as long as a long stop timeout'],
  [{ ...task, stopTimeoutSeconds: 2 }, 5, 'no shorter than AWS advises'],
  [{ ...task, network: true }, 120, 'no shorter than AWS advises for a Network Load Balancer'],
  [{ ...task, spot: true }, 30, 'on Fargate Spot, as long as the stop timeout'],
  [{ ...task, spot: true, stopTimeoutSeconds: 90 }, 30, 'on Fargate Spot, what the stop timeout leaves of the notice'],
  [{ ...task, spot: true, stopTimeoutSeconds: 120 }, 5, 'on Fargate Spot, the least beside a stop timeout that leaves nothing'],
  [{ ...task, spot: true, network: true }, 90, 'on Fargate Spot, what is left for a Network Load Balancer'],
])('%j drains for %i s: %s', (ending, seconds) => {
  expect(drainBeside(ending)).toBe(seconds);
});
