import rule from '../../../src/rules/container/adds-capabilities';
import { testRule } from '../rule-tester';

const adding = (...Add: unknown[]) => ({ LinuxParameters: { Capabilities: { Add } } });
const onEc2 = (...added: unknown[]) => ({ RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', ...adding(...added) }] });

testRule(rule, {
  good: {
    'nothing said': {},
    'an empty list, as the CDK writes it': { LinuxParameters: { Capabilities: { Add: [], Drop: ['ALL'] } } },
    'capabilities that containers have anyway': onEc2('CHOWN', 'NET_BIND_SERVICE', 'NET_RAW', 'SETUID'),
    'capabilities that stay inside': onEc2('IPC_LOCK', 'SYS_NICE', 'SYS_RESOURCE'),
    'a value that only CloudFormation knows': onEc2({ 'Fn::ImportValue': 'Capability' }),
    'a value that only CloudFormation knows, on Fargate': adding({ Ref: 'Capability' }),
    'a list that only CloudFormation knows': { LinuxParameters: { Capabilities: { Add: { 'Fn::ImportValue': 'Capabilities' } } } },
  },
  bad: {
    'one': [onEc2('NET_ADMIN'), 'container "app" adds NET_ADMIN (it can change interfaces, routes and firewall rules).'],
    'one by the name of the kernel': [onEc2('CAP_SYS_MODULE'), 'container "app" adds SYS_MODULE (it can load modules into the kernel).'],
    'all': [onEc2('ALL'), 'container "app" adds ALL (it can do all that root of the host may do).'],
    'two, one of them harmless': [onEc2('SYS_NICE', 'SYS_ADMIN'), 'container "app" adds SYS_ADMIN (it can mount file systems, and most else that root of the host may do).'],
    'two, and one of them twice': [
      onEc2('SYS_PTRACE', 'SYS_TIME', 'SYS_PTRACE'), 'container "app" adds SYS_PTRACE (it can read and change other processes), SYS_TIME (it can set the clock of the host).',
    ],
    'SYS_PTRACE on Fargate, for agents and debuggers': [adding('SYS_PTRACE'), 'info: container "app" adds SYS_PTRACE (it can read and change other processes).'],
    'what Fargate refuses': [adding('NET_ADMIN'), 'error: container "app" adds NET_ADMIN, but Fargate adds no capability but SYS_PTRACE.'],
    'what Fargate refuses, although it is harmless': [adding('IPC_LOCK'), 'error: container "app" adds IPC_LOCK, but Fargate adds no capability but SYS_PTRACE.'],
    'both on Fargate': [
      adding('SYS_PTRACE', 'SYS_ADMIN'),
      'error: container "app" adds SYS_ADMIN, but Fargate adds no capability but SYS_PTRACE.', 'info: container "app" adds SYS_PTRACE (it can read and change other processes).',
    ],
  },
  fixes: {
    'an agent that needs it, on EC2': [
      onEc2('NET_ADMIN'),
      'remove it from LinuxParameters.addCapabilities; where an agent needs it, run the agent as a daemon service of its own on EC2, and acknowledge this rule',
    ],
  },
});
