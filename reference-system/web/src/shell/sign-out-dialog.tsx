import { useState } from 'preact/hooks';
import { waitingSentence } from '../offline/change.ts';
import { waitingStore } from '../offline/outbox.ts';
import { Dialog } from '../parts/dialog.tsx';
import { createStore, useStore } from '../parts/store.ts';
import { signOut } from '../session/sign-in.ts';

const askingStore = createStore(false);

/** Logs out; asks first only when changes still wait on this phone. */
export function askToSignOut(): void {
  if (waitingStore.get().length > 0) askingStore.set(true);
  else void signOut();
}

export function SignOutDialog() {
  const asking = useStore(askingStore);
  const waiting = useStore(waitingStore);
  const [leaving, setLeaving] = useState(false);
  if (!asking) return null;
  const close = () => askingStore.set(false);
  const leave = () => {
    setLeaving(true);
    void signOut();
  };
  return (
    <Dialog title="Log out?" onClose={close}>
      <p>
        {waitingSentence(waiting.length)} to be sent. They stay on this phone and are sent the next time you
        log in here.
      </p>
      <div class="row">
        <button type="button" class="button primary" onClick={close}>
          Stay logged in
        </button>
        <button type="button" class="button danger" disabled={leaving} onClick={leave}>
          Log out
        </button>
      </div>
    </Dialog>
  );
}
