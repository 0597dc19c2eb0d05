/** Arithmetic is short. The bound keeps the look ahead from becoming quadratic. */
const MAX_LENGTH = 2000;

/** Whether what begins at `at`, behind `((`, runs up to `))`: if not, it is a subshell in a subshell. */
export function isArithmetic(source: string, at: number): boolean {
  const end = Math.min(source.length, at + MAX_LENGTH);
  let open = 2;
  for (let i = at; i < end; i++) {
    switch (source[i]) {
      case '\\':
        i++;
        break;
      case '"':
      case "'":
        i = endOfQuote(source, i, end);
        break;
      case '(':
        open++;
        break;
      case ')':
        open--;
        break;
    }
    if (open === 1) {
      return source[i + 1] === ')';
    }
  }
  return false;
}

function endOfQuote(source: string, start: number, end: number): number {
  const quote = source[start];
  let i = start + 1;
  while (i < end && source[i] !== quote) {
    i += quote === '"' && source[i] === '\\' ? 2 : 1;
  }
  return i;
}
