import { LoadError } from '../load-error.ts';

/** Which of how many k6 play a plan together. */
export interface PartOf {
  /** From 1. */
  index: number;
  of: number;
}

/** k6's words for a part: the same that the k6-operator gives its runners. */
export function segmentOf({ index, of }: PartOf): { segment: string; sequence: string } {
  const at = (nth: number) => (nth === 0 ? '0' : nth === of ? '1' : `${nth}/${of}`);
  const sequence = Array.from({ length: of + 1 }, (_, nth) => at(nth)).join(',');
  return { segment: `${at(index - 1)}:${at(index)}`, sequence };
}

/** The part that k6 says it was. @throws LoadError `part-malformed` for a segment that nobody here deals out. */
export function partOfSegment(said: { segment: string; sequence: string }): PartOf {
  const of = said.sequence.split(',').length - 1;
  const parts = Array.from({ length: Math.max(1, of) }, (_, at) => ({ index: at + 1, of: Math.max(1, of) }));
  const found = parts.find((part) => {
    const { segment, sequence } = segmentOf(part);
    return said.segment === segment && said.sequence === sequence;
  });
  if (found) return found;
  const message = `expected a segment such as 1/3:2/3 of 0,1/3,2/3,1, got ${said.segment} of ${said.sequence}`;
  throw new LoadError('part-malformed', message);
}
