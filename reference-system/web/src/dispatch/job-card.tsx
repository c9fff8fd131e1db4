import type { WorkOrder } from '../api/types.ts';
import { PriorityTag } from '../parts/status-tag.tsx';

export interface CardActions {
  onGrab: (event: PointerEvent, job: WorkOrder) => void;
  onMoveTo: (job: WorkOrder) => void;
}

interface JobCardProps extends CardActions {
  job: WorkOrder;
  isSaving: boolean;
  isCarried: boolean;
}

/** A job on the board: carried by its handle, or moved by its button. */
export function JobCard({ job, isSaving, isCarried, onGrab, onMoveTo }: JobCardProps) {
  const isClosed = job.status === 'completed' || job.status === 'invoiced';
  return (
    <li
      class={`job-card ${isCarried ? 'carried' : ''}`}
      data-status={job.status}
      data-job={job.id}
      aria-busy={isSaving}
    >
      <div class="job-card-text">
        <a href={`/work-orders/${job.id}`} draggable={false}>
          <span class="title">{job.title}</span>
          <span class="muted small customer">
            <span class="mono">{job.number}</span> {job.customerName}
          </span>
        </a>
        <PriorityTag priority={job.priority} />
        {isSaving && <span class="tag high">Saving…</span>}
      </div>
      {!isClosed && (
        <div class="job-card-tools">
          <span
            class="handle"
            aria-hidden="true"
            title="Drag to move"
            onPointerDown={(event) => onGrab(event, job)}
          >
            <span />
          </span>
          <button type="button" class="button" disabled={isSaving} onClick={() => onMoveTo(job)}>
            Move to…<span class="visually-hidden"> {job.number}</span>
          </button>
        </div>
      )}
    </li>
  );
}
