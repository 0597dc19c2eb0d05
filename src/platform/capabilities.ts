/** What a process gains by capabilities that containers do not have by default, and that reach beyond the container. */
const REACHING: ReadonlyMap<string, string> = new Map(Object.entries({
  ALL: 'do all that root of the host may do',
  SYS_ADMIN: 'mount file systems, and most else that root of the host may do',
  SYS_MODULE: 'load modules into the kernel',
  SYS_RAWIO: 'reach memory and devices of the host directly',
  SYS_PTRACE: 'read and change other processes',
  SYS_BOOT: 'restart the host',
  SYS_TIME: 'set the clock of the host',
  SYSLOG: 'read the messages and addresses of the kernel',
  NET_ADMIN: 'change interfaces, routes and firewall rules',
  DAC_READ_SEARCH: 'read files whatever their permissions, those of the host included',
  MAC_ADMIN: 'change the mandatory access control of the host',
  MAC_OVERRIDE: 'pass by the mandatory access control of the host',
  AUDIT_CONTROL: 'switch off the audit of the kernel',
  BPF: 'load programs into the kernel',
}));

/** What a capability lets a process do beyond its container, or undefined for one that does not reach there. */
export function reachOf(capability: string): string | undefined {
  return REACHING.get(capabilityName(capability));
}

/** The name that ECS gives a capability: without the kernel's prefix. */
export function capabilityName(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, '');
}

/** The capabilities that Fargate adds to a container. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html */
export const FARGATE_CAPABILITIES: readonly string[] = ['SYS_PTRACE'];
