/** The known word that was most likely meant, or undefined where none is near. */
export function nearWord(word: string, known: readonly string[]): string | undefined {
  const limit = Math.floor(word.length / 3);
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: distanceOf(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}

/** ` (did you mean x?)`, or nothing. */
export function hint(word: string, known: readonly string[]): string {
  const near = nearWord(word, known);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** Letters to add, take away or change. */
function distanceOf(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const change = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(change, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[to.length] ?? 0;
}
