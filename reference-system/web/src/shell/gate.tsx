import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Toasts } from './toasts.tsx';

/** The page around sign-in and the forced change of password: no navigation yet. */
export function Gate({ title, children }: { title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} – Fieldbook`;
  }, [title]);
  return (
    <main class="gate">
      <div class="gate-card">
        <div class="brand">
          <p class="wordmark-large">
            <span class="mark" aria-hidden="true" /> Fieldbook
          </p>
          <p>Harbour Electric</p>
        </div>
        <div class="card stack">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
      <Toasts />
    </main>
  );
}
