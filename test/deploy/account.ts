export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
const BOOTSTRAP_VERSION = '31';

/** How long a stack takes, so that work which does not wait for it is seen to come too early. */
const DEPLOYMENT_MILLISECONDS = 300;

/** An error that AWS answers, by its code. */
export class Refusal extends Error {
  public constructor(public readonly code: string, message: string) {
    super(message);
  }
}

interface Template {
  readonly Parameters?: Record<string, { readonly Default: string }>;
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: { readonly RepositoryName?: string } }>;
}

interface Stack {
  readonly name: string;
  readonly template: Template;
  readonly outputs: Record<string, string>;
  readonly done: Promise<void>;
  deployed: boolean;
}

/** The parameters of the actions below, together. */
export interface Input {
  readonly ChangeSetName: string;
  readonly Name: string;
  readonly RoleArn: string;
  readonly StackName: string;
  readonly TemplateBody?: string;
  readonly TemplateURL: string;
  readonly imageIds: readonly { readonly imageTag: string }[];
  readonly repositoryName: string;
  readonly repositoryNames: readonly string[];
}

export type Output = Record<string, unknown>;

/** How the fake `docker` ends, and what it says. */
export interface DockerAnswer {
  readonly status: number;
  readonly message?: string;
}

/**
 * As much of a bootstrapped AWS account as `cdk deploy` asks for, and of the container engine of the machine that deploys.
 *
 * What matters for the order of work is in `events`, in the order in which it happened.
 */
export class Account {
  public readonly events: string[] = [];
  /** What was asked and is not emulated here: a newer CLI may ask for more. */
  public readonly unknown: string[] = [];
  /** The contents of the bootstrap bucket, by path. */
  public readonly objects = new Map<string, string>();
  private readonly stacks = new Map<string, Stack>();
  private readonly changeSets = new Map<string, Template>();
  private readonly images = new Set<string>();
  private readonly localImages = new Set<string>();

  private readonly actions: Record<string, (input: Input) => Output | Promise<Output>> = {
    // STS
    GetCallerIdentity: () => ({ Account: ACCOUNT, UserId: 'deployer', Arn: `arn:aws:iam::${ACCOUNT}:user/deployer` }),
    AssumeRole: ({ RoleArn }) => ({
      Credentials: { AccessKeyId: 'AKIAEXAMPLE', SecretAccessKey: 'fake', SessionToken: 'fake', Expiration: '2100-01-01T00:00:00Z' },
      AssumedRoleUser: { AssumedRoleId: 'role:session', Arn: RoleArn },
    }),

    // SSM
    GetParameter: ({ Name }) => ({ Parameter: { Name, Type: 'String', Value: BOOTSTRAP_VERSION } }),

    // CloudFormation
    DescribeStacks: async ({ StackName }) => ({ Stacks: [await described(this.stack(StackName))] }),
    GetTemplate: ({ StackName }) => ({ TemplateBody: JSON.stringify(this.stack(StackName).template) }),
    CreateChangeSet: ({ StackName, TemplateURL, TemplateBody }) => {
      const template = TemplateBody ?? this.objects.get(new URL(TemplateURL).pathname);
      this.changeSets.set(nameOf(StackName), JSON.parse(template!) as Template);
      return { Id: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:changeSet/cdk-deploy/1`, StackId: arnOf(StackName) };
    },
    DescribeChangeSet: ({ StackName, ChangeSetName }) => ({
      StackName: nameOf(StackName),
      StackId: arnOf(StackName),
      ChangeSetId: ChangeSetName,
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      CreationTime: new Date().toISOString(),
      Changes: Object.entries(this.changeSet(StackName).Resources).map(([LogicalResourceId, { Type: ResourceType }]) => (
        { Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId, ResourceType } }
      )),
    }),
    DeleteChangeSet: ({ StackName }) => {
      this.changeSets.delete(nameOf(StackName));
      return {};
    },
    ExecuteChangeSet: ({ StackName }) => {
      this.deploy(nameOf(StackName), this.changeSet(StackName));
      return {};
    },
    DescribeStackEvents: () => ({ StackEvents: [] }),

    // ECR
    DescribeRepositories: ({ repositoryNames: [repositoryName] }) => {
      this.requireRepository(repositoryName);
      return { repositories: [{ repositoryName, repositoryUri: `${REGISTRY}/${repositoryName}` }] };
    },
    DescribeImages: ({ repositoryName, imageIds: [{ imageTag }] }) => {
      this.requireRepository(repositoryName);
      this.events.push(`look for ${repositoryName}:${imageTag}`);
      if (!this.images.has(`${repositoryName}:${imageTag}`)) {
        throw new Refusal('ImageNotFoundException', `The image with imageId {imageTag:'${imageTag}'} does not exist`);
      }
      return { imageDetails: [{ repositoryName, imageTags: [imageTag] }] };
    },
    GetAuthorizationToken: () => ({
      authorizationData: [{ authorizationToken: Buffer.from('AWS:fake').toString('base64'), proxyEndpoint: `https://${REGISTRY}` }],
    }),
  };

