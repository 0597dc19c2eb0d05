import { floatingReason, isLatest } from '../../platform/image-tag';
import { imageRule } from '../rule';

export default imageRule({
  id: 'ImageFloatingTag',
  guideline: 'tags',
  severity: 'warning',
  title: 'The tag of an image does not move on to the next build',
  why: 'A tag that names a branch, a stage or half a version stands for whatever was pushed last, not for the code that was tested.',
  fix: 'tag each build with the git SHA of its code, as in ecs.ContainerImage.fromEcrRepository(repository, gitSha)',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:main' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:3f2c1ab9' },
  },
  *check({ usedBy, text, tag, digest, own, immutable, asset }) {
    if (typeof tag !== 'string' || digest !== undefined || asset || isLatest(tag) || immutable === true) {
      return;
    }
    const reason = floatingReason(tag);
    // A bare number may count the builds of an image of one's own; of others, some end a version after two numbers.
    if (reason === undefined || (own === true ? /^\d+$/ : /^v?\d+\.\d+\b/).test(tag)) {
      return;
    }
    const message = `${usedBy} runs image "${text}": the tag "${tag}" ${reason}, and another push can make it another image.`;
    yield own === true ? { property: 'Image', message } : { property: 'Image', message, severity: 'info', fix: PIN };
  },
});

const PIN = "name the full version or the digest of the image, as in ecs.ContainerImage.fromRegistry('nginx:1.29.1')";
