import { forgetSeen } from '../offline/connection.ts';
import { createStore } from '../parts/store.ts';

export interface Address {
  pathname: string;
  search: URLSearchParams;
}

function read(): Address {
  return { pathname: location.pathname, search: new URLSearchParams(location.search) };
}

export const addressStore = createStore<Address>(read());

/** True once a newer version is installed: the next change of page loads it. */
let newerVersionWaits = false;

export function loadAnewOnNextPage(): void {
  newerVersionWaits = true;
}

/** Goes to a page of the app without loading the app again. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (newerVersionWaits) return location.assign(to);
  const samePage = new URL(to, location.href).pathname === location.pathname;
  if (options.replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  if (!samePage) {
    forgetSeen();
    scrollTo(0, 0);
  }
  addressStore.set(read());
}

/** Links are plain `<a href>`: one listener turns those within the app into a change of page. */
export function startRouting(): void {
  addEventListener('popstate', () => {
    forgetSeen();
    addressStore.set(read());
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
    event.preventDefault();
    navigate(url.pathname + url.search);
  });
}