  private readonly dockerCommands: Record<string, (args: readonly string[]) => DockerAnswer> = {
    login: () => ({ status: 0 }),
    images: () => ({ status: 0 }),
    inspect: ([image]) => ({ status: this.localImages.has(image) ? 0 : 1 }),
    build: (args) => {
      this.events.push('build');
      this.localImages.add(args[args.indexOf('--tag') + 1]);
      return { status: 0 };
    },
    tag: ([from, to]) => {
      this.localImages.add(to);
      return this.localImages.has(from) ? { status: 0 } : { status: 1, message: `No such image: ${from}` };
    },
    push: ([image]) => this.push(image.replace(`${REGISTRY}/`, '')),
  };

  public constructor() {
    const outputs = { BucketName: 'bootstrap', BootstrapVersion: BOOTSTRAP_VERSION };
    this.stacks.set('CDKToolkit', { name: 'CDKToolkit', template: { Resources: {} }, outputs, done: Promise.resolve(), deployed: true });
  }

  /** @throws Refusal */
  public async perform(action: string, input: Input): Promise<Output> {
    if (!Object.hasOwn(this.actions, action)) {
      this.unknown.push(action);
      throw new Refusal('InvalidAction', `the stub knows no ${action}`);
    }
    return this.actions[action](input);
  }

  public docker([command, ...args]: readonly string[]): DockerAnswer {
    if (!Object.hasOwn(this.dockerCommands, command)) {
      this.unknown.push(`docker ${command}`);
      return { status: 125, message: `the stub knows no docker ${command}` };
    }
    return this.dockerCommands[command](args);
  }

  /** As if somebody had deleted the stack. */
  public forgetStack(name: string): void {
    this.stacks.delete(name);
  }

  /** As if the next deployment came from a machine that has built nothing yet. */
  public forgetLocalImages(): void {
    this.localImages.clear();
  }

  private deploy(name: string, template: Template): void {
    this.events.push(`deploy ${name}`);
    const done = new Promise<void>((resolve) => setTimeout(resolve, DEPLOYMENT_MILLISECONDS)).then(() => {
      stack.deployed = true;
      this.events.push(`deployed ${name}`);
    });
    const stack: Stack = { name, template, outputs: {}, done, deployed: false };
    this.stacks.set(name, stack);
  }

  private push(image: string): DockerAnswer {
    this.events.push(`push ${image}`);
    const [repository, tag] = image.split(':');
    if (!this.hasRepository(repository)) {
      return { status: 1, message: `name unknown: The repository with name '${repository}' does not exist in the registry with id '${ACCOUNT}'` };
    }
    if (this.images.has(image)) {
      return { status: 1, message: `tag invalid: The image tag '${tag}' already exists in the '${repository}' repository, and is immutable` };
    }
    this.images.add(image);
    return { status: 0 };
  }

  private stack(nameOrArn: string): Stack {
    const stack = this.stacks.get(nameOf(nameOrArn));
    if (stack === undefined) {
      throw new Refusal('ValidationError', `Stack with id ${nameOrArn} does not exist`);
    }
    return stack;
  }

  private changeSet(stack: string): Template {
    const template = this.changeSets.get(nameOf(stack));
    if (template === undefined) {
      throw new Refusal('ChangeSetNotFound', `there is no change set of ${stack}`);
    }
    return template;
  }

  private hasRepository(name: string): boolean {
    return [...this.stacks.values()].some(({ deployed, template }) => deployed && Object.values(template.Resources).some(({ Type, Properties }) => (
      Type === 'AWS::ECR::Repository' && Properties?.RepositoryName === name
    )));
  }

  private requireRepository(name: string): void {
    if (!this.hasRepository(name)) {
      throw new Refusal('RepositoryNotFoundException', `The repository with name '${name}' does not exist in the registry with id '${ACCOUNT}'`);
    }
  }
}

/** Answers once the stack is deployed: of a stack in progress, the CLI would ask again only after five seconds. */
async function described({ name, template, outputs, done }: Stack): Promise<Output> {
  await done;
  return {
    StackName: name,
    StackId: arnOf(name),
    StackStatus: 'CREATE_COMPLETE',
    CreationTime: new Date().toISOString(),
    Parameters: Object.entries(template.Parameters ?? {}).map(([ParameterKey, { Default: ParameterValue }]) => ({ ParameterKey, ParameterValue })),
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
}

function arnOf(stack: string): string {
  return stack.startsWith('arn:') ? stack : `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack}/1`;
}

function nameOf(stack: string): string {
  return stack.startsWith('arn:') ? stack.split('/')[1] : stack;
}
