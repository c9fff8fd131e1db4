import type { WorkOrder } from '../api/types.ts';
import { dayName } from '../parts/dates.ts';
import { PriorityTag, StatusTag } from '../parts/status-tag.tsx';

/** One job in a list: the sleeve at its left end carries the status's colour. */
export function JobRow({ job }: { job: WorkOrder }) {
  return (
    <li>
      <a class="list-row" href={`/work-orders/${job.id}`} data-status={job.status}>
        <span class="title">{job.title}</span>
        <span class="side row">
          <PriorityTag priority={job.priority} />
          <StatusTag status={job.status} />
        </span>
        <span class="meta">
          <span class="mono">{job.number}</span>
          <span>{job.customerName}</span>
          {job.scheduledFor && (
            <span>
              {dayName(job.scheduledFor)}
              {job.scheduledSlot ? ` ${job.scheduledSlot}` : ''}
            </span>
          )}
          <span>{job.assignedToName ?? 'Not assigned'}</span>
        </span>
      </a>
    </li>
  );
}

export function JobList({ jobs }: { jobs: readonly WorkOrder[] }) {
  return (
    <ul class="list">
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}
