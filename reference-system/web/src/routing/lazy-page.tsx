import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ConnectionError } from '../api/connection-error.ts';
import { Loading, LoadFailure } from '../parts/note.tsx';
import type { LoadPage, PageProps } from './routes.tsx';

const loaded = new Map<LoadPage, ComponentType<PageProps>>();

/** A page whose script comes when it is opened first; opened again it is there at once. */
export function LazyPage({ load, ...props }: PageProps & { load: LoadPage }) {
  const [failure, setFailure] = useState<unknown>();
  const [, setLoaded] = useState(loaded.has(load));
  useEffect(() => {
    if (loaded.has(load)) return;
    load()
      .then((page) => {
        loaded.set(load, page);
        setLoaded(true);
      })
      .catch((error: unknown) => setFailure(error instanceof TypeError ? new ConnectionError(error) : error));
  }, [load]);
  const Page = loaded.get(load);
  if (Page) return <Page {...props} />;
  // A browser may remember that a part of the script did not come: only the whole page asks for it again.
  if (failure !== undefined) return <LoadFailure error={failure} onRetry={() => location.reload()} />;
  return <Loading />;
}
