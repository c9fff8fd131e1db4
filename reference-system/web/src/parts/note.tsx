import type { ComponentChildren } from 'preact';
import { sentenceFor } from '../api/client.ts';
import { ConnectionError } from '../api/connection-error.ts';
import { Icon } from './icon.tsx';

/** A refusal or failure, read out at once. Draws nothing while there is none. */
export function ErrorNote({ error }: { error: unknown }) {
  if (error === undefined || error === null) return null;
  return (
    <p class="note error" role="alert">
      <Icon name="alert" />
      <span>{typeof error === 'string' ? error : sentenceFor(error)}</span>
    </p>
  );
}

/** A page's data could not be loaded. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const offline = error instanceof ConnectionError;
  return (
    <div class="empty" role="alert">
      <Icon name={offline ? 'offline' : 'alert'} />
      <p>{offline ? 'You are offline, and this has not been seen on this phone yet.' : sentenceFor(error)}</p>
      <button type="button" class="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

export function Empty({
  children,
  icon = 'jobs',
}: {
  children: ComponentChildren;
  icon?: Parameters<typeof Icon>[0]['name'];
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      {children}
    </div>
  );
}

export function Loading({ rows = 4 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
