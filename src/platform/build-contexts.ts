/** Whether a further build context is no directory here, but an image, a stage or a URL. */
export function isElsewhere(buildContext: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|git@|github\.com\/)/.test(buildContext);
}
