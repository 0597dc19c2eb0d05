import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryEmptiedOnDelete',
  guideline: 'immutability',
  severity: 'info',
  title: 'A repository with images in it is not deleted',
  why: 'Tasks that run elsewhere, and every rollback, need images that are gone with the stack that made their home.',
  fix: 'leave emptyOnDelete and autoDeleteImages out and set removalPolicy: RemovalPolicy.RETAIN, as ImmutableRepository does',
  link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html',
  peers: [],
  examples: {
    bad: { EmptyOnDelete: true },
    good: { EmptyOnDelete: false },
  },
  *check({ name, emptiedBy, retained }) {
    if (typeof emptiedBy === 'string' && retained === false) {
      yield { property: emptiedBy === 'EmptyOnDelete' ? emptiedBy : undefined, message: `repository "${name}" is deleted with all images in it: ${emptiedBy} is on.` };
    }
  },
});
