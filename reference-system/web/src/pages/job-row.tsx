import type { WorkOrder } from '../api/types.ts';
import { dayName } from '../parts/dates.ts';
import { PriorityTag, StatusTag } from '../parts/status-tag.tsx';

/** One job in a list: the sleeve at its left end carries the status's colour, as on a labelled cable. */
export function JobRow({ job }: { job: WorkOrder }) {
  return (
    <li>
      <a class="list-row job-row" href={`/work-orders/${job.id}`} data-status={job.status}>
        <span class="meta">
          <span class="mono">{job.number}</span>
          <span class="tags">
            <PriorityTag priority={job.priority} />
            <StatusTag status={job.status} />
          </span>
        </span>
        <span class="title">{job.title}</span>
        <span class="meta">
          {job.scheduledFor && (
            <span class="when">
              {dayName(job.scheduledFor)}
              {job.scheduledSlot ? ` ${job.scheduledSlot}` : ''}
            </span>
          )}
          <span>{job.customerName}</span>
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
