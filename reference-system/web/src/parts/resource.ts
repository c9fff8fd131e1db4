import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getJson } from '../api/client.ts';
import { reconnectedStore } from '../offline/connection.ts';
import { deliveredStore } from '../offline/outbox.ts';

export interface Resource<T> {
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => Promise<void>;
}

/**
 * Loads what an address of the API answers and keeps it for the page. Loaded anew when the address changes,
 * when the network returns and when waiting changes were delivered. `null` loads nothing.
 */
export function useResource<T>(path: string | null): Resource<T> {
  const [state, setState] = useState<{ path: string | null; data?: T; error?: unknown; loading: boolean }>({
    path,
    loading: path !== null,
  });
  const newest = useRef(0);

  const reload = useCallback(async () => {
    if (path === null) return;
    const turn = ++newest.current;
    try {
      const data = await getJson<T>(path);
      if (turn === newest.current) setState({ path, data, loading: false });
    } catch (error) {
      if (turn !== newest.current) return;
      // What is on the screen already stays readable when loading it anew fails.
      setState((before) =>
        before.path === path && before.data !== undefined
          ? { ...before, loading: false }
          : { path, error, loading: false },
      );
    }
  }, [path]);

  useEffect(() => {
    setState((before) =>
      before.path === path ? before : { ...withoutError(before), path, loading: path !== null },
    );
    void reload();
    const stops = [
      reconnectedStore.subscribe(() => void reload()),
      deliveredStore.subscribe(() => void reload()),
    ];
    return () => {
      newest.current++;
      for (const stop of stops) stop();
    };
  }, [path, reload]);

  return { data: state.data, error: state.error, loading: state.loading, reload };
}

function withoutError<S extends { error?: unknown }>(state: S): Omit<S, 'error'> {
  const { error: _error, ...rest } = state;
  return rest;
}
