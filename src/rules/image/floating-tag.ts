import { imageRule } from '../rule';
import { fixElsewhere } from '../wording';

export default imageRule({
  id: 'ImageFloatingTag',
  guideline: 'tags',
  severity: 'warning',
  title: 'The tag of an image does not move on to the next build',
  why: 'A tag that names a branch, a stage or half a version stands for whatever was pushed last, not for the code that was tested.',
  fix: 'tag each build with the git SHA of its code, as in GitShaImage.fromRepository(repository)',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:main' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:3f2c1ab9' },
  },
  *check(image) {
    const { usedBy, property, tag, floating } = image;
    if (floating === undefined) {
      return;
    }
    const message = `${usedBy} runs image "${image.text}": the tag "${String(tag)}" ${floating}, and another push can make it another image.`;
    yield image.own === true
      ? { property, message, fix: fixElsewhere(image) }
      : { property, message, severity: 'info', fix: fixElsewhere(image) ?? PIN };
  },
});

const PIN = "name the full version or the digest of the image, as in ecs.ContainerImage.fromRegistry('nginx:1.29.1')";
