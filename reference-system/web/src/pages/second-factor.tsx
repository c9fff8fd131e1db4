import { useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { sendJson } from '../api/client.ts';
import type { BeganTotp } from '../api/types.ts';
import { TextField } from '../parts/field.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { showToast } from '../parts/toast-store.ts';

type Step = 'closed' | 'password' | BeganTotp;

/** Sets up an authenticator: the password first, then a secret that is shown once, then a code of it. */
export function SecondFactorSection() {
  const [step, setStep] = useState<Step>('closed');
  return (
    <section class="card stack" aria-label="Second factor">
      <h2>Second factor</h2>
      {step === 'closed' && (
        <div class="row">
          <button type="button" class="button" onClick={() => setStep('password')}>
            Set up an authenticator
          </button>
        </div>
      )}
      {step === 'password' && (
        <OneField
          label="Your password"
          type="password"
          autoComplete="current-password"
          action="Go on"
          send={async (password) => {
            setStep(
              await sendJson<BeganTotp>({ method: 'POST', path: '/api/auth/totp', body: { password } }),
            );
          }}
        />
      )}
      {typeof step === 'object' && (
        <>
          <p>Scan this with your authenticator. It is shown once.</p>
          <img
            class="qr"
            width="220"
            height="220"
            alt="QR code of the secret"
            src={`data:image/svg+xml,${encodeURIComponent(renderSVG(step.uri, { border: 4 }))}`}
          />
          <p>
            Or type this secret: <code>{step.secret}</code>
          </p>
          <OneField
            label="Code of your authenticator"
            autoComplete="one-time-code"
            inputMode="numeric"
            action="Confirm"
            send={async (code) => {
              await sendJson({
                method: 'POST',
                path: '/api/auth/totp/confirm',
                body: { code: code.replace(/\s/g, '') },
              });
              showToast('Your second factor is on');
              setStep('closed');
            }}
          />
        </>
      )}
    </section>
  );
}

interface OneFieldProps {
  label: string;
  type?: 'text' | 'password';
  autoComplete: string;
  inputMode?: 'numeric';
  action: string;
  send: (value: string) => Promise<void>;
}

function OneField({ action, send, ...field }: OneFieldProps) {
  const [value, setValue] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    await send(value).catch(setError);
    setBusy(false);
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <ErrorNote error={error} />
      <TextField {...field} value={value} onValue={setValue} required />
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {action}
        </button>
      </div>
    </form>
  );
}
