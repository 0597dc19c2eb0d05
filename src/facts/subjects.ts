import { ImageReference } from '../platform/image-reference';
import { Process } from '../shell';
import { Known } from './known';

/** An `AWS::ECR::Repository`. */
export interface Repository {
  /** How a message calls it: its repository name, else its path in the stack. */
  readonly name: string;
  readonly tagMutability: Known<string>;
  /** Filters of tags that stay movable in spite of immutability. */
  readonly exclusionFilters: Known<readonly string[]>;
  readonly scanOnPush: Known<boolean>;
  /** Whether a registry of this app scans its repositories, whatever they say themselves. */
  readonly scannedByRegistry: Known<boolean>;
}

/** An image that a resource of any AWS service names. */
export interface Image {
  /** How a message calls what runs it, such as `container "api"`. */
  readonly usedBy: string;
  /** As people write it: unknown parts read `${Name}`. */
  readonly text: string;
  readonly reference: ImageReference;
  /** The name of its repository: that of a repository of the app, else the path in the registry. */
  readonly repository: string;
  /** The tag, `undefined` where neither tag nor digest is given, unresolved where CloudFormation may add one. */
  readonly tag: Known<string>;
  readonly digest: Known<string>;
  /** In a private ECR repository, so that its tags are its owner's to choose. */
  readonly own: Known<boolean>;
  /** A tag that was pushed to its repository cannot be pushed again. */
  readonly immutable: Known<boolean>;
  /** Built and pushed by the CDK, under a tag that is unique by content. */
  readonly asset: boolean;
}

/** A container of an `AWS::ECS::TaskDefinition`. */
export interface Container {
  readonly name: Known<string>;
  /** How a message calls it: its name in quotes, or its position where it has none. */
  readonly title: string;
  readonly essential: Known<boolean>;
  /** Another container waits for this one to end. With `essential: false`, that makes it a one-shot init container. */
  readonly oneShot: boolean;
  readonly image: Image | undefined;
  /** What `entryPoint` and `command` of the task definition start. Absent where the image alone decides. */
  readonly process: Process | undefined;
  readonly stopTimeout: Known<number>;
  readonly logDriver: Known<string>;
  /** Log options by name. */
  readonly logOptions: Known<ReadonlyMap<string, Known<string>>>;
  readonly readonlyRootFilesystem: Known<boolean>;
  readonly privileged: Known<boolean>;
  readonly initProcessEnabled: Known<boolean>;
  /** The task runs, or may run, on Fargate. */
  readonly fargate: Known<boolean>;
  readonly windows: Known<boolean>;
  /** ECS Exec, with which people start commands in the running container, is enabled by a service. */
  readonly exec: Known<boolean>;
}

/** An `AWS::ECS::TaskDefinition`. */
export interface TaskDefinition {
  readonly name: string;
  /** The groups of containers that no tie joins; one group where everything belongs together. Unresolved where a tie may hide. */
  readonly groups: Known<readonly (readonly string[])[]>;
}

/** An `AWS::ECS::Service`. */
export interface Service {
  readonly name: string;
  readonly deploymentController: Known<string>;
  readonly strategy: Known<string>;
  readonly schedulingStrategy: Known<string>;
  readonly circuitBreaker: Known<boolean>;
  readonly rollback: Known<boolean>;
  readonly deploymentAlarms: Known<boolean>;
  readonly minimumHealthyPercent: Known<number>;
  readonly maximumPercent: Known<number>;
  readonly desiredCount: Known<number>;
}

/** Subjects by the folder of the rules that judge them. */
export interface Subjects {
  readonly 'repository': Repository;
  readonly 'image': Image;
  readonly 'container': Container;
  readonly 'task-definition': TaskDefinition;
  readonly 'service': Service;
}
