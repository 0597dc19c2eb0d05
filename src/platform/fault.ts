/** An error in the user's words: which construct, and what to do. Its trace begins where the construct was asked for. */
export function fault(scope: { readonly node: { readonly path: string } }, message: string): Error {
  return faultOf(scope.constructor as () => unknown, scope.node.path, message);
}

/** An error about what has no path, whose trace begins where the function was called, and is whole where that is over. */
export function faultOf(called: (...args: never[]) => unknown, name: string, message: string): Error {
  const error = new Error(`${name}: ${message}`);
  const whole = error.stack;
  Error.captureStackTrace(error, called);
  if (!error.stack?.includes('\n    at ')) {
    error.stack = whole;
  }
  return error;
}
