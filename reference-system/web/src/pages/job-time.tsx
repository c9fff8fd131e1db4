import { useState } from 'preact/hooks';
import type { CreateTimeEntry, Page, Person, TimeEntry, WorkOrder } from '../api/types.ts';
import { waitingStore } from '../offline/outbox.ts';
import { dayName, minutesText } from '../parts/dates.ts';
import { Dialog } from '../parts/dialog.tsx';
import { jobChoice } from '../parts/find-choices.ts';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { TimeForm } from '../parts/time-form.tsx';
import { may } from '../session/roles.ts';

/** The time spent on a job (a technician sees own entries only), and the means to enter more. */
export function JobTime({ job, user }: { job: WorkOrder; user: Person }) {
  const mayKeep = may(user.role, 'keepTime');
  const entries = useResource<Page<TimeEntry>>(
    mayKeep ? `/api/time-entries?workOrderId=${job.id}&pageSize=100` : null,
  );
  const waiting = useStore(waitingStore).filter(
    ({ path, body }) => path === '/api/time-entries' && (body as CreateTimeEntry).workOrderId === job.id,
  );
  const [isOpen, setOpen] = useState(false);
  if (!mayKeep) return null;
  const saved = () => {
    setOpen(false);
    void entries.reload();
  };
  return (
    <section class="stack" aria-label="Time">
      <div class="row between">
        <h2>Time</h2>
        <button type="button" class="button" onClick={() => setOpen(true)}>
          <Icon name="time" /> Enter time
        </button>
      </div>
      {waiting.map((change) => (
        <p key={change.key} class="note warn">
          <Icon name="sync" />
          <span>{`${minutesText((change.body as CreateTimeEntry).minutes)}: waiting to be sent.`}</span>
        </p>
      ))}
      <Loaded from={entries} rows={1}>
        {({ items }) =>
          items.length > 0 ? <TimeTable entries={items} /> : <p class="muted">No time entered yet.</p>
        }
      </Loaded>
      {isOpen && (
        <Dialog title="Enter time" onClose={() => setOpen(false)}>
          <p class="muted">
            {job.number}, {job.title}
          </p>
          <TimeForm job={jobChoice(job)} onSaved={saved} onCancel={() => setOpen(false)} />
        </Dialog>
      )}
    </section>
  );
}

function TimeTable({ entries }: { entries: readonly TimeEntry[] }) {
  const total = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Who, what</th>
          <th scope="col" class="number">
            Time
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>{dayName(entry.date)}</td>
            <td>
              {entry.userName}
              {entry.note && <div class="muted small">{entry.note}</div>}
            </td>
            <td class="number">{minutesText(entry.minutes)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Together
          </th>
          <td class="number">{minutesText(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
