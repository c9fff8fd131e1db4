import type { Cell } from './batch.ts';
import type { Random } from './random.ts';
import type { SeededUser } from './people.ts';
import {
  businesses,
  firstNames,
  itemKinds,
  itemRatings,
  jobs,
  knownItems,
  lastNames,
  notes,
  streets,
  towns,
} from './words.ts';

/** Everything is dated around this Monday. */
export const baseDate = Date.UTC(2026, 0, 5, 8);
const dayMs = 86_400_000;

export interface Counts {
  /** Each costs a password's hash: where nobody plays a load, a few are enough. */
  subcontractors: number;
  customers: number;
  workOrders: number;
  items: number;
  timeEntries: number;
  partsUsed: number;
  invoices: number;
  photos: number;
}

const small: Counts = {
  subcontractors: 100,
  customers: 40,
  workOrders: 200,
  items: 60,
  timeEntries: 150,
  partsUsed: 30,
  invoices: 8,
  photos: 12,
};

export const sizes: Readonly<Record<'XS' | 'S' | 'M' | 'L', Counts>> = {
  XS: { ...small, subcontractors: 4 },
  S: small,
  M: {
    subcontractors: 100,
    customers: 2_000,
    workOrders: 10_000,
    items: 1_000,
    timeEntries: 8_000,
    partsUsed: 1000,
    invoices: 300,
    photos: 24,
  },
  L: {
    subcontractors: 100,
    customers: 10_000,
    workOrders: 100_000,
    items: 3_000,
    timeEntries: 80_000,
    partsUsed: 8000,
    invoices: 3000,
    photos: 48,
  },
};

export const isoDay = (offsetDays: number): string =>
  new Date(baseDate + offsetDays * dayMs).toISOString().slice(0, 10);
const instant = (ms: number): string => new Date(ms).toISOString();

export const customerRow = (random: Random, index: number): Cell[] => {
  const last = random.pick(lastNames);
  const name = random.chance(35)
    ? `${last} ${random.pick(businesses)}`
    : `${random.pick(firstNames)} ${last}`;
  const address = `${1 + random.whole(140)} ${random.pick(streets)}, ${random.pick(towns)}`;
  const phone = `01632 96${String(random.whole(10_000)).padStart(4, '0')}`;
  return [
    random.uuid(),
    name,
    `customer${index + 1}@example.org`,
    phone,
    address,
    instant(baseDate - random.whole(400) * dayMs),
  ];
};

const ean13 = (index: number): string => {
  const digits = `501${String(100_000_000 + index)}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

/** The stock that the ledger will add up to stands in the row; the ledger's opening row is made from it. */
export const itemRow = (random: Random, index: number): Cell[] => {
  const known = knownItems[index];
  if (known) {
    const { sku, name, barcode, type, unit, onHand, reorder, location, cents } = known;
    return [random.uuid(), sku, name, barcode, type, unit, onHand, reorder, location, cents];
  }
  const sku = `FB-${String(index).padStart(5, '0')}`;
  const kind = random.pick(itemKinds);
  const isEan = random.chance(60);
  const onHand = 40 + random.whole(400);
  const reorder = random.chance(8) ? onHand + random.whole(20) : random.whole(30);
  const location = `Rack ${random.pick(['A', 'B', 'C', 'D'])}${1 + random.whole(12)}`;
  const name = `${kind} ${random.pick(itemRatings)}, pattern ${index}`;
  return [
    random.uuid(),
    sku,
    name,
    isEan ? ean13(index) : sku,
    isEan ? 'ean13' : 'code128',
    'pcs',
    onHand,
    reorder,
    location,
    150 + random.whole(9_000),
  ];
};

export interface SeededJob {
  id: string;
  customerId: string;
  status: 'new' | 'scheduled' | 'in_progress' | 'completed' | 'invoiced';
  technicianId: string | null;
  /** Days from the base date. */
  day: number;
}

const statusOf = (random: Random): SeededJob['status'] => {
  const roll = random.whole(100);
  if (roll < 15) return 'new';
  if (roll < 35) return 'scheduled';
  return roll < 37 ? 'in_progress' : 'completed';
};

const dayOf = (random: Random, status: SeededJob['status'], horizonDays: number): number => {
  if (status === 'completed') return -1 - random.whole(240);
  return status === 'in_progress' ? 0 : random.whole(horizonDays);
};

/** Scheduled jobs fill the days after the base date (about 20 a day), finished ones lie before it. */
export const jobOf = (
  random: Random,
  customerIds: readonly string[],
  technicians: readonly SeededUser[],
  total: number,
): SeededJob => {
  const status = statusOf(random);
  const day = dayOf(random, status, Math.max(14, Math.ceil(total / 100)));
  const assigned = status === 'new' ? random.chance(10) : status !== 'scheduled' || random.chance(85);
  const technicianId = assigned ? random.pick(technicians).id : null;
  return { id: random.uuid(), customerId: random.pick(customerIds), status, technicianId, day };
};

export const isDone = (job: SeededJob): boolean => job.status === 'completed' || job.status === 'invoiced';

export const jobRow = (random: Random, job: SeededJob, index: number, total: number): Cell[] => {
  const [title, description] = random.pick(jobs);
  const planned = job.status === 'new' ? null : isoDay(job.day);
  const done = isDone(job);
  // Numbers and dates rise together, as they would have.
  const created =
    baseDate - 250 * dayMs + Math.floor(((index + 1) / total) * 250 * dayMs) - random.whole(600) * 1000;
  return [
    job.id,
    title,
    description,
    job.customerId,
    job.status,
    random.pick(['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const),
    job.technicianId,
    planned,
    planned === null ? null : random.pick(['08:00', '10:00', '13:00', '15:00'] as const),
    done ? random.pick(lastNames) : null,
    done ? instant(Math.max(created + 3_600_000, baseDate + job.day * dayMs)) : null,
    instant(created),
  ];
};

export const timeRow = (random: Random, job: SeededJob): Cell[] => [
  random.uuid(),
  job.id,
  job.technicianId,
  isoDay(Math.min(job.day, 0)),
  15 * (1 + random.whole(24)),
  random.pick(notes),
  instant(baseDate + Math.min(job.day, 0) * dayMs + random.whole(36_000) * 1000),
];
