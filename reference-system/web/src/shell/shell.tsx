import type { ComponentChildren } from 'preact';
import type { Session } from '../session/session.ts';
import { BottomBar, SideBar } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { Toasts } from './toasts.tsx';
import { WaitingBadge } from './waiting-changes.tsx';

/** Everything around a page: brand and badge above, navigation, notices, toasts. */
export function Shell({
  session,
  pathname,
  children,
}: {
  session: Session;
  pathname: string;
  children: ComponentChildren;
}) {
  return (
    <div class="shell">
      <header class="top-bar">
        <a class="wordmark" href="/" aria-label="Fieldbook home">
          <span class="mark" aria-hidden="true" />
          Fieldbook
        </a>
        <WaitingBadge />
      </header>
      <SideBar session={session} pathname={pathname} />
      <div class="content">
        <Notices />
        <main>{children}</main>
      </div>
      <BottomBar session={session} pathname={pathname} />
      <SignOutDialog />
      <Toasts />
    </div>
  );
}
