/** Whether the user of a process, as Docker takes it (`user`, `uid:gid`), is root. */
export function isRoot(user: string): boolean {
  return /^(?:root|[+-]?0+)(?::|$)/.test(user);
}
