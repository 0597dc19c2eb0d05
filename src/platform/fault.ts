/** An error in the user's words: which construct, and what to do. Its trace begins where the construct was asked for. */
export function fault(scope: { readonly node: { readonly path: string } }, message: string): Error {
  const error = new Error(`${scope.node.path}: ${message}`);
  Error.captureStackTrace(error, scope.constructor as () => unknown);
  return error;
}
