// Read by Node and by k6 alike: nothing of either is used here.

/** What k6 says of one part at its end. Times are ms since 1970, by the clock of the machine that played it. */
export interface PartEnd {
  digest: string;
  /** As k6 was told: `1/3:2/3`, of `0,1/3,2/3,1`. */
  segment: string;
  sequence: string;
  startedMs: number;
  endedMs: number;
  /** Arrivals that found no free worker. */
  dropped: number;
  iterations: number;
}

const MARK = 'golive-part-end ';

export function endLine(end: PartEnd): string {
  return `${MARK}${JSON.stringify(end)}\n`;
}

/** Reads a line of a part's log; undefined where it is not the last word of one. */
export function readEndLine(line: string): PartEnd | undefined {
  return line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as PartEnd) : undefined;
}
