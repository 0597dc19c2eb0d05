import { imageRule } from '../rule';
import { fixElsewhere } from '../wording';

export default imageRule({
  id: 'ImageLatestTag',
  guideline: 'tags',
  severity: 'warning',
  title: 'An image is named by the tag of one build',
  why: 'What latest means changes with every push, so that nobody can tell which code runs, and a replaced task may run other code than its neighbour.',
  fix: "name the build, as in GitShaImage.fromRepository(repository) or ecs.ContainerImage.fromRegistry('nginx:1.29.1'); SafeFargateService accepts nothing else",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: 'nginx:latest' },
    good: { Image: 'nginx:1.29.1' },
  },
  *check(image) {
    const { usedBy, property, text, tag, latest, immutable } = image;
    if (latest) {
      const means = immutable === true ? 'does not say which build it is' : 'means another image after every push';
      const what = tag === undefined ? ' without a tag, which means latest' : `: the tag "${String(tag)}" ${means}`;
      yield { property, message: `${usedBy} runs image "${text}"${what}.`, fix: fixElsewhere(image) };
    }
  },
});
