import { Known, mapKnown } from './known';
import { Properties } from './properties';
import { TagSettings, readTagSettings } from './tag-settings';

/** An `AWS::ECR::RepositoryCreationTemplate`: the settings of repositories that ECR creates itself. */
export interface RepositoryTemplate extends TagSettings {
  /** How a message calls it, by the prefix of the repositories that it is for. */
  readonly title: string;
  /** It is for caches of other registries alone, whose tags are not their owner's to choose. */
  readonly cachesOnly: Known<boolean>;
}

export function readRepositoryTemplate(properties: Properties, pathOf: () => string): RepositoryTemplate {
  const prefix = properties.partialText('Prefix');
  return {
    get title() { return `repository creation template "${typeof prefix === 'string' ? prefix : pathOf()}"`; },
    ...readTagSettings(properties),
    cachesOnly: mapKnown(properties.texts('AppliedFor'), (scenarios) => scenarios.length > 0 && scenarios.every((scenario) => scenario === 'PULL_THROUGH_CACHE')),
  };
}
