import type { DispatchBoard, Slot, WorkOrder } from '../api/types.ts';

/** Where a job is on the board: a technician's slot, a technician's day without a time, or the tray (null). */
export interface Place {
  technicianId: string | null;
  slot: Slot | null;
}

export interface Move {
  job: WorkOrder;
  to: Place;
}

export const slots: readonly Slot[] = ['08:00', '10:00', '13:00', '15:00'];

/** The rows of the board: its slots, then the jobs of the day without a time. */
export const rows: readonly { slot: Slot | null; name: string }[] = [
  ...slots.map((slot) => ({ slot, name: slot })),
  { slot: null, name: 'Any time' },
];

/** Names a cell, also in the page (`data-drop`): `<technician>|<slot>`, the tray is `|`. */
export function cellName({ technicianId, slot }: Place): string {
  return `${technicianId ?? ''}|${slot ?? ''}`;
}

/** Reads a cell's name back; null when it is none. */
export function placeOf(name: string): Place | null {
  const [technicianId, slot] = name.split('|');
  if (technicianId === undefined || slot === undefined) return null;
  const known = slots.find((one) => one === slot) ?? null;
  return { technicianId: technicianId === '' ? null : technicianId, slot: known };
}

/** Which jobs lie in which cell, with the moves that are on their way to the server drawn where they will be. */
export function arrange(board: DispatchBoard, moving: readonly Move[]): Map<string, WorkOrder[]> {
  const cells = new Map<string, WorkOrder[]>();
  const put = (place: Place, job: WorkOrder) => {
    const name = cellName(place.technicianId === null ? { technicianId: null, slot: null } : place);
    cells.set(name, [...(cells.get(name) ?? []), job]);
  };
  const target = new Map(moving.map(({ job, to }) => [job.id, to]));
  for (const technician of board.technicians) {
    for (const job of technician.jobs) {
      put(target.get(job.id) ?? { technicianId: technician.id, slot: job.scheduledSlot }, job);
    }
  }
  for (const job of board.unassigned) put(target.get(job.id) ?? { technicianId: null, slot: null }, job);
  return cells;
}
