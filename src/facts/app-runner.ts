import type { Image } from './image';
import { Known } from './known';
import { Properties } from './properties';

/** An `AWS::AppRunner::Service` that runs an image. */
export interface AppRunnerService {
  /** How a message calls it. */
  readonly title: string;
  readonly image: Image;
  /**
   * App Runner deploys what is pushed to the tag that it runs, without a change of the stack: by default where the repository is in its
   * account, and never from a public one.
   */
  readonly autoDeployments: Known<boolean>;
}

export function readAppRunnerService(properties: Properties, image: Image): AppRunnerService {
  const asked = properties.child('SourceConfiguration').flag('AutoDeploymentsEnabled');
  return { title: image.usedBy, image, autoDeployments: image.sameAccount === false || asked === undefined ? image.sameAccount : asked };
}
