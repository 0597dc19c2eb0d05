/** Stands for a value that only CloudFormation will know. It equals nothing that a rule can ask for. */
export const UNRESOLVED: unique symbol = Symbol('unresolved');

/** A value of a template: there, absent (`undefined`), or not to be known at synthesis. */
export type Known<T> = T | undefined | typeof UNRESOLVED;

/** Applies a function to a value that is there. Absent stays absent and unresolved stays unresolved. */
export function mapKnown<T, R>(value: Known<T>, transform: (value: T) => Known<R>): Known<R> {
  return value === undefined || value === UNRESOLVED ? value as undefined | typeof UNRESOLVED : transform(value as T);
}

/** Finds something out when it is first asked for. */
export function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}

/** Kleene's "or": true as soon as one side is certain, unresolved where the answer hangs on an unresolved one. */
export function anyTrue(...flags: Known<boolean>[]): boolean | typeof UNRESOLVED {
  if (flags.includes(true)) {
    return true;
  }
  return flags.includes(UNRESOLVED) ? UNRESOLVED : false;
}

/** The texts where every one is known, and unresolved where one is not. */
export function allTexts(texts: readonly Known<string>[]): readonly string[] | typeof UNRESOLVED {
  return texts.every((text) => typeof text === 'string') ? texts : UNRESOLVED;
}
