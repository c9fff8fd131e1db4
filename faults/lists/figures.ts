import type { Fault } from '../fault.ts';
import { somePeopleUnserved } from '../some-people-unserved.ts';

/** What a plan says in figures of load, time and data that are moved. */
export const figureFaults: readonly Fault[] = [somePeopleUnserved];
