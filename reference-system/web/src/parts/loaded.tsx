import type { ComponentChildren } from 'preact';
import { Loading, LoadFailure } from './note.tsx';
import type { Resource } from './resource.ts';

/** Draws what was loaded, or that it is loading, or why it could not be. */
export function Loaded<T>({
  from,
  rows,
  children,
}: {
  from: Resource<T>;
  rows?: number;
  children: (data: T) => ComponentChildren;
}) {
  if (from.data !== undefined) return <>{children(from.data)}</>;
  if (from.error !== undefined) return <LoadFailure error={from.error} onRetry={() => void from.reload()} />;
  return <Loading {...(rows !== undefined && { rows })} />;
}
