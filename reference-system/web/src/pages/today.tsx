import { useEffect } from 'preact/hooks';
import type { Dashboard, Page as PageOf, Person, ReorderAlert, WorkOrder } from '../api/types.ts';
import { dayName, today } from '../parts/dates.ts';
import { keepChoicesForOffline } from '../parts/find-choices.ts';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Empty } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { useResource } from '../parts/resource.ts';
import type { PageProps } from '../routing/routes.tsx';
import { may } from '../session/roles.ts';
import { JobList } from './job-row.tsx';

const loadAheadAfterMs = 1_500;

/** The first page of the day; each role sees what it works with. */
export function TodayPage({ user }: PageProps) {
  useLoadAhead(user);
  return (
    <Page title="Today">
      <p class="muted lead">
        {greeting()}, {user.name.split(' ')[0]}. {longDate()}
      </p>
      {may(user.role, 'workOnJobs') && (
        <div class="row">
          <a class="button primary" href="/work-orders/new">
            <Icon name="plus" /> New job
          </a>
          {user.role === 'technician' && (
            <a class="button" href="/time">
              <Icon name="time" /> Time
            </a>
          )}
        </div>
      )}
      {may(user.role, 'readReports') && <OfficeFigures />}
      {user.role === 'technician' && <OwnJobs user={user} />}
      {may(user.role, 'dispatchJobs') && <JobsOfToday />}
      {user.role === 'warehouse' && <LowStock />}
    </Page>
  );
}

/** Lists for forms are loaded once the page stands, so that they can be used offline later. */
function useLoadAhead(user: Person): void {
  useEffect(() => {
    const lists = ['/api/items', '/api/work-orders'];
    if (may(user.role, 'seeCustomers')) lists.unshift('/api/customers');
    if (may(user.role, 'assignJobs')) lists.push('/api/technicians');
    const timer = setTimeout(() => void keepChoicesForOffline(lists), loadAheadAfterMs);
    return () => clearTimeout(timer);
  }, [user.role]);
}

function greeting(): string {
  const hour = new Date().getHours();
  return hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
}

function longDate(): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(),
  );
}

function OwnJobs({ user }: { user: Person }) {
  const own = (filter: string) => `/api/work-orders?assignedTo=${user.id}&pageSize=50&${filter}`;
  const started = useResource<PageOf<WorkOrder>>(own('status=in_progress'));
  const planned = useResource<PageOf<WorkOrder>>(own('status=scheduled'));
  return (
    <Loaded from={started}>
      {(inProgress) => (
        <Loaded from={planned}>
          {(scheduled) => <OwnJobLists started={inProgress.items} planned={scheduled.items} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function OwnJobLists({ started, planned }: { started: WorkOrder[]; planned: WorkOrder[] }) {
  const byDate = [...planned].sort((a, b) =>
    (a.scheduledFor ?? '9999').localeCompare(b.scheduledFor ?? '9999'),
  );
  if (started.length + byDate.length === 0) {
    return (
      <Empty>
        <p>No job is planned for you.</p>
        <a class="button" href="/work-orders">
          See all jobs
        </a>
      </Empty>
    );
  }
  return (
    <>
      {started.length > 0 && (
        <section class="stack" aria-label="In progress">
          <h2>In progress</h2>
          <JobList jobs={started} />
        </section>
      )}
      {byDate.length > 0 && (
        <section class="stack" aria-label="Planned for you">
          <h2>Planned for you</h2>
          <JobList jobs={byDate} />
        </section>
      )}
    </>
  );
}

function OfficeFigures() {
  const figures = useResource<Dashboard>('/api/dashboard');
  return (
    <Loaded from={figures} rows={1}>
      {(shown) => (
        <dl class="figures">
          <Figure name="Open jobs" value={shown.openWorkOrders} figure="openWorkOrders" />
          <Figure name="Not assigned" value={shown.unassignedWorkOrders} figure="unassignedWorkOrders" />
          <Figure name="Scheduled today" value={shown.scheduledToday} figure="scheduledToday" />
          <Figure name="To be invoiced" value={shown.completedNotInvoiced} figure="completedNotInvoiced" />
          <Figure name="Low stock" value={shown.lowStockItems} figure="lowStockItems" />
        </dl>
      )}
    </Loaded>
  );
}

function Figure({ name, value, figure }: { name: string; value: number; figure: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-figure={figure}>{value.toLocaleString('en-GB')}</dd>
    </div>
  );
}

function JobsOfToday() {
  const jobs = useResource<PageOf<WorkOrder>>(`/api/work-orders?scheduledFor=${today()}&pageSize=50`);
  const newest = useResource<PageOf<WorkOrder>>('/api/work-orders?pageSize=5');
  return (
    <>
      <section class="stack" aria-label="Jobs of today">
        <h2>Jobs of today</h2>
        <Loaded from={jobs}>
          {({ items }) =>
            items.length > 0 ? (
              <JobList jobs={items} />
            ) : (
              <Empty>
                <p>No job is scheduled for {dayName(today()).toLowerCase()}.</p>
                <a class="button" href="/dispatch">
                  Open the dispatch board
                </a>
              </Empty>
            )
          }
        </Loaded>
      </section>
      <section class="stack" aria-label="Newest jobs">
        <h2>Newest jobs</h2>
        <Loaded from={newest}>{({ items }) => <JobList jobs={items} />}</Loaded>
      </section>
    </>
  );
}

function LowStock() {
  const alerts = useResource<PageOf<ReorderAlert>>('/api/reorder-alerts?pageSize=50');
  return (
    <section class="stack" aria-label="To reorder">
      <h2>To reorder</h2>
      <Loaded from={alerts}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="stock">Everything is above its reorder level.</Empty>
          ) : (
            <ul class="list">
              {items.map((alert) => (
                <li key={alert.itemId}>
                  <a class="list-row" href={`/inventory/${alert.itemId}`}>
                    <span class="title">{alert.name}</span>
                    <span class="side figure">{alert.onHand} on hand</span>
                    <span class="meta">
                      <span class="mono">{alert.sku}</span>
                      <span>Reorder at {alert.reorderLevel}</span>
                      <span>{alert.location}</span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
