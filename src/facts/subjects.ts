import type { AppRunnerService } from './app-runner';
import type { BuiltImage } from './built-image';
import type { Cluster } from './cluster';
import type { Container } from './container';
import type { Image } from './image';
import type { Repository } from './repository';
import type { RepositoryTemplate } from './repository-template';
import type { Service } from './service';
import type { TaskDefinition } from './task-definition';

/** Subjects by the folder of the rules that judge them. */
export interface Subjects {
  readonly 'repository': Repository;
  readonly 'repository-template': RepositoryTemplate;
  readonly 'image': Image;
  readonly 'container': Container;
  readonly 'dockerfile': BuiltImage;
  readonly 'task-definition': TaskDefinition;
  readonly 'service': Service;
  readonly 'cluster': Cluster;
  readonly 'app-runner': AppRunnerService;
}
