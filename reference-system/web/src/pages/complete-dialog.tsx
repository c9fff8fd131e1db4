import { useState } from 'preact/hooks';
import type { CompleteWorkOrder, WorkOrder } from '../api/types.ts';
import { submit } from '../offline/outbox.ts';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { SignaturePad } from '../parts/signature-pad.tsx';
import { showToast, toastFor } from '../parts/toast-store.ts';

interface CompleteDialogProps {
  job: WorkOrder;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/**
 * Completes a job with the customer's signature. Without a connection both wait on this phone; the version of the job
 * goes with them, so that a job that the office has changed meanwhile is not completed unseen.
 */
export function CompleteDialog({ job, onDone, onClose }: CompleteDialogProps) {
  const [signedBy, setSignedBy] = useState('');
  const [signature, setSignature] = useState<string | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const complete = async (event: Event) => {
    event.preventDefault();
    if (!signature) return setError('Please sign in the box first.');
    setBusy(true);
    setError(undefined);
    const body: CompleteWorkOrder = { signature, signedBy: signedBy.trim(), version: job.version };
    try {
      const { state } = await submit<WorkOrder>({
        label: `Completed: ${job.title}`,
        method: 'POST',
        path: `/api/work-orders/${job.id}/complete`,
        body,
      });
      showToast(toastFor(state));
      await onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <Dialog title="Complete this job" onClose={onClose}>
      <p class="muted">
        {job.number}, {job.title}
      </p>
      <form class="form" onSubmit={(event) => void complete(event)}>
        <ErrorNote error={error} />
        <TextField
          label="Signed by"
          value={signedBy}
          onValue={setSignedBy}
          required
          maxLength={120}
          autoComplete="off"
        />
        <SignaturePad onChange={setSignature} />
        <div class="actions">
          <button type="submit" class="button primary" disabled={busy}>
            Complete job
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
