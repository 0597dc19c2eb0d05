import { imageRule } from '../rule';

export default imageRule({
  id: 'ImageUntrustedRegistry',
  guideline: 'immutability',
  severity: 'warning',
  title: 'Images come from the registries that trustedRegistries names, where it names any',
  why: 'What runs in production should come from where somebody answers for it, and where it is still there tomorrow.',
  fix: 'copy the image to a repository of your own, or name its registry in trustedRegistries of SafeContainersChecks',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html',
  peers: [],
  examples: {
    bad: { Image: 'registry.example.com/app:1.0.0' },
    good: { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:3f2c1ab9' },
  },
  *check(image) {
    if (image.trusted === false) {
      const { usedBy, property, reference: { registry = 'docker.io' } } = image;
      yield { property, message: `${usedBy} runs image "${image.text}" from ${registry}, which is none of the trusted registries.` };
    }
  },
});
