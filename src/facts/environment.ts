import { PartialText, Reference, Resolved } from './intrinsics';
import { Known, UNRESOLVED } from './known';
import { Properties } from './properties';

/** A variable of a container's `environment`. */
export interface EnvironmentVariable {
  readonly name: string;
  /** Unknown parts read `${Name}`. */
  readonly value: Known<string>;
  /** The parameters and attributes that CloudFormation puts into the value, by their names. What a `Ref` to a resource gives is not among them: it names the resource. */
  readonly supplied: readonly string[];
}

/** The variables whose names are known. */
export function readEnvironment(container: Properties): readonly EnvironmentVariable[] {
  const variables = container.objects('Environment');
  return variables === undefined || variables === UNRESOLVED ? [] : (variables as readonly Properties[]).flatMap((variable) => {
    const name = variable.text('Name');
    return typeof name === 'string' ? readVariable(name, variable) : [];
  });
}

function readVariable(name: string, variable: Properties): EnvironmentVariable {
  const written = variable.value('Value');
  return typeof written === 'string' ? { name, value: written, supplied: [] } : { name, value: variable.partialText('Value'), supplied: suppliedTo(written) };
}

function suppliedTo(value: Resolved): readonly string[] {
  const parts = value instanceof PartialText ? value.parts : value instanceof Reference ? [value] : [];
  return parts.flatMap((part) => (part instanceof Reference ? part.attribute ?? [] : [...part.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name)))
    .filter((name) => !name.startsWith('AWS::'));
}
