import { useState } from 'preact/hooks';
import type { CreateWorkOrder, Items, Person, Priority, Technician, WorkOrder } from '../api/types.ts';
import { Combobox, type Choice } from '../parts/combobox.tsx';
import { LongTextField, SelectField, TextField } from '../parts/field.tsx';
import { findCustomers } from '../parts/find-choices.ts';
import { ErrorNote } from '../parts/note.tsx';
import { useResource } from '../parts/resource.ts';
import { priorityNames } from '../parts/status-tag.tsx';
import { may } from '../session/roles.ts';

export type JobFields = Required<Omit<CreateWorkOrder, 'scheduledSlot'>>;

const priorityOptions = Object.entries(priorityNames).map(([value, text]) => ({ value, text }));

export function fieldsOf(job: WorkOrder): JobFields {
  const { title, customerId, description, priority, scheduledFor, assignedTo } = job;
  return { title, customerId, description, priority, scheduledFor, assignedTo };
}

interface JobFormProps {
  user: Person;
  start: JobFields;
  customer: Choice | null;
  onSave: (fields: JobFields) => Promise<void>;
  onCancel: () => void;
}

/** The fields of a job, for a new one and for an edit. */
export function JobForm({ user, start, customer: startCustomer, onSave, onCancel }: JobFormProps) {
  const [fields, setFields] = useState(start);
  const [customer, setCustomer] = useState(startCustomer);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (changes: Partial<JobFields>) => setFields((before) => ({ ...before, ...changes }));

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!customer) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSave({ ...fields, title: fields.title.trim(), customerId: customer.id });
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <ErrorNote error={error} />
      <TextField
        label="Title"
        value={fields.title}
        onValue={(title) => set({ title })}
        required
        maxLength={200}
      />
      <Combobox label="Customer" chosen={customer} onChoose={setCustomer} find={findCustomers} required />
      <LongTextField
        label="Description"
        value={fields.description}
        onValue={(description) => set({ description })}
      />
      <div class="pair">
        <SelectField
          label="Priority"
          value={fields.priority}
          onValue={(priority) => set({ priority: priority as Priority })}
          options={priorityOptions}
        />
        <TextField
          label="Scheduled for"
          type="date"
          value={fields.scheduledFor ?? ''}
          onValue={(date) => set({ scheduledFor: date === '' ? null : date })}
        />
      </div>
      <TechnicianField user={user} value={fields.assignedTo} onValue={(assignedTo) => set({ assignedTo })} />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? 'Saving…' : 'Save job'}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** The office gives a job to anyone; a technician only takes it or leaves it open. */
function TechnicianField({
  user,
  value,
  onValue,
}: {
  user: Person;
  value: string | null;
  onValue: (id: string | null) => void;
}) {
  const mayAssign = may(user.role, 'assignJobs');
  const all = useResource<Items<Technician>>(mayAssign ? '/api/technicians?pageSize=100' : null);
  const known = mayAssign ? (all.data?.items ?? []) : [{ id: user.id, name: user.name }];
  return (
    <SelectField
      label="Technician"
      value={value ?? ''}
      onValue={(id) => onValue(id === '' ? null : id)}
      options={[
        { value: '', text: 'Not assigned' },
        ...known.map(({ id, name }) => ({ value: id, text: name })),
      ]}
    />
  );
}
