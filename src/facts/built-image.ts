import type { Build } from './build';
import type { Container } from './container';
import type { Image } from './image';
import { Start, readStart } from './start';

/** A resource that names an image, and says nothing more of it than some properties. */
export interface OtherUser {
  readonly type: string;
  /** It names the user that runs the image. */
  readonly saysUser: boolean;
}

/** An image that the app builds from a Dockerfile, as one of its users runs it. */
export class BuiltImage {
  /** How a message calls the user, such as `container "api"`. */
  public readonly usedBy: string;
  /** Its user is a container that makes the task ready and ends. */
  public readonly oneShot: boolean;
  /** Its user says itself who runs, or is judged by that: a container of ECS, or a service which lets nobody choose. */
  public readonly userSaidElsewhere: boolean;
  private readonly container: Container | undefined;
  private readonly runsAsItIs: boolean;
  private knownStart?: Start;

  public constructor(public readonly build: Build, private readonly image: Image, user: Container | OtherUser) {
    const other = 'type' in user ? user : undefined;
    this.usedBy = image.usedBy;
    this.container = 'type' in user ? undefined : user;
    this.oneShot = this.container?.oneShot ?? false;
    this.userSaidElsewhere = other === undefined || other.saysUser || USER_IS_GIVEN.includes(other.type);
    this.runsAsItIs = other !== undefined && RUN_AS_THEY_ARE.includes(other.type);
  }

  /** What starts, whoever says so. Absent where nothing is known of it. */
  public get started(): Start | undefined {
    return this.container?.start ?? (this.runsAsItIs ? this.ownStart : undefined);
  }

  /** What starts, where the image says so. Absent where the user starts something else, or nothing is known of it. */
  public get start(): Start | undefined {
    const { started } = this;
    return started?.saidBy === 'image' ? started : undefined;
  }

  /** What would start if its user said nothing of it. */
  public get ownStart(): Start {
    this.knownStart ??= readStart({ entryPoint: undefined, command: undefined, workingDirectory: undefined }, this.image);
    return this.knownStart;
  }
}

/** The facts of a Dockerfile, for a container or another resource; undefined where the app does not build the image. */
export function builtImage(image: Image, user: Container | OtherUser): BuiltImage | undefined {
  const { build } = image;
  return build && new BuiltImage(build, image, user);
}

/** Types that decide on their own who runs: Lambda has a user for that, and CodeBuild needs root, from which `run-as` steps down. */
const USER_IS_GIVEN = ['AWS::CodeBuild::Project', 'AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** Types that run an image as it is, or may. Others give it a command of their own. */
const RUN_AS_THEY_ARE = ['AWS::AppRunner::Service', 'AWS::BedrockAgentCore::Runtime', 'AWS::ECS::ExpressGatewayService', 'AWS::SageMaker::Model'];
