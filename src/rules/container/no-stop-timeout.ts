import { containerRule } from '../rule';
import { fixInTask } from '../wording';

const FIX = fixInTask('set stopTimeout: Duration.seconds(30) on the container, or as long as its longest piece of work takes', 'sets it');

export default containerRule({
  id: 'ContainerNoStopTimeout',
  guideline: 'sigterm',
  severity: 'warning',
  title: 'An essential container says how long it may take to stop',
  why: 'Between SIGTERM and SIGKILL a container finishes its work; only you know how long that takes, and the default of 30 s is nobody\'s decision.',
  fix: FIX.onFargate,
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { StopTimeout: undefined },
    good: { StopTimeout: 30 },
  },
  *check({ title, essential, stopTimeout, fargate }) {
    if (essential === true && stopTimeout === undefined) {
      yield { property: 'StopTimeout', message: `${title} is essential and sets no stopTimeout.`, fix: fargate === true ? FIX.onFargate : FIX.elsewhere };
    }
  },
});
