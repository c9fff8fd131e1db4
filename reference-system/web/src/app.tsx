import { useEffect } from 'preact/hooks';
import { useStore } from './parts/store.ts';
import { LoginPage } from './pages/login.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PasswordPage } from './pages/password.tsx';
import { addressStore, navigate } from './routing/location.ts';
import { matchPath } from './routing/match.ts';
import { LazyPage } from './routing/lazy-page.tsx';
import { routes } from './routing/routes.tsx';
import { may } from './session/roles.ts';
import { sessionStore, type Session } from './session/session.ts';
import { Shell } from './shell/shell.tsx';

/** Decides between sign-in, the forced change of password and the page at the address. */
export function App() {
  const { pathname, search } = useStore(addressStore);
  const session = useStore(sessionStore);
  const wanted = wantedPath(session, pathname);
  useEffect(() => {
    if (wanted === pathname) return;
    const next = pathname === '/' || wanted !== '/login' ? '' : `?next=${encodeURIComponent(pathname)}`;
    navigate(wanted === '/' ? safeNext(search) : wanted + next, { replace: true });
  }, [wanted, pathname, search]);

  if (!session) return <LoginPage />;
  if (session.mustChangePassword) return <PasswordPage />;
  return (
    <Shell session={session} pathname={pathname}>
      {wanted === pathname ? pageAt(pathname, session) : null}
    </Shell>
  );
}

function wantedPath(session: Session | null, pathname: string): string {
  if (!session) return '/login';
  if (session.mustChangePassword) return '/password';
  return pathname === '/login' || pathname === '/password' ? '/' : pathname;
}

/** Where the person wanted to go before signing in; only ever a page of this app. */
function safeNext(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return /^\/[a-z0-9]/i.test(next) ? next : '/';
}

function pageAt(pathname: string, session: Session) {
  for (const route of routes) {
    const parameters = matchPath(route.path, pathname);
    if (!parameters) continue;
    if (route.needs && !may(session.user.role, route.needs)) return <NotFoundPage isForbidden />;
    // A new address is a new page: nothing typed on one item's page shows on another's.
    return <LazyPage key={pathname} load={route.load} parameters={parameters} user={session.user} />;
  }
  return <NotFoundPage />;
}
