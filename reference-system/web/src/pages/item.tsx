import { useState } from 'preact/hooks';
import type { AdjustStock, Item, LedgerEntry, Page as PageOf } from '../api/types.ts';
import { submit, waitingStore } from '../offline/outbox.ts';
import { momentText } from '../parts/dates.ts';
import { TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { ErrorNote, LoadFailure, Loading } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import type { PageProps } from '../routing/routes.tsx';
import { barcodeTypeNames } from '../scan/barcode-format.ts';
import { may } from '../session/roles.ts';

export function ItemPage({ parameters, user }: PageProps) {
  const path = `/api/items/${parameters['id']}`;
  const item = useResource<Item>(path);
  const [ledgerPage, setLedgerPage] = useState(1);
  const ledger = useResource<PageOf<LedgerEntry>>(`${path}/ledger?page=${ledgerPage}`);
  if (!item.data) {
    return (
      <Page title="Item">
        {item.error ? <LoadFailure error={item.error} onRetry={() => void item.reload()} /> : <Loading />}
      </Page>
    );
  }
  const changed = () => void Promise.all([item.reload(), ledger.reload()]);
  return (
    <Page title={item.data.name} above={<span class="number mono">{item.data.sku}</span>}>
      <div class="two-columns">
        <div class="stack">
          <OnHand item={item.data} />
          {may(user.role, 'changeStock') && <AdjustForm item={item.data} onChanged={changed} />}
        </div>
        <section class="stack" aria-label="Movements">
          <h2>Movements</h2>
          <Loaded from={ledger}>
            {({ items, page, pageSize, total }) => (
              <>
                {items.length > 0 ? <Ledger entries={items} /> : <p class="muted">No movement yet.</p>}
                <Pager page={page} pageSize={pageSize} total={total} onPage={setLedgerPage} />
              </>
            )}
          </Loaded>
        </section>
      </div>
    </Page>
  );
}

function OnHand({ item }: { item: Item }) {
  const isLow = item.onHand <= item.reorderLevel;
  return (
    <section class="card stack" aria-label="Stock">
      <div class="row between">
        <p class="row baseline">
          <output class="on-hand" aria-label="On hand">
            {item.onHand}
          </output>
          <span>{item.unit} on hand</span>
        </p>
        {isLow && <span class="tag low">Reorder</span>}
      </div>
      <dl class="facts">
        <div>
          <dt>Reorder level</dt>
          <dd class="figure">{item.reorderLevel}</dd>
        </div>
        <div>
          <dt>Place</dt>
          <dd>{item.location || 'Not recorded'}</dd>
        </div>
        <div>
          <dt>{barcodeTypeNames[item.barcodeType]}</dt>
          <dd class="mono">{item.barcode}</dd>
        </div>
      </dl>
    </section>
  );
}

function AdjustForm({ item, onChanged }: { item: Item; onChanged: () => void }) {
  const path = `/api/items/${item.id}/adjust`;
  const waiting = useStore(waitingStore).filter((change) => change.path === path);
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    const body: AdjustStock = { delta: Number(delta), reason: reason.trim() };
    const label = `Stock of ${item.name}: ${body.delta > 0 ? '+' : ''}${body.delta}`;
    try {
      const done = await submit<Item>({ label, method: 'POST', path, body });
      showToast(toastFor(done.state));
      setDelta('');
      setReason('');
      onChanged();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="form card" onSubmit={(event) => void save(event)}>
      <h2>Adjust stock</h2>
      <ErrorNote error={error} />
      {waiting.map((change) => (
        <p key={change.key} class="note warn">
          <Icon name="sync" />
          <span>{change.label}: waiting to be sent. The figure above does not include it yet.</span>
        </p>
      ))}
      <TextField
        label="Change"
        hint="For example -2 for two taken, 10 for ten received."
        type="number"
        value={delta}
        onValue={setDelta}
        required
      />
      <TextField label="Reason" value={reason} onValue={setReason} required maxLength={200} />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          Adjust stock
        </button>
      </div>
    </form>
  );
}

function Ledger({ entries }: { entries: readonly LedgerEntry[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="number">
            Change
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              {entry.workOrderId ? (
                <a href={`/work-orders/${entry.workOrderId}`}>{entry.reason}</a>
              ) : (
                entry.reason
              )}
              <div class="muted small">
                {momentText(entry.createdAt)}
                {entry.userName ? `, ${entry.userName}` : ''}
              </div>
            </td>
            <td class="number">{entry.delta > 0 ? `+${entry.delta}` : entry.delta}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
