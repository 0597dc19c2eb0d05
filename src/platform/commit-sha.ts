/** Whether a text is the full SHA of a commit: 40 hexadecimal digits, or the 64 of a SHA-256 repository. */
export function isCommitSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
