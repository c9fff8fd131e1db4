import { useState } from 'preact/hooks';
import type { Item, Page, Person, UsedPart, UsePart, WorkOrder } from '../api/types.ts';
import { submit, waitingStore } from '../offline/outbox.ts';
import { Combobox, type Choice } from '../parts/combobox.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { findItems } from '../parts/find-choices.ts';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import { may } from '../session/roles.ts';

/** The parts used on a job, and the means to use one more from stock. */
export function JobParts({ job, user }: { job: WorkOrder; user: Person }) {
  const path = `/api/work-orders/${job.id}/parts`;
  const parts = useResource<Page<UsedPart>>(`${path}?pageSize=100`);
  const waiting = useStore(waitingStore).filter((change) => change.path === path);
  const [isOpen, setOpen] = useState(false);
  const mayUse = may(user.role, 'recordParts') && job.status !== 'invoiced';
  const done = async () => {
    setOpen(false);
    await parts.reload();
  };
  return (
    <section class="stack" aria-label="Parts">
      <div class="row between">
        <h2>Parts</h2>
        {mayUse && (
          <button type="button" class="button" onClick={() => setOpen(true)}>
            <Icon name="part" /> Use part
          </button>
        )}
      </div>
      {waiting.map((change) => (
        <p key={change.key} class="note warn">
          <Icon name="sync" />
          <span>{change.label}: waiting to be sent.</span>
        </p>
      ))}
      <Loaded from={parts} rows={1}>
        {({ items }) =>
          items.length > 0 ? <PartsTable parts={items} /> : <p class="muted">No parts used yet.</p>
        }
      </Loaded>
      {isOpen && <UsePartDialog path={path} onDone={done} onClose={() => setOpen(false)} />}
    </section>
  );
}

function PartsTable({ parts }: { parts: readonly UsedPart[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col" class="number">
            Quantity
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <td>
              <a href={`/inventory/${part.itemId}`}>{part.itemName}</a>
              <div class="muted small mono">{part.sku}</div>
            </td>
            <td class="number">
              {part.quantity} {part.unit}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface UsePartDialogProps {
  path: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function UsePartDialog({ path, onDone, onClose }: UsePartDialogProps) {
  const [item, setItem] = useState<Choice | null>(null);
  const [quantity, setQuantity] = useState('1');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const save = async (event: Event) => {
    event.preventDefault();
    if (!item) return;
    setBusy(true);
    setError(undefined);
    const body: UsePart = { itemId: item.id, quantity: Number(quantity) };
    try {
      const done = await submit<Item>({
        label: `Use ${quantity} × ${item.text}`,
        method: 'POST',
        path,
        body,
      });
      showToast(toastFor(done.state));
      await onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <Dialog title="Use part" onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <ErrorNote error={error} />
        <Combobox label="Part" chosen={item} onChoose={setItem} find={findItems} required />
        <TextField
          label="Quantity"
          type="number"
          inputMode="numeric"
          min={1}
          value={quantity}
          onValue={setQuantity}
          required
        />
        <div class="actions">
          <button type="submit" class="button primary" disabled={busy}>
            Save part
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
