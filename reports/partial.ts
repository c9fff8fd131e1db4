/** What of a whole run was asked, and why it cannot end in GO where that is not said by the numbers. */
export interface Partial {
  readonly scheduled: number;
  readonly of: number;
  readonly why?: string | undefined;
}

/** `26 of 26 checks, in a rehearsal`. */
export const partText = ({ scheduled, of, why }: Partial): string =>
  `${scheduled} of ${of} checks${why === undefined ? '' : `, ${why}`}`;

/** `26 of 26 checks were asked, in a rehearsal. It cannot end in GO.` */
export const partSentence = ({ scheduled, of, why }: Partial): string =>
  `${scheduled} of ${of} checks were asked${why === undefined ? '' : `, ${why}`}. It cannot end in GO.`;
