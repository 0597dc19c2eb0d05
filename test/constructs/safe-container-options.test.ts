import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ImmutableRepository, SafeContainerOptions, SafeFargateTaskDefinition } from '../../src';

type Options = ecs.ContainerDefinitionOptions;

/** `K` as one of the two has it. */
type Knob<T, K extends PropertyKey> = Pick<T, K & keyof T>;

/** The names of the properties that the two do not share, or whose types cannot stand for each other. */
type Differing<A, B> = {
  [K in keyof A | keyof B]-?: [K] extends [keyof A & keyof B]
    ? [Knob<A, K>] extends [Knob<B, K>] ? [Knob<B, K>] extends [Knob<A, K>] ? never : K : K
    : K
}[keyof A | keyof B];

const image = ecs.ContainerImage.fromRegistry('nginx:1.29.1');

function taskWithRepository(): { stack: Stack; task: SafeFargateTaskDefinition; repository: ImmutableRepository } {
  const stack = new Stack(new App(), 'Stack');
  return { stack, task: new SafeFargateTaskDefinition(stack, 'Task'), repository: new ImmutableRepository(stack, 'Repo') };
}

test('it has every knob of a container, with its type, but for the image, which a repository may stand for', () => {
  // The compiler refuses these lines if any other differs.
  const differing: Record<Differing<SafeContainerOptions, Options>, true> = { image: true, repository: true };
  expect(Object.keys(differing)).toEqual(['image', 'repository']);
  const ofOtherTypes: Record<Differing<Required<SafeContainerOptions>, Required<Options>>, true> = { repository: true };
  expect(Object.keys(ofOtherTypes)).toEqual(['repository']);
});

test('addSafeContainer adds a container of the repository, which the task may pull', () => {
  const { stack, task, repository } = taskWithRepository();
  expect(task.addSafeContainer('worker', { repository, stopTimeout: Duration.seconds(90) })).toBe(task.defaultContainer);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      Name: 'worker', StopTimeout: 90, Image: { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('^Repo') }])] },
    })],
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({
        Action: Match.arrayWith(['ecr:BatchGetImage']), Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Repo'), 'Arn'] },
      })]),
    },
  });
});

test('addSafeContainer adds a container of the image, with all that is said of it', () => {
  const { stack, task } = taskWithRepository();
  task.addSafeContainer('agent', { image, containerName: 'sidecar', essential: false, environment: { MODE: 'fast' } });
  task.addSafeContainer('app', { image, repository: undefined });
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({ Name: 'sidecar', Image: 'nginx:1.29.1', Essential: false, Environment: [{ Name: 'MODE', Value: 'fast' }] }),
      Match.objectLike({ Name: 'app', Image: 'nginx:1.29.1', Essential: true }),
    ],
  });
});

test.each<[string, (repository: ImmutableRepository) => SafeContainerOptions, string]>([
  ['both image and repository', (repository) => ({ image, repository }), 'image and repository are both given: '
    + 'leave image out to run the build of the commit that is checked out, or leave repository out to run another'],
  ['neither image nor repository', () => ({ command: ['node'] }), 'neither image nor repository is given: '
    + 'set repository to the ECR repository to which CI pushes the image, tagged with the git SHA, '
    + "or image, as in ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29.1')"],
])('%s is an error that names the container, is traced to where it was added, and adds nothing', (_, options, message) => {
  const { task, repository } = taskWithRepository();
  let error: Error | undefined;
  const addWorker = () => task.addSafeContainer('worker', options(repository));
  try {
    addWorker();
  } catch (thrown) {
    error = thrown as Error;
  }
  expect(error?.message).toBe(`Stack/Task/worker: ${message}`);
  expect(error?.stack?.split('\n')[1]).toContain('addWorker');
  expect(task.node.tryFindChild('worker')).toBeUndefined();
});
