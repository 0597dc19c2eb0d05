import { isUncommitted } from '../../platform/image-tag';
import { imageRule } from '../rule';

export default imageRule({
  id: 'ImageUncommittedBuild',
  guideline: 'tags',
  severity: 'warning',
  title: 'An image is built from committed code',
  why: 'Nobody can read, build again or repair code that existed only in the working tree of whoever built the image.',
  fix: 'commit before you build, and let the build stop where git status --porcelain prints anything, as GitShaImage.fromDirectory does with allowUncommitted: false',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v1.4.2-3-g3f2c1ab-dirty' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v1.4.2-3-g3f2c1ab' },
  },
  *check(image) {
    const { usedBy, property, tag, latest } = image;
    if (typeof tag !== 'string' || latest || !isUncommitted(tag)) {
      return;
    }
    const message = `${usedBy} runs image "${image.text}": its tag "${tag}" says that it was built from code that no commit has.`;
    yield image.own === true ? { property, message } : { property, message, severity: 'info', fix: 'name an image that was built from a commit' };
  },
});
