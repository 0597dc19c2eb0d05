import { dockerfileRule } from '../rule';

export default dockerfileRule({
  id: 'DockerfileUnread',
  guideline: 'complete-image',
  severity: 'info',
  title: 'What an image is built from and starts with can be read when the app is synthesized',
  why: 'A Dockerfile or start script that is not read is not judged, and silence about it says nothing.',
  fix: 'keep the Dockerfile and the start script as text files of less than 1 MiB in the build context, or judge them by eye',
  link: 'https://docs.docker.com/build/concepts/context/',
  peers: [],
  examples: {
    bad: { files: { server: '' } },
    good: { files: { Dockerfile: 'FROM scratch\nCOPY server /\nUSER 1000\nCMD ["/server"]\n', server: '' } },
  },
  *check({ build, start }) {
    if (build.unread) {
      yield { message: `${build.path} was not judged: it ${build.unread.why}.` };
    } else if (start?.unread && start.instruction) {
      yield { message: `${build.at(start.instruction.line)} starts "${start.unread.path}", which was not judged: it ${start.unread.why}.`, line: start.instruction.line };
    }
  },
});
