import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerUnconfined',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'Every container stays within seccomp, AppArmor and SELinux',
  why: 'These profiles keep a process that was taken over from the system calls and files of the host that no application needs.',
  fix: "remove it from dockerSecurityOptions, or name a profile that allows what the application needs, as in dockerSecurityOptions: ['apparmor:my-profile']",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html',
  peers: [],
  examples: {
    bad: { DockerSecurityOptions: ['seccomp:unconfined'] },
    good: { DockerSecurityOptions: ['no-new-privileges'] },
  },
  *check({ title, securityOptions, fargate }) {
    for (const option of Array.isArray(securityOptions) ? securityOptions as readonly string[] : []) {
      const off = SWITCHES.find(({ form }) => form.test(option));
      if (off) {
        const fix = fargate === true ? NOT_ON_FARGATE : undefined;
        yield { property: 'DockerSecurityOptions', message: `${title} runs without ${off.what}: dockerSecurityOptions has "${option}".`, fix };
      }
    }
  },
});

const NOT_ON_FARGATE = 'remove dockerSecurityOptions, which Fargate does not have';

const SWITCHES: readonly { readonly form: RegExp; readonly what: string }[] = [
  { form: /^seccomp[:=]unconfined$/, what: 'seccomp, and may make every system call' },
  { form: /^apparmor[:=]unconfined$/, what: 'AppArmor' },
  { form: /^label[:=](?:disable|type:(?:spc_t|unconfined_t))$/, what: 'SELinux' },
  { form: /^systempaths[:=]unconfined$/, what: 'the masks over /proc and /sys' },
];
