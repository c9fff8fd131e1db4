import type { Handlers } from './call.ts';
import { queryOf } from './call.ts';
import type { Database } from './database.ts';
import { invalid } from './errors.ts';
import { date } from './fields.ts';

interface Hours {
  date: string;
  person: string;
  job: string;
  title: string;
  minutes: number;
  note: string;
}

const head = ['Date', 'Person', 'Job', 'Title', 'Minutes', 'Note'];
/** Spreadsheets carry out what begins so; a quote before it keeps it text. */
const formula = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const hoursOf = async (db: Database, from: string | null, to: string | null): Promise<Hours[]> => {
  const found = await db.query<Hours>(
    `select t.work_date as date, u.name as person, w.number as job, w.title, t.minutes, t.note
       from time_entries t join users u on u.id = t.user_id join work_orders w on w.id = t.work_order_id
      where ($1::date is null or t.work_date >= $1) and ($2::date is null or t.work_date <= $2)
      order by t.work_date, u.name, t.created_at, t.id`,
    [from, to],
  );
  return found.rows;
};

/** Every time entry of a period, for the wages office; opens in any spreadsheet. */
export const hoursExportHandlers: Handlers<'getHours'> = {
  getHours: async (call) => {
    const from = queryOf(call, 'from', date('from')) ?? null;
    const to = queryOf(call, 'to', date('to')) ?? null;
    if (from && to && from > to) throw invalid('to', 'to must not lie before from');
    const hours = await hoursOf(call.db, from, to);
    const rows = hours.map(({ date: day, person, job, title, minutes, note }) => [
      day,
      person,
      job,
      title,
      minutes,
      note,
    ]);
    const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
    // Excel takes a file without the mark for another encoding.
    const body = Buffer.from(`\uFEFF${text}\r\n`);
    const disposition = 'attachment; filename="fieldbook-hours.csv"';
    return {
      status: 200,
      content: { type: 'text/csv; charset=utf-8', body, bytes: body.length, disposition },
    };
  },
};
