import type { Customer, WorkOrder } from '../api/types.ts';
import { dayName, momentText } from '../parts/dates.ts';
import { SignaturePicture } from '../parts/api-picture.tsx';
import { useResource } from '../parts/resource.ts';
import { currentSession } from '../session/session.ts';
import { may } from '../session/roles.ts';

/** What the job is, for whom, where and when. */
export function JobFacts({ job }: { job: WorkOrder }) {
  const role = currentSession()?.user.role ?? 'warehouse';
  const seesCustomers = may(role, 'seeCustomers');
  const customer = useResource<Customer>(seesCustomers ? `/api/customers/${job.customerId}` : null);
  return (
    <section class="card stack" aria-label="About this job">
      {job.description !== '' && <p class="prose">{job.description}</p>}
      <dl class="facts">
        <div>
          <dt>Customer</dt>
          <dd>
            {seesCustomers ? (
              <a href={`/customers/${job.customerId}`}>{job.customerName}</a>
            ) : (
              job.customerName
            )}
          </dd>
        </div>
        {customer.data && <CustomerContact customer={customer.data} />}
        <div>
          <dt>Scheduled for</dt>
          <dd>
            {job.scheduledFor ? dayName(job.scheduledFor) : 'No date yet'}
            {job.scheduledSlot ? `, ${job.scheduledSlot}` : ''}
          </dd>
        </div>
        <div>
          <dt>Technician</dt>
          <dd>{job.assignedToName ?? 'Not assigned'}</dd>
        </div>
        {job.completedAt && (
          <div>
            <dt>Completed</dt>
            <dd>
              {momentText(job.completedAt)}, signed by {job.signedBy}
            </dd>
          </div>
        )}
      </dl>
      {job.completedAt && <SignaturePicture key={job.version} jobId={job.id} signedBy={job.signedBy ?? ''} />}
    </section>
  );
}

function CustomerContact({ customer }: { customer: Customer }) {
  return (
    <>
      {customer.address && (
        <div>
          <dt>Address</dt>
          <dd>{customer.address}</dd>
        </div>
      )}
      {customer.phone && (
        <div>
          <dt>Phone</dt>
          <dd>
            <a class="touch-link" href={`tel:${customer.phone.replace(/[^+\d]/g, '')}`}>
              {customer.phone}
            </a>
          </dd>
        </div>
      )}
    </>
  );
}
