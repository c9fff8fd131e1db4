import { labourLine } from '../server/invoices.ts';
import type { Cell } from './batch.ts';
import type { Random } from './random.ts';
import { baseDate, isDone, timeRow } from './records.ts';
import type { Counts, SeededJob } from './records.ts';

export interface SeededPart {
  jobId: string;
  itemId: string;
  itemName: string;
  quantity: number;
  cents: number;
}

export interface SeededWork {
  time: Cell[][];
  parts: SeededPart[];
  invoices: Cell[][];
  invoiceLines: Cell[][];
}

type ItemChoice = Pick<SeededPart, 'itemId' | 'itemName' | 'cents'>;

const instant = (ms: number): string => new Date(ms).toISOString();

interface Draft {
  minutes: Map<string, number>;
  parts: Map<string, SeededPart[]>;
}

const invoiceOf = (random: Random, job: SeededJob, draft: Draft): { row: Cell[]; lines: Cell[][] } => {
  const id = random.uuid();
  const parts = (draft.parts.get(job.id) ?? []).map((part) => ({
    kind: 'part' as const,
    description: part.itemName,
    quantity: part.quantity,
    unitPriceCents: part.cents,
    totalCents: part.quantity * part.cents,
  }));
  const lines = [labourLine(draft.minutes.get(job.id) ?? 0), ...parts];
  const totalCents = lines.reduce((sum, line) => sum + line.totalCents, 0);
  return {
    row: [id, job.id, job.customerId, totalCents, instant(baseDate + job.day * 86_400_000 + 36_000_000)],
    lines: lines.map((line, index) => [
      random.uuid(),
      id,
      index + 1,
      line.kind,
      line.description,
      line.quantity,
      line.unitPriceCents,
      line.totalCents,
    ]),
  };
};

/** What was done on finished jobs: hours, parts (one of an item a job), and invoices that add both up. Marks the invoiced. */
export const workOn = (
  random: Random,
  jobs: readonly SeededJob[],
  items: readonly ItemChoice[],
  counts: Counts,
): SeededWork => {
  const done = jobs.filter(isDone);
  const draft: Draft = { minutes: new Map(), parts: new Map() };
  const time = Array.from({ length: counts.timeEntries }, () => {
    const job = random.pick(done);
    const row = timeRow(random, job);
    draft.minutes.set(job.id, (draft.minutes.get(job.id) ?? 0) + Number(row[4]));
    return row;
  });
  for (let index = 0; index < counts.partsUsed; index += 1) {
    const jobId = random.pick(done).id;
    const used = draft.parts.get(jobId) ?? [];
    const item = random.pick(items);
    if (!used.some((part) => part.itemId === item.itemId))
      used.push({ ...item, jobId, quantity: 1 + random.whole(3) });
    draft.parts.set(jobId, used);
  }
  const billed = done.filter((job) => draft.minutes.has(job.id)).slice(0, counts.invoices);
  const invoices = billed.map((job) => invoiceOf(random, job, draft));
  for (const job of billed) job.status = 'invoiced';
  return {
    time,
    parts: [...draft.parts.values()].flat(),
    invoices: invoices.map(({ row }) => row),
    invoiceLines: invoices.flatMap(({ lines }) => lines),
  };
};

/** Opening stock and use, so that each item's rows add up to what it has on hand. */
export const ledgerRows = (
  random: Random,
  items: readonly Cell[][],
  parts: readonly SeededPart[],
  userId: string,
): Cell[][] => {
  const used = new Map<string, number>();
  for (const part of parts) used.set(part.itemId, (used.get(part.itemId) ?? 0) + part.quantity);
  const opening = items.map((row): Cell[] => {
    const itemId = String(row[0]);
    const delta = Number(row[6]) + (used.get(itemId) ?? 0);
    return [
      random.uuid(),
      itemId,
      delta,
      'Opening stock',
      null,
      userId,
      instant(baseDate - 300 * 86_400_000),
    ];
  });
  const use = parts.map((part): Cell[] => {
    const at = instant(baseDate - random.whole(200 * 86_400) * 1000);
    return [random.uuid(), part.itemId, -part.quantity, 'Used on a job', part.jobId, userId, at];
  });
  return [...opening.filter((row) => Number(row[2]) !== 0), ...use];
};
