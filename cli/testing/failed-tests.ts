/** A test that failed, as the runner told of it. */
export interface FailedTest {
  /** `cli/kill.test.ts:49`; a file that ended before any test has no line. */
  readonly place: string;
  readonly name: string;
  /** What it says of itself: the error's text, what was expected and got where that is not in it, the first frames. */
  readonly lines: readonly string[];
}

const lineLimit = 240;
const frames = 3;

/** The words of an error, and where it was thrown. */
export function linesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return cut(String(error));
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*[/\\]/u.test(line));
  const own = stack.filter((line) => !line.includes('node:')).slice(0, frames);
  return [...cut(error.message), ...comparedBy(error), ...own.map((line) => line.trim())];
}

/** An assertion that was given words of its own may say nothing but them. */
function comparedBy(error: Error): readonly string[] {
  if (!('generatedMessage' in error) || error.generatedMessage !== false || error.message.includes('\n'))
    return [];
  const { expected, actual } = error as { readonly expected?: unknown; readonly actual?: unknown };
  return cut(`expected ${inOneLine(expected)}\nactual   ${inOneLine(actual)}`);
}

function inOneLine(value: unknown): string {
  return value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** Lines without the empty ones, none of them too long. */
export function cut(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => (line.length > lineLimit ? `${line.slice(0, lineLimit)} …` : line));
}

/** Each failed test with its place, and of its words as many lines as all of them together have room for. */
export function tellFailed(failed: readonly FailedTest[], roomLines: number): readonly string[] {
  const linesAt = (each: number): number =>
    failed.reduce((sum, { lines }) => sum + 1 + Math.min(each, lines.length), 0);
  let each = 0;
  while (each < roomLines && linesAt(each + 1) <= roomLines) each += 1;
  const told = failed.flatMap(({ place, name, lines }) => [
    `✖ ${place}: ${name}`,
    ...shortened(lines, each).map((line) => `    ${line}`),
  ]);
  if (told.length <= roomLines) return told;
  return [...told.slice(0, roomLines - 1), `… ${failed.length} tests failed in all`];
}

/** The first lines say what, the last ones where. */
function shortened(lines: readonly string[], limit: number): readonly string[] {
  if (lines.length <= limit) return lines;
  if (limit < 6) return lines.slice(0, limit);
  return [...lines.slice(0, limit - frames - 1), '…', ...lines.slice(-frames)];
}
