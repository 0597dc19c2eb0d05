import type { Build } from './build';
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
  /** What would start if its user said nothing of it. */
  readonly ownStart: Start;
  /** Its user says itself who runs, or is judged by that: a container of ECS, or a service which lets nobody choose. */
  readonly userSaidElsewhere: boolean;
}

/** A resource that names an image, and says nothing more of it than some properties. */
export interface OtherUser {
  readonly type: string;
  /** It names the user that runs the image. */
  readonly saysUser: boolean;
}

/** The facts of a Dockerfile, for a container or another resource; undefined where the app does not build the image. */
export function builtImage(image: Image, user: Container | OtherUser): BuiltImage | undefined {
  const { build, usedBy } = image;
  if (!build) {
    return undefined;
  }
  const ownStart = once(() => readStart({ entryPoint: undefined, command: undefined, workingDirectory: undefined }, image));
  const other = 'type' in user;
  const start = !other ? user.start : RUN_AS_THEY_ARE.includes(user.type) ? ownStart() : undefined;
  const userSaidElsewhere = !other || user.saysUser || USER_IS_GIVEN.includes(user.type);
  return { build, usedBy, start: start?.saidBy === 'image' ? start : undefined, userSaidElsewhere, get ownStart() { return ownStart(); } };
}

/** Types that decide on their own who runs: Lambda has a user for that, and CodeBuild needs root, from which `run-as` steps down. */
const USER_IS_GIVEN = ['AWS::CodeBuild::Project', 'AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** Types that run an image as it is, or may. Others give it a command of their own. */
const RUN_AS_THEY_ARE = ['AWS::AppRunner::Service', 'AWS::BedrockAgentCore::Runtime', 'AWS::ECS::ExpressGatewayService', 'AWS::SageMaker::Model'];
