import { useState } from 'preact/hooks';
import { PasswordForm } from '../parts/password-form.tsx';
import { navigate } from '../routing/location.ts';
import { signOut } from '../session/sign-in.ts';
import { Gate } from '../shell/gate.tsx';

/** The first sign-in with a password that somebody else chose. */
export function PasswordPage() {
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    void signOut();
  };
  return (
    <Gate title="Choose a new password">
      <p class="muted">Your password was set by somebody else. Choose your own before you start.</p>
      <PasswordForm onDone={() => navigate('/', { replace: true })} />
      <button type="button" class="button quiet wide" disabled={leaving} onClick={leave}>
        Log out
      </button>
    </Gate>
  );
}
