import { useState } from 'preact/hooks';
import { sentenceFor } from '../api/client.ts';
import type { CompleteWorkOrder, Person, UpdateWorkOrder, WorkOrder } from '../api/types.ts';
import type { Change } from '../offline/change.ts';
import { submit, waitingStore } from '../offline/outbox.ts';
import { Icon } from '../parts/icon.tsx';
import { LoadFailure, Loading } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { useResource, type Resource } from '../parts/resource.ts';
import { PriorityTag, StatusTag } from '../parts/status-tag.tsx';
import { useStore } from '../parts/store.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import type { PageProps } from '../routing/routes.tsx';
import { may } from '../session/roles.ts';
import { CompleteDialog } from './complete-dialog.tsx';
import { JobFacts } from './job-facts.tsx';
import { fieldsOf, JobForm, type JobFields } from './job-form.tsx';
import { JobHistory } from './job-history.tsx';
import { JobParts } from './job-parts.tsx';
import { JobPhotos } from './job-photos.tsx';
import { JobTime } from './job-time.tsx';

export function JobPage({ parameters, user }: PageProps) {
  const path = `/api/work-orders/${parameters['id']}`;
  const loaded = useResource<WorkOrder>(path);
  const waiting = useStore(waitingStore).filter(
    (change) =>
      change.state === 'waiting' &&
      ((change.path === path && change.method === 'PATCH') || change.path === `${path}/complete`),
  );
  if (!loaded.data) {
    return (
      <Page title="Job">
        {loaded.error ? (
          <LoadFailure error={loaded.error} onRetry={() => void loaded.reload()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return <JobView job={withWaiting(loaded.data, waiting)} waiting={waiting} loaded={loaded} user={user} />;
}

/** The job as it will be when what waits on this phone is sent. */
function withWaiting(job: WorkOrder, waiting: readonly Change[]): WorkOrder {
  return waiting.reduce((seen, change) => ({ ...seen, ...shownOf(change), version: job.version }), job);
}

function shownOf({ method, body, madeAt }: Change): Partial<WorkOrder> {
  if (method === 'PATCH') return body as UpdateWorkOrder;
  const { signedBy } = body as CompleteWorkOrder;
  return { status: 'completed', signedBy, completedAt: madeAt };
}

/** What may be done with a job by whom, as the server will decide it. */
function allowed(job: WorkOrder, user: Person) {
  const isOpen = job.status !== 'completed' && job.status !== 'invoiced';
  const isTheirs = user.role !== 'technician' || job.assignedTo === null || job.assignedTo === user.id;
  const mayWork = may(user.role, 'workOnJobs') && isTheirs;
  return { edit: isOpen && mayWork, complete: isOpen && mayWork, addPhotos: mayWork };
}

interface JobViewProps {
  job: WorkOrder;
  waiting: Change[];
  loaded: Resource<WorkOrder>;
  user: Person;
}

function JobView({ job, waiting, loaded, user }: JobViewProps) {
  const [doing, setDoing] = useState<'nothing' | 'edit' | 'complete'>('nothing');
  const can = allowed(job, user);
  const done = async () => {
    setDoing('nothing');
    await loaded.reload();
  };
  const above = (
    <div class="row">
      <span class="number mono">{job.number}</span>
      <StatusTag status={job.status} />
      <PriorityTag priority={job.priority} />
    </div>
  );
  if (doing === 'edit') {
    return (
      <Page title={`Edit ${job.number}`} above={above}>
        <EditJob job={job} user={user} onDone={done} onCancel={() => setDoing('nothing')} />
      </Page>
    );
  }
  return (
    <Page title={job.title} above={above}>
      {waiting.length > 0 && (
        <p class="note warn">
          <Icon name="sync" />
          <span>Your changes to this job are waiting to be sent. They are shown here already.</span>
        </p>
      )}
      <div class="row job-actions">
        {can.complete && (
          <button type="button" class="button primary" onClick={() => setDoing('complete')}>
            <Icon name="check" /> Complete job
          </button>
        )}
        {can.edit && (
          <button type="button" class="button" onClick={() => setDoing('edit')}>
            <Icon name="edit" /> Edit
          </button>
        )}
        {can.edit && job.status !== 'in_progress' && <StartButton job={job} onDone={done} />}
      </div>
      <div class="two-columns">
        <div class="stack loose">
          <JobFacts job={job} />
          <JobPhotos jobId={job.id} mayAdd={can.addPhotos} />
        </div>
        <div class="stack loose">
          <JobParts job={job} user={user} />
          <JobTime job={job} user={user} />
          <JobHistory key={job.version} jobId={job.id} />
        </div>
      </div>
      {doing === 'complete' && <CompleteDialog job={job} onDone={done} onClose={() => setDoing('nothing')} />}
    </Page>
  );
}

function StartButton({ job, onDone }: { job: WorkOrder; onDone: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const body: UpdateWorkOrder = { status: 'in_progress', version: job.version };
      const path = `/api/work-orders/${job.id}`;
      const sent = await submit<WorkOrder>({
        label: `Start ${job.number}: ${job.title}`,
        method: 'PATCH',
        path,
        body,
      });
      showToast(toastFor(sent.state));
    } catch (refused) {
      showToast(sentenceFor(refused));
    }
    setBusy(false);
    await onDone();
  };
  return (
    <button type="button" class="button" disabled={busy} onClick={() => void start()}>
      Start job
    </button>
  );
}

interface EditJobProps {
  job: WorkOrder;
  user: Person;
  onDone: () => Promise<void>;
  onCancel: () => void;
}

/** Sends only what was changed, so that an edit never undoes what somebody else changed beside it. */
function EditJob({ job, user, onDone, onCancel }: EditJobProps) {
  const before = fieldsOf(job);
  const save = async (fields: JobFields) => {
    const changed = Object.entries(fields).filter(
      ([name, value]) => value !== before[name as keyof JobFields],
    );
    if (changed.length === 0) return onDone();
    const body: UpdateWorkOrder = { ...Object.fromEntries(changed), version: job.version };
    const path = `/api/work-orders/${job.id}`;
    const sent = await submit<WorkOrder>({
      label: `Edit ${job.number}: ${fields.title}`,
      method: 'PATCH',
      path,
      body,
    });
    showToast(toastFor(sent.state));
    await onDone();
  };
  return (
    <JobForm
      user={user}
      start={before}
      customer={{ id: job.customerId, text: job.customerName }}
      onSave={save}
      onCancel={onCancel}
    />
  );
}
