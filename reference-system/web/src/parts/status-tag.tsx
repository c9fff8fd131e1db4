import type { Priority, WorkOrderStatus } from '../api/types.ts';

export const statusNames: Record<WorkOrderStatus, string> = {
  new: 'New',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  completed: 'Completed',
  invoiced: 'Invoiced',
};

export const priorityNames: Record<Priority, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

export function StatusTag({ status }: { status: WorkOrderStatus }) {
  return (
    <span class="tag" data-status={status}>
      <span class="dot" />
      {statusNames[status]}
    </span>
  );
}

/** Only what is out of the ordinary is marked. */
export function PriorityTag({ priority }: { priority: Priority }) {
  if (priority === 'normal' || priority === 'low') return null;
  return <span class={`tag ${priority}`}>{priorityNames[priority]}</span>;
}
