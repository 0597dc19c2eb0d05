/** An error in the user's words: which construct, and what to do. Its trace begins where the construct was asked for. */
export function fault(scope: { readonly node: { readonly path: string } }, message: string): Error {
  return faultOf(scope.constructor as () => unknown, scope.node.path, message);
}

/** An error about what has no path, whose trace begins where the function was called. */
export function faultOf(called: (...args: never[]) => unknown, name: string, message: string): Error {
  const error = new Error(`${name}: ${message}`);
  Error.captureStackTrace(error, called);
  return error;
}
