import { isUncatchable } from '../../platform/stop-signals';
import { dockerfileRule } from '../rule';

export default dockerfileRule({
  id: 'DockerfileUncatchableStopSignal',
  guideline: 'sigterm',
  severity: 'error',
  title: 'An image asks to be stopped with a signal that its application can handle',
  why: 'SIGKILL and SIGSTOP never reach the application: every stop and every deployment cuts off the requests that it is working on.',
  fix: 'remove STOPSIGNAL, which means SIGTERM, or name the signal on which the application finishes its work, such as STOPSIGNAL SIGQUIT for nginx',
  link: 'https://docs.docker.com/reference/dockerfile/#stopsignal',
  peers: [],
  examples: {
    bad: { files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nSTOPSIGNAL SIGKILL\nUSER node\nCMD ["node", "server.js"]\n' } },
    good: { files: { Dockerfile: 'FROM node:22.11.0-alpine3.20\nSTOPSIGNAL SIGTERM\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  *check({ build, usedBy }) {
    const { stopSignal } = build.configuration;
    if (stopSignal && isUncatchable(stopSignal.text)) {
      const { line, text } = stopSignal;
      yield { line, message: `${build.at(line)} says "STOPSIGNAL ${text}", which no process can handle: ${usedBy} is cut off in its work whenever it is stopped.` };
    }
  },
});
