import { useState } from 'preact/hooks';
import type { CreateCustomer } from '../api/types.ts';
import { LongTextField, TextField } from '../parts/field.tsx';
import { ErrorNote } from '../parts/note.tsx';

export type CustomerFields = Required<CreateCustomer>;

interface CustomerFormProps {
  start: CustomerFields;
  onSave: (fields: CustomerFields) => Promise<void>;
  onCancel: () => void;
}

export function CustomerForm({ start, onSave, onCancel }: CustomerFormProps) {
  const [fields, setFields] = useState(start);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (changes: Partial<CustomerFields>) => setFields((before) => ({ ...before, ...changes }));

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await onSave({ ...fields, name: fields.name.trim() });
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
        label="Name"
        value={fields.name}
        onValue={(name) => set({ name })}
        required
        maxLength={200}
      />
      <div class="pair">
        <TextField label="E-mail" type="email" value={fields.email} onValue={(email) => set({ email })} />
        <TextField label="Phone" type="tel" value={fields.phone} onValue={(phone) => set({ phone })} />
      </div>
      <LongTextField label="Address" value={fields.address} onValue={(address) => set({ address })} />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          Save customer
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
