import { useEffect, useState } from 'preact/hooks';
import type { Page as PageOf, WorkOrder } from '../api/types.ts';
import { WaitingRows } from '../parts/waiting-rows.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Empty } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { useResource } from '../parts/resource.ts';
import { statusNames } from '../parts/status-tag.tsx';
import { useStore } from '../parts/store.ts';
import { listPath, useSettled, withSearch } from '../routing/list-path.ts';
import { addressStore, navigate } from '../routing/location.ts';
import type { PageProps } from '../routing/routes.tsx';
import { may } from '../session/roles.ts';
import { JobList } from './job-row.tsx';

const statusOptions = [
  { value: '', text: 'All' },
  ...Object.entries(statusNames).map(([value, text]) => ({ value, text })),
];

export function JobsPage({ user }: PageProps) {
  const { search } = useStore(addressStore);
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const settled = useSettled(typed);
  const jobs = useResource<PageOf<WorkOrder>>(
    listPath('/api/work-orders', search, ['q', 'status', 'assignedTo']),
  );
  const set = (changes: Record<string, string>) =>
    navigate(withSearch('/work-orders', changes), { replace: true });

  useEffect(() => {
    if (settled !== (search.get('q') ?? '')) set({ q: settled, page: '' });
  }, [settled]);

  return (
    <Page
      title="Jobs"
      actions={
        may(user.role, 'workOnJobs') && (
          <a class="button primary" href="/work-orders/new">
            <Icon name="plus" /> New job
          </a>
        )
      }
    >
      <div class="filters">
        <TextField
          label="Search jobs"
          type="search"
          value={typed}
          onValue={setTyped}
          placeholder="Title, number, customer"
        />
        <SelectField
          label="Status"
          value={search.get('status') ?? ''}
          onValue={(status) => set({ status, page: '' })}
          options={statusOptions}
        />
        {user.role === 'technician' && (
          <SelectField
            label="Whose"
            value={search.get('assignedTo') ?? ''}
            onValue={(assignedTo) => set({ assignedTo, page: '' })}
            options={[
              { value: '', text: 'Everybody' },
              { value: user.id, text: 'Mine' },
            ]}
          />
        )}
      </div>
      <WaitingRows path="/api/work-orders" />
      <Loaded from={jobs} rows={6}>
        {({ items, page, pageSize, total }) => (
          <>
            {items.length > 0 ? <JobList jobs={items} /> : <Empty>No job matches.</Empty>}
            <Pager
              page={page}
              pageSize={pageSize}
              total={total}
              onPage={(next) => set({ page: String(next) })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
