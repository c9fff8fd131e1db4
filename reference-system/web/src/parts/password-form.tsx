import { useState } from 'preact/hooks';
import { changePassword } from '../session/sign-in.ts';
import { TextField } from './field.tsx';
import { ErrorNote } from './note.tsx';
import { showToast } from './toast-store.ts';

const shortest = 12;

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState('');
  const [repeated, setRepeated] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (chosen !== repeated) return setError('The two new passwords are not the same.');
    setBusy(true);
    setError(undefined);
    try {
      await changePassword({ currentPassword: current, newPassword: chosen });
      showToast('Saved');
      setCurrent('');
      setChosen('');
      setRepeated('');
      onDone();
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
        label="Current password"
        type="password"
        value={current}
        onValue={setCurrent}
        autoComplete="current-password"
        required
      />
      <TextField
        label="New password"
        hint={`At least ${shortest} characters.`}
        type="password"
        value={chosen}
        onValue={setChosen}
        autoComplete="new-password"
        minLength={shortest}
        required
      />
      <TextField
        label="Repeat new password"
        type="password"
        value={repeated}
        onValue={setRepeated}
        autoComplete="new-password"
        required
      />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          Save password
        </button>
      </div>
    </form>
  );
}
