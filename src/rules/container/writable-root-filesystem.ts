import { containerRule } from '../rule';
import { fixInTask } from '../wording';

const FIX = fixInTask('set readonlyRootFilesystem: true and mount a volume or tmpfs where the application writes', 'does both for /tmp');

export default containerRule({
  id: 'ContainerWritableRootFilesystem',
  guideline: 'complete-image',
  severity: 'warning',
  title: 'The root file system of a container is read-only',
  why: 'A container that can change its own code is no longer the image that was tested, and gives an intruder a place to stay.',
  fix: FIX.onFargate,
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html',
  peers: ['CKV_AWS_336', 'ECS.5', 'CT.ECS.PR.6', 'ecs_task_definitions_containers_readonly_access'],
  examples: {
    bad: { ReadonlyRootFilesystem: false },
    good: { ReadonlyRootFilesystem: true },
  },
  *check({ title, fargate, windows, exec, readonlyRootFilesystem }) {
    const linux = windows === undefined || windows === false;
    if (linux && (readonlyRootFilesystem === undefined || readonlyRootFilesystem === false)) {
      const state = readonlyRootFilesystem === undefined ? 'is not set' : 'is false';
      const property = 'ReadonlyRootFilesystem';
      const message = `${title} can write to its root file system: readonlyRootFilesystem ${state}`;
      yield exec === true
        ? { property, severity: 'info', message: `${message}, and ECS Exec, which its service enables, needs that.`, fix: WITHOUT_EXEC }
        : { property, message: `${message}.`, fix: fargate === true ? FIX.onFargate : FIX.elsewhere };
    }
  },
});

/** The agent of ECS Exec writes to the root file system: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
const WITHOUT_EXEC = 'leave enableExecuteCommand out where nobody has to look into the container, and set readonlyRootFilesystem: true';
