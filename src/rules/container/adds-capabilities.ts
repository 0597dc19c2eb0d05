import { FARGATE_CAPABILITIES, capabilityName, reachOf } from '../../platform/capabilities';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerAddsCapabilities',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'No container has capabilities that reach beyond it',
  why: 'Such a capability takes down a wall between the container and its host or its neighbours; Fargate adds none but SYS_PTRACE.',
  fix: 'remove it from LinuxParameters.addCapabilities; where an agent needs it, run the agent as a daemon service of its own on EC2, and acknowledge this rule',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html',
  peers: [],
  examples: {
    bad: { LinuxParameters: { Capabilities: { Add: ['NET_ADMIN'] } } },
    good: { LinuxParameters: { Capabilities: { Drop: ['ALL'] } } },
  },
  *check({ title, fargate, addedCapabilities }) {
    const added = [...new Set(Array.isArray(addedCapabilities) ? (addedCapabilities as readonly string[]).map(capabilityName) : [])];
    const property = 'LinuxParameters.Capabilities';
    const refused = fargate === true ? added.filter((name) => !name.includes('${') && !FARGATE_CAPABILITIES.includes(name)) : [];
    if (refused.length > 0) {
      yield { property, severity: 'error', message: `${title} adds ${refused.join(', ')}, but Fargate adds no capability but ${FARGATE_CAPABILITIES.join(', ')}.` };
    }
    const reaching = added.filter((name) => reachOf(name) !== undefined && !refused.includes(name)).map((name) => `${name} (it can ${reachOf(name)})`);
    if (reaching.length > 0) {
      yield { property, severity: fargate === true ? 'info' : 'warning', message: `${title} adds ${reaching.join(', ')}.` };
    }
  },
});
