import { useEffect, useState } from 'preact/hooks';

const typingPauseMs = 250;

/** The API's address for a list page: the filters of the page's own address, and its page number. */
export function listPath(list: string, search: URLSearchParams, filters: readonly string[]): string {
  const asked = new URLSearchParams();
  for (const name of [...filters, 'page']) {
    const value = search.get(name);
    if (value) asked.set(name, value);
  }
  const query = asked.toString();
  return query === '' ? list : `${list}?${query}`;
}

/** The page's address with some of its filters changed; an empty value takes one out. */
export function withSearch(pathname: string, changes: Record<string, string>): string {
  const search = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') search.delete(name);
    else search.set(name, value);
  }
  const query = search.toString();
  return query === '' ? pathname : `${pathname}?${query}`;
}

/** What was typed, once the person pauses. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
