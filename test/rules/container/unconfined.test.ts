import rule from '../../../src/rules/container/unconfined';
import { testRule } from '../rule-tester';

const options = (...DockerSecurityOptions: unknown[]) => ({ DockerSecurityOptions });

testRule(rule, {
  good: {
    'nothing said': {},
    'no new privileges': options('no-new-privileges', 'no-new-privileges:true'),
    'a profile by name': options('apparmor:docker-default', 'seccomp=/etc/docker/profile.json'),
    'a label by name': options('label:type:svirt_apache_t', 'label:level:s0:c100,c200'),
    'credentials of Windows': options('credentialspec:file://webapp.json'),
    'a value that only CloudFormation knows': options({ 'Fn::ImportValue': 'Option' }),
    'a list that only CloudFormation knows': { DockerSecurityOptions: { 'Fn::ImportValue': 'Options' } },
  },
  bad: {
    'without seccomp': [options('seccomp:unconfined'), 'container "app" runs without seccomp, and may make every system call: dockerSecurityOptions has "seccomp:unconfined".'],
    'without AppArmor': [options('apparmor:unconfined'), 'container "app" runs without AppArmor: dockerSecurityOptions has "apparmor:unconfined".'],
    'without AppArmor, as Docker spells it': [options('apparmor=unconfined'), 'container "app" runs without AppArmor: dockerSecurityOptions has "apparmor=unconfined".'],
    'without SELinux': [options('no-new-privileges', 'label:disable'), 'container "app" runs without SELinux: dockerSecurityOptions has "label:disable".'],
    'without SELinux, by a type that may do all': [options('label=type:spc_t'), 'container "app" runs without SELinux: dockerSecurityOptions has "label=type:spc_t".'],
    'without masks': [options('systempaths=unconfined'), 'container "app" runs without the masks over /proc and /sys: dockerSecurityOptions has "systempaths=unconfined".'],
    'several': [
      options('seccomp=unconfined', 'apparmor:unconfined'),
      'container "app" runs without seccomp, and may make every system call: dockerSecurityOptions has "seccomp=unconfined".',
      'container "app" runs without AppArmor: dockerSecurityOptions has "apparmor:unconfined".',
    ],
  },
  fixes: {
    'on Fargate, which has no such options': [options('label:disable'), 'remove dockerSecurityOptions, which Fargate does not have'],
    'on EC2': [
      { RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', ...options('label:disable') }] },
      "remove it from dockerSecurityOptions, or name a profile that allows what the application needs, as in dockerSecurityOptions: ['apparmor:my-profile']",
    ],
  },
});
