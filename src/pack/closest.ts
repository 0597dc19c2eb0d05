/** The candidate that a text was most likely meant to be, or undefined where none is near. */
export function closest(text: string, candidates: readonly string[]): string | undefined {
  const measured = candidates.map((candidate) => ({ candidate, distance: editDistance(text.toLowerCase(), candidate.toLowerCase()) }));
  const [nearest] = measured.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(2, nearest.candidate.length / 3) ? nearest.candidate : undefined;
}

/** How many characters have to be put in, taken out or replaced to make one text the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}
