import { isUncommitted, namesCommit } from '../../platform/image-tag';
import { sidecarRole } from '../../platform/sidecars';
import { imageRule } from '../rule';
import { fixElsewhere } from '../wording';

export default imageRule({
  id: 'ImageTagNotCommit',
  guideline: 'tags',
  severity: 'info',
  title: 'The tag of an image names the commit it was built from',
  why: 'With the commit in its tag anybody who looks at a running task can find its code, and no two builds can be given the same tag.',
  fix: 'tag each build with the git SHA of its code, alone or behind a version (1.4.2-3f2c1ab9), as in GitShaImage.fromRepository(repository)',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  peers: [],
  examples: {
    bad: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1.4.2' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1.4.2-3f2c1ab9' },
  },
  *check(image) {
    const { usedBy, property, tag, digest, latest, repository } = image;
    if (typeof tag !== 'string' || digest !== undefined || latest || image.asset || image.own !== true || image.floating !== undefined) {
      return;
    }
    // What is called like somebody's proxy or agent and has a version is likely a copy, under the version that it came with.
    const copied = sidecarRole(repository) !== undefined && /^v?\d+\.\d/.test(tag);
    if (!copied && !namesCommit(tag) && !isUncommitted(tag)) {
      yield { property, fix: fixElsewhere(image), message: `${usedBy} runs image "${image.text}": the tag "${tag}" does not say from which commit it was built.` };
    }
  },
});
