const minuteMs = 60_000;

/** A whole run; one that only some checks are asked of; a planted fault; a round of a mutant. */
export const limits = {
  clean: 30 * minuteMs,
  control: 15 * minuteMs,
  fault: 6 * minuteMs,
  mutation: 4 * minuteMs,
};
