import type { Build } from './build';
import { BuildStep, readSteps } from './build-steps';
import type { Container } from './container';
import type { Image } from './image';
import { once } from './known';
import { Start, readStart } from './start';

/** An image that the app builds from a Dockerfile, as one of its users runs it. */
export interface BuiltImage {
  readonly build: Build;
  /** How a message calls the user, such as `container "api"`. */
  readonly usedBy: string;
  /** What starts, where the image says so. Absent where the user starts something else, or nothing is known of it. */
  readonly start: Start | undefined;
  /** What starts, whoever says so. Absent where nothing is known of it. */
  readonly started: Start | undefined;
  /** What the build runs, in order of writing. */
  readonly steps: readonly BuildStep[];
  /** Its user is a container that makes the task ready and ends. */
  readonly oneShot: boolean;
  /** Its user says itself who runs, or is judged by that: a container of ECS, or Lambda, which lets nobody choose. */
  readonly userSaidElsewhere: boolean;
}

/** The facts of a Dockerfile, for a container or another type of resource; undefined where the app does not build the image. */
export function builtImage(image: Image, user: Container | string): BuiltImage | undefined {
  const { build, usedBy } = image;
  if (!build) {
    return undefined;
  }
  const started = typeof user === 'string' ? startOf(image, user) : user.start;
  const oneShot = typeof user !== 'string' && user.oneShot;
  const userSaidElsewhere = typeof user !== 'string' || LAMBDA.includes(user);
  const steps = once(() => readSteps(build));
  return {
    build,
    usedBy,
    start: started?.saidBy === 'image' ? started : undefined,
    started,
    get steps() { return steps(); },
    oneShot,
    userSaidElsewhere,
  };
}

const LAMBDA = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** Types that run an image as it is, or may. Others give it a command of their own. */
const RUN_AS_THEY_ARE = ['AWS::AppRunner::Service', 'AWS::BedrockAgentCore::Runtime', 'AWS::ECS::ExpressGatewayService', 'AWS::SageMaker::Model'];

function startOf(image: Image, type: string): Start | undefined {
  return RUN_AS_THEY_ARE.includes(type) ? readStart({ entryPoint: undefined, command: undefined, workingDirectory: undefined }, image) : undefined;
}
