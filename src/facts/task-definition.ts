import { readContainer, TaskContext } from './container';
import { RepositoryName } from './image';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { Container, TaskDefinition } from './subjects';
import { Member, readGroups } from './ties';

export interface TaskFacts {
  readonly taskDefinition: TaskDefinition;
  readonly containers: readonly { readonly place: string; readonly container: Container }[];
}

export function readTaskDefinition(
  properties: Properties, pathOf: () => string, runsOnFargate: Known<boolean>, repositoryName: RepositoryName,
): TaskFacts {
  const definitions = properties.objects('ContainerDefinitions');
  const readable = Array.isArray(definitions) ? (definitions as readonly Properties[]).filter((definition) => definition.readable) : [];
  const context: TaskContext = {
    fargate: anyTrue(runsOnFargate, requiresFargate(properties)),
    windows: mapKnown(properties.child('RuntimePlatform').text('OperatingSystemFamily'), (family) => /^windows/i.test(family)),
    repositoryName,
    awaited: new Set(readable.flatMap(awaitedBy)),
  };
  const containers = readable.map((definition, index) => readContainer(definition, index, context));
  return {
    taskDefinition: {
      get name() { return pathOf(); },
      groups: readTaskGroups(properties, definitions, readable, containers),
    },
    containers: containers.map((container, index) => ({ container, place: readable[index].place })),
  };
}

function requiresFargate(properties: Properties): Known<boolean> {
  return mapKnown(properties.texts('RequiresCompatibilities'), (compatibilities) => compatibilities.includes('FARGATE'));
}

function awaitedBy(definition: Properties): string[] {
  const dependencies = definition.objects('DependsOn');
  return Array.isArray(dependencies)
    ? (dependencies as readonly Properties[])
      .filter((dependency) => ['COMPLETE', 'SUCCESS'].includes(String(dependency.text('Condition'))))
      .map((dependency) => String(dependency.text('ContainerName')))
    : [];
}

function readTaskGroups(
  properties: Properties, definitions: Known<readonly Properties[]>, readable: readonly Properties[], containers: readonly Container[],
): TaskDefinition['groups'] {
  const named = containers.every(({ name }) => typeof name === 'string');
  if (definitions === undefined || definitions === UNRESOLVED || definitions.length !== readable.length || !named) {
    return UNRESOLVED;
  }
  const members = containers.map(({ name, image }, index): Member => ({ name: name as string, image, properties: readable[index] }));
  return readGroups(members, properties);
}
