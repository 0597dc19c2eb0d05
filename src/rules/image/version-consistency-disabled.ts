import { imageRule } from '../rule';

export default imageRule({
  id: 'ImageVersionConsistencyDisabled',
  guideline: 'tags',
  severity: 'warning',
  title: 'All tasks of a deployment run the same image',
  why: 'ECS looks a tag up once for a deployment; where that is switched off, a task that is replaced or scaled out may run what was pushed in the meantime.',
  fix: 'remove versionConsistency: ecs.VersionConsistency.DISABLED from the container, or name one build: with a tag that cannot move it makes no difference',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  peers: [],
  examples: {
    bad: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:main', VersionConsistency: 'disabled' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:main', VersionConsistency: 'enabled' },
  },
  *check(image) {
    const { usedBy, latest, versionConsistency } = image;
    if (versionConsistency === 'disabled' && image.immutable !== true && (latest || image.floating !== undefined)) {
      yield {
        property: 'VersionConsistency',
        message: `${usedBy} has version consistency disabled, so that its tasks run whatever image "${image.text}" means when each of them starts.`,
        // Whoever runs somebody else's agent may want it to follow its vendor.
        severity: image.own === true ? undefined : 'info',
      };
    }
  },
});
