/** An error in the user's words: which construct, and what to do. */
export function fault(scope: { readonly node: { readonly path: string } }, message: string): Error {
  return new Error(`${scope.node.path}: ${message}`);
}
