import type { Observation } from '../../evidence/row.ts';

/** What a look has to say; how real it is, whoever writes it knows. */
export type Row = Omit<Observation, 'fidelity'>;
