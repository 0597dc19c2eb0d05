import { NamedRepository } from './image';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { LifecycleRule, readLifecycle } from './lifecycle';
import { PolicyStatement, readPolicy } from './policy';
import { Properties } from './properties';
import { RegistryScan } from './registry-scan';
import { TagSettings, readTagSettings } from './tag-settings';
import { Json } from './template';
import { hasHole } from '../platform/image-reference';

/** What a repository takes from around its properties. */
export interface RepositorySurroundings {
  readonly pathOf: () => string;
  readonly deletionPolicy: Json;
  /** Whether a custom resource of the CDK empties it. */
  readonly autoDeleted: () => boolean;
  readonly registryScans: readonly RegistryScan[];
}

/** An `AWS::ECR::Repository`. */
export class Repository implements TagSettings {
  /** How a message calls it: its repository name, else its path in the stack. */
  public readonly name: string;
  public readonly tagMutability: Known<string>;
  public readonly exclusionFilters: TagSettings['exclusionFilters'];
  public readonly scanOnPush: Known<boolean>;
  /** Whether a registry of this app scans its repositories, whatever they say themselves. */
  public readonly scannedByRegistry: Known<boolean>;
  /** The rules of its lifecycle policy, in the order in which they apply. */
  public readonly lifecycle: Known<readonly LifecycleRule[]>;
  /** The statements of its policy. */
  public readonly policy: Known<readonly PolicyStatement[]>;
  public readonly encryptionType: Known<string>;
  /** What empties it when it is deleted: the property `EmptyOnDelete`, or the custom resource behind the CDK's `autoDeleteImages`. */
  public readonly emptiedBy: Known<string>;
  /** Stays when its stack goes. */
  public readonly retained: Known<boolean>;

  public constructor(properties: Properties, surroundings: RepositorySurroundings) {
    const { pathOf, deletionPolicy, autoDeleted, registryScans } = surroundings;
    const { tagMutability, exclusionFilters } = readTagSettings(properties);
    const ownName = properties.partialText('RepositoryName');
    const knownName = mapKnown(ownName, (text) => (hasHole(text) ? UNRESOLVED : text));
    this.name = typeof ownName === 'string' ? ownName : pathOf();
    this.tagMutability = tagMutability;
    this.exclusionFilters = exclusionFilters;
    this.scanOnPush = properties.child('ImageScanningConfiguration').flag('ScanOnPush');
    this.scannedByRegistry = anyTrue(...registryScans.map((scans) => scans(knownName)));
    this.lifecycle = readLifecycle(properties.child('LifecyclePolicy').document('LifecyclePolicyText'));
    this.policy = readPolicy(properties.document('RepositoryPolicyText'));
    this.encryptionType = properties.child('EncryptionConfiguration').text('EncryptionType');
    this.emptiedBy = autoDeleted() ? 'autoDeleteImages' : mapKnown(properties.flag('EmptyOnDelete'), (empty) => (empty ? 'EmptyOnDelete' : undefined));
    this.retained = deletionPolicy === undefined || typeof deletionPolicy === 'string' ? /^Retain/.test(deletionPolicy ?? '') : UNRESOLVED;
  }
}

/** A repository as images see it. Public ones have no setting of mutability: their tags can be pushed again. */
export function readNamedRepository(properties: Properties, pathOf: () => string): NamedRepository {
  const name = properties.partialText('RepositoryName');
  const { tagMutability, exclusionFilters } = readTagSettings(properties);
  return { name: typeof name === 'string' ? name : pathOf(), tagMutability, exclusionFilters };
}
