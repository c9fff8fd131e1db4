import type { Page, WorkOrderEvent } from '../api/types.ts';
import { momentText } from '../parts/dates.ts';
import { useResource } from '../parts/resource.ts';

const sentences: Record<WorkOrderEvent['kind'], string> = {
  created: 'Created',
  updated: 'Edited',
  assigned: 'Assigned',
  moved: 'Moved on the dispatch board',
  completed: 'Completed',
  invoiced: 'Invoiced',
  photos_added: 'Photos added',
  part_used: 'Part used',
};

/** What happened to the job, newest first; folded away until somebody wants it. */
export function JobHistory({ jobId }: { jobId: string }) {
  const events = useResource<Page<WorkOrderEvent>>(`/api/work-orders/${jobId}/events?pageSize=50`);
  return (
    <details class="card history">
      <summary>History</summary>
      <ul class="stack tight">
        {events.data?.items.map((event) => (
          <li key={event.id} class="row between">
            <span>
              {sentences[event.kind]}
              {event.userName ? ` by ${event.userName}` : ''}
            </span>
            <span class="muted small">{momentText(event.createdAt)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
