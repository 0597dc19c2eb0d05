/** A value of a CloudFormation template, as `JSON.parse` gives it. Nothing is taken for granted about its shape. */
export type Json = unknown;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly Condition?: Json;
  readonly Metadata?: Json;
  readonly DeletionPolicy?: Json;
}

/** A template as it will deploy, and where it stands in the app. */
export interface Template {
  /** Construct path of the stack. */
  readonly stackPath: string;
  /** Path of the template file, where there is one. */
  readonly file?: string;
  readonly body: Json;
  /** The `AWS::CloudFormation::Stack` resource of a nested stack. */
  readonly nestedIn?: { readonly stackPath: string; readonly logicalId: string };
}

export function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A section of a template, such as `Resources`; empty where it is missing or malformed. */
export function section(body: Json, name: string): Record<string, Json> {
  const found = isObject(body) ? body[name] : undefined;
  return isObject(found) ? found : {};
}

/** The logical ids and resources of some types. */
export function resourcesOf(body: Json, types: ReadonlySet<unknown>): readonly [logicalId: string, resource: Resource][] {
  return Object.entries(section(body, 'Resources') as Record<string, Resource>).filter(([, resource]) => isObject(resource) && types.has(resource.Type));
}
