import { Container, readContainer, TaskContext } from './container';
import { FindRepository } from './image';
import { Known, UNRESOLVED, anyTrue, mapKnown } from './known';
import { Properties } from './properties';
import { TaskUse } from './service';
import { Member, readGroups } from './ties';

/** An `AWS::ECS::TaskDefinition`. */
export interface TaskDefinition {
  readonly name: string;
  /** The groups of containers that no tie joins; one group where everything belongs together. Unresolved where a tie may hide. */
  readonly groups: Known<readonly (readonly string[])[]>;
}

export interface TaskFacts {
  readonly taskDefinition: TaskDefinition;
  readonly containers: readonly { readonly place: string; readonly container: Container }[];
}

/** What the rest of the app says of a task definition. */
export interface TaskSurroundings {
  readonly pathOf: () => string;
  readonly use: TaskUse;
  readonly repository: FindRepository;
}

export function readTaskDefinition(properties: Properties, { pathOf, use, repository }: TaskSurroundings): TaskFacts {
  const definitions = properties.objects('ContainerDefinitions');
  const readable = Array.isArray(definitions) ? (definitions as readonly Properties[]).filter((definition) => definition.readable) : [];
  const required = requiresFargate(properties);
  const context: TaskContext = {
    fargate: required === true ? true : anyTrue(required, use.fargate),
    exec: use.exec,
    windows: readWindows(properties),
    repository,
    awaited: new Set(readable.flatMap(awaitedBy)),
  };
  const containers = readable.map((definition) => readContainer(definition, context));
  return {
    taskDefinition: {
      get name() { return pathOf(); },
      groups: readTaskGroups(properties, definitions, readable, containers),
    },
    containers: containers.map((container, index) => ({ container, place: readable[index].place })),
  };
}

/** By the runtime platform, or by a placement constraint that asks for instances with Windows. */
function readWindows(properties: Properties): Known<boolean> {
  const constraints = properties.objects('PlacementConstraints');
  const expressions = Array.isArray(constraints) ? (constraints as readonly Properties[]).map((constraint) => constraint.partialText('Expression')) : [];
  const placed = expressions.some((expression) => typeof expression === 'string' && /ecs\.os-type\s*==\s*['"]?windows/.test(expression));
  return placed || mapKnown(properties.child('RuntimePlatform').text('OperatingSystemFamily'), (family) => /^windows/i.test(family));
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
