import { NamedRepository } from './image';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { LifecycleRule, readLifecycle } from './lifecycle';
import { PolicyStatement, readPolicy } from './policy';
import { Properties } from './properties';
import { RegistryScan } from './registry-scan';
import { TagSettings, readTagSettings } from './tag-settings';
import { Json } from './template';
import { hasHole } from '../platform/image-reference';

/** An `AWS::ECR::Repository`. */
export interface Repository extends TagSettings {
  /** How a message calls it: its repository name, else its path in the stack. */
  readonly name: string;
  readonly scanOnPush: Known<boolean>;
  /** Whether a registry of this app scans its repositories, whatever they say themselves. */
  readonly scannedByRegistry: Known<boolean>;
  /** The rules of its lifecycle policy, in the order in which they apply. */
  readonly lifecycle: Known<readonly LifecycleRule[]>;
  /** The statements of its policy. */
  readonly policy: Known<readonly PolicyStatement[]>;
  readonly encryptionType: Known<string>;
  /** What empties it when it is deleted: the property `EmptyOnDelete`, or the custom resource behind the CDK's `autoDeleteImages`. */
  readonly emptiedBy: Known<string>;
  /** Stays when its stack goes. */
  readonly retained: Known<boolean>;
}

/** What a repository takes from around its properties. */
export interface RepositorySurroundings {
  readonly pathOf: () => string;
  readonly deletionPolicy: Json;
  /** Whether a custom resource of the CDK empties it. */
  readonly autoDeleted: () => boolean;
  readonly registryScans: readonly RegistryScan[];
}

export function readRepository(properties: Properties, { pathOf, deletionPolicy, autoDeleted, registryScans }: RepositorySurroundings): Repository {
  const name = mapKnown(properties.partialText('RepositoryName'), (text) => (hasHole(text) ? UNRESOLVED : text));
  return {
    get name() { return nameOf(properties, pathOf); },
    ...readTagSettings(properties),
    scanOnPush: properties.child('ImageScanningConfiguration').flag('ScanOnPush'),
    scannedByRegistry: anyTrue(...registryScans.map((scans) => scans(name))),
    lifecycle: readLifecycle(properties.child('LifecyclePolicy').document('LifecyclePolicyText')),
    policy: readPolicy(properties.document('RepositoryPolicyText')),
    encryptionType: properties.child('EncryptionConfiguration').text('EncryptionType'),
    emptiedBy: autoDeleted() ? 'autoDeleteImages' : mapKnown(properties.flag('EmptyOnDelete'), (empty) => (empty ? 'EmptyOnDelete' : undefined)),
    retained: deletionPolicy === undefined || typeof deletionPolicy === 'string' ? /^Retain/.test(deletionPolicy ?? '') : UNRESOLVED,
  };
}

/** A repository as images see it. Public ones have no setting of mutability: their tags can be pushed again. */
export function readNamedRepository(properties: Properties, pathOf: () => string): NamedRepository {
  return { name: nameOf(properties, pathOf), ...readTagSettings(properties) };
}

function nameOf(properties: Properties, pathOf: () => string): string {
  const name = properties.partialText('RepositoryName');
  return typeof name === 'string' ? name : pathOf();
}
