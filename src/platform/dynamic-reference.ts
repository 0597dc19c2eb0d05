/**
 * A value that CloudFormation fetches when it deploys, and hands to the service in plain text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export interface DynamicReference {
  /** `ssm`, `ssm-secure` or `secretsmanager`. */
  readonly service: string;
  /** The field of a Secrets Manager secret that it asks for; absent where that is the whole of it. */
  readonly field?: string;
}

/** The identifier may have unknown parts, which read `${Name}`. */
const REFERENCE = /\{\{resolve:([a-z-]+):((?:[^{}]|\$\{[^{}]*\})*)\}\}/g;

export function dynamicReferencesIn(text: string): readonly DynamicReference[] {
  return text.includes('{{resolve:') ? [...text.matchAll(REFERENCE)].map(([, service, key]) => ({ service, field: fieldOf(key) })) : [];
}

/** The text with unknown parts, which read `${Name}`, in the place of its dynamic references. */
export function withoutDynamicReferences(text: string): string {
  return text.includes('{{resolve:') ? text.replace(REFERENCE, '${resolve}') : text;
}

function fieldOf(key: string): string | undefined {
  const [, field] = /:SecretString:([^:]+)/.exec(key) ?? [];
  return field;
}
