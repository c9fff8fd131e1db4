import { useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';
import { TextField } from '../parts/field.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { Gate } from '../shell/gate.tsx';
import { signIn } from '../session/sign-in.ts';

/** Sign-in: address and password, then the authenticator's code where the account has one. */
export function LoginPage() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn({ email: email.trim(), password, ...(wantsCode && { code: code.replace(/\s/g, '') }) });
    } catch (refused) {
      if (refused instanceof ApiError && refused.code === 'totp_required') setWantsCode(true);
      else setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Gate title={wantsCode ? 'Confirm that it is you' : 'Log in'}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <ErrorNote error={error} />
        {wantsCode ? (
          <TextField
            key="code"
            label="Authentication code"
            hint="The six digits that your authenticator app shows now."
            value={code}
            onValue={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            autoFocus
          />
        ) : (
          <>
            <TextField
              label="E-mail"
              type="email"
              value={email}
              onValue={setEmail}
              autoComplete="username"
              required
            />
            <TextField
              label="Password"
              type="password"
              value={password}
              onValue={setPassword}
              autoComplete="current-password"
              required
            />
          </>
        )}
        <button type="submit" class="button primary wide" disabled={busy}>
          {wantsCode ? 'Continue' : 'Log in'}
        </button>
        {wantsCode && (
          <button type="button" class="button quiet" onClick={() => setWantsCode(false)}>
            Use another account
          </button>
        )}
      </form>
    </Gate>
  );
}
