import { useState } from 'preact/hooks';
import { waitingSentence, type Change } from '../offline/change.ts';
import { deliverWaiting, discardChange, insistOnChange, waitingStore } from '../offline/outbox.ts';
import { momentText } from '../parts/dates.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useStore } from '../parts/store.ts';

/** The badge "1 change waiting" and, behind it, what waits and what was refused. */
export function WaitingBadge() {
  const waiting = useStore(waitingStore);
  const [isOpen, setOpen] = useState(false);
  if (waiting.length === 0) return null;
  const refused = waiting.filter((change) => change.state !== 'waiting').length;
  return (
    <>
      <button type="button" class="waiting" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name={refused > 0 ? 'alert' : 'sync'} />
        {waitingSentence(waiting.length)}
      </button>
      {isOpen && <WaitingDialog changes={waiting} onClose={() => setOpen(false)} />}
    </>
  );
}

function WaitingDialog({ changes, onClose }: { changes: Change[]; onClose: () => void }) {
  const [sending, setSending] = useState(false);
  const sendNow = async () => {
    setSending(true);
    await deliverWaiting().finally(() => setSending(false));
  };
  return (
    <Dialog title="Waiting to be sent" onClose={onClose}>
      <p class="muted">
        These changes are on this phone only. They are sent by themselves when there is a connection.
      </p>
      <ul class="list">
        {changes.map((change) => (
          <WaitingRow key={change.key} change={change} />
        ))}
      </ul>
      <div class="row">
        {changes.some(({ state }) => state === 'waiting') && (
          <button type="button" class="button primary" disabled={sending} onClick={() => void sendNow()}>
            {sending ? 'Sending…' : 'Send now'}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function WaitingRow({ change }: { change: Change }) {
  return (
    <li class="list-row">
      <span class="title">{change.label}</span>
      <span class="meta">{momentText(change.madeAt)}</span>
      {change.state !== 'waiting' && (
        <div class="decide">
          <p class="note error" role="alert">
            <Icon name="alert" />
            <span>
              {change.state === 'conflict'
                ? 'Somebody else changed this in the meantime. Your change was not saved.'
                : `Not saved: ${change.refusal ?? 'the server refused it.'}`}
            </span>
          </p>
          <div class="row">
            <button type="button" class="button" onClick={() => void insistOnChange(change)}>
              {change.state === 'conflict' ? 'Save mine on top' : 'Try again'}
            </button>
            <button type="button" class="button danger" onClick={() => void discardChange(change)}>
              Discard my change
            </button>
          </div>
        </div>
      )}
    </li>
  );
}
