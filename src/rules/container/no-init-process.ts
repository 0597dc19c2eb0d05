import type { Container } from '../../facts/container';
import { supervisor } from '../../platform/supervisors';
import { containerRule } from '../rule';

export default containerRule({
  id: 'ContainerNoInitProcess',
  guideline: 'sigterm',
  severity: 'info',
  title: 'An init process hands signals on and collects what ends',
  why: 'The first process of a container gets no signal that it does not handle, and has to collect every process that others leave behind: few applications do both.',
  fix: "set linuxParameters: new ecs.LinuxParameters(this, 'Linux', { initProcessEnabled: true }), unless the image starts an init such as tini; SafeFargateTaskDefinition sets it",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  peers: [],
  examples: {
    bad: { Command: ['node', 'server.js'], LinuxParameters: undefined },
    good: { Command: ['node', 'server.js'], LinuxParameters: { InitProcessEnabled: true } },
  },
  *check(container) {
    const { title, initProcessEnabled } = container;
    const notAsked = initProcessEnabled === undefined || initProcessEnabled === false;
    if (notAsked && hasOwnProcesses(container) && startsWithoutInit(container)) {
      const state = initProcessEnabled === undefined ? 'not set' : 'false';
      yield { property: 'LinuxParameters', message: `${title} asks ECS for no init process: initProcessEnabled is ${state}.` };
    }
  },
});

/** On Linux, with a process 1 of its own, and for more than a moment. */
function hasOwnProcesses({ windows, oneShot, task }: Container): boolean {
  return (windows === undefined || windows === false) && task.pidMode === undefined && !oneShot;
}

/** What an image starts is its owner's to know; that of another may well bring its own init. */
function startsWithoutInit({ image, role, process, startedByImage }: Container): boolean {
  const own = image?.own === true;
  if ((startedByImage && process === undefined) || process?.vector[0].startsWith('-')) {
    return own && image.base?.entryPoint !== 'init';
  }
  const inits = process?.commands.some(({ program }) => supervisor(program.map(({ text }) => text)) !== undefined);
  return process !== undefined && process.init === undefined && !inits && (own || role === undefined);
}
