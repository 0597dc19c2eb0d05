import { isLatest } from '../../platform/image-tag';
import { imageRule } from '../rule';

export default imageRule({
  id: 'ImageLatestTag',
  guideline: 'tags',
  severity: 'warning',
  title: 'An image is named by the tag of one build',
  why: 'What latest means changes with every push, so that nobody can tell which code runs, and a replaced task may run other code than its neighbour.',
  fix: "name the build, as in ecs.ContainerImage.fromEcrRepository(repository, gitSha) or ecs.ContainerImage.fromRegistry('nginx:1.29.1'); SafeFargateService accepts nothing else",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: 'nginx:latest' },
    good: { Image: 'nginx:1.29.1' },
  },
  *check({ usedBy, text, tag, digest }) {
    if (digest !== undefined) {
      return;
    }
    if (tag === undefined) {
      yield { property: 'Image', message: `${usedBy} runs image "${text}" without a tag, which means latest.` };
    } else if (typeof tag === 'string' && isLatest(tag)) {
      yield { property: 'Image', message: `${usedBy} runs image "${text}": the tag "${tag}" means another image after every push.` };
    }
  },
});
