import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { GitShaImage } from '../git-sha-image';

/** The two ways to name the image of a container. */
interface ImageSource {
  readonly image?: ecs.ContainerImage;
  readonly repository?: ecr.IRepository;
}

/**
 * The image that is named in one of two ways.
 *
 * @throws what `fault` makes of the problem, if it is named in both ways or in none
 */
export function imageOf({ image, repository }: ImageSource, fault: (message: string) => Error): ecs.ContainerImage {
  if (image !== undefined && repository !== undefined) {
    throw fault('image and repository are both given: '
      + 'leave image out to run the build of the commit that is checked out, or leave repository out to run another');
  }
  if (image !== undefined) {
    return image;
  }
  if (repository !== undefined) {
    return GitShaImage.fromRepository(repository);
  }
  throw fault('neither image nor repository is given: set repository to the ECR repository to which CI pushes the image, tagged with the git SHA, '
    + "or image, as in ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29.1')");
}
