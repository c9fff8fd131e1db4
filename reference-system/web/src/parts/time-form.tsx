import { useState } from 'preact/hooks';
import type { CreateTimeEntry, TimeEntry } from '../api/types.ts';
import { submit } from '../offline/outbox.ts';
import { Combobox, type Choice } from './combobox.tsx';
import { today } from './dates.ts';
import { TextField } from './field.tsx';
import { findJobs } from './find-choices.ts';
import { ErrorNote } from './note.tsx';
import { showToast, toastFor } from './toast-store.ts';

interface TimeFormProps {
  /** The job, where it is clear already; otherwise the person chooses. */
  job?: Choice;
  onSaved: () => void;
  onCancel?: () => void;
}

export function TimeForm({ job: fixedJob, onSaved, onCancel }: TimeFormProps) {
  const [job, setJob] = useState<Choice | null>(fixedJob ?? null);
  const [date, setDate] = useState(today());
  const [minutes, setMinutes] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const save = async (event: Event) => {
    event.preventDefault();
    if (!job) return;
    setBusy(true);
    setError(undefined);
    const body: CreateTimeEntry = { workOrderId: job.id, date, minutes: Number(minutes), note: note.trim() };
    const label = `Time: ${minutes} min on ${job.text}`;
    try {
      const done = await submit<TimeEntry>({ label, method: 'POST', path: '/api/time-entries', body });
      showToast(toastFor(done.state));
      setMinutes('');
      setNote('');
      onSaved();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="form" onSubmit={(event) => void save(event)}>
      <ErrorNote error={error} />
      {!fixedJob && <Combobox label="Job" chosen={job} onChoose={setJob} find={findJobs} required />}
      <div class="pair">
        <TextField label="Date" type="date" value={date} onValue={setDate} required />
        <TextField
          label="Minutes"
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          value={minutes}
          onValue={setMinutes}
          required
        />
      </div>
      <TextField label="Note" value={note} onValue={setNote} maxLength={500} />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          Save time
        </button>
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
