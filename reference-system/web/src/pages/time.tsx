import { useState } from 'preact/hooks';
import type { Page as PageOf, TimeEntry } from '../api/types.ts';
import { dayName, groupByDay, minutesText } from '../parts/dates.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Empty } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { useResource } from '../parts/resource.ts';
import { TimeForm } from '../parts/time-form.tsx';
import { WaitingRows } from '../parts/waiting-rows.tsx';
import type { PageProps } from '../routing/routes.tsx';

export function TimePage({ user }: PageProps) {
  const [page, setPage] = useState(1);
  const entries = useResource<PageOf<TimeEntry>>(`/api/time-entries?pageSize=50&page=${page}`);
  const isOwn = user.role === 'technician';
  return (
    <Page title="Time">
      <div class="two-columns">
        <section class="card stack" aria-label="Enter time">
          <h2>Enter time</h2>
          <TimeForm onSaved={() => void entries.reload()} />
        </section>
        <section class="stack" aria-label="Entered time">
          <h2>{isOwn ? 'Your time' : 'Everybody’s time'}</h2>
          <WaitingRows path="/api/time-entries" />
          <Loaded from={entries}>
            {({ items, page: shown, pageSize, total }) => (
              <>
                {items.length > 0 ? (
                  <Days entries={items} showPerson={!isOwn} />
                ) : (
                  <Empty icon="time">No time entered yet.</Empty>
                )}
                <Pager page={shown} pageSize={pageSize} total={total} onPage={setPage} />
              </>
            )}
          </Loaded>
        </section>
      </div>
    </Page>
  );
}

function Days({ entries, showPerson }: { entries: readonly TimeEntry[]; showPerson: boolean }) {
  return (
    <>
      {groupByDay(entries).map((group) => (
        <section key={group.date} class="stack tight" aria-label={dayName(group.date)}>
          <div class="row between">
            <h3>{dayName(group.date)}</h3>
            <span class="muted figure">{minutesText(group.minutes)}</span>
          </div>
          <ul class="list">
            {group.entries.map((entry) => (
              <li key={entry.id}>
                <a class="list-row" href={`/work-orders/${entry.workOrderId}`}>
                  <span class="title">{entry.workOrderTitle}</span>
                  <span class="side figure">{minutesText(entry.minutes)}</span>
                  <span class="meta">
                    <span class="mono">{entry.workOrderNumber}</span>
                    {showPerson && <span>{entry.userName}</span>}
                    {entry.note && <span>{entry.note}</span>}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
