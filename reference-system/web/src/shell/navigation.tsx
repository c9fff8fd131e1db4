import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { roleNames } from '../session/roles.ts';
import type { Session } from '../session/session.ts';
import { askToSignOut } from './sign-out-dialog.tsx';
import { isWithin, placesFor, type Place } from './places.ts';

interface NavigationProps {
  session: Session;
  pathname: string;
}

function PlaceLink({ place, pathname, onGo }: { place: Place; pathname: string; onGo?: () => void }) {
  return (
    <a
      href={place.href}
      {...(isWithin(place, pathname) && { 'aria-current': 'page' as const })}
      onClick={onGo}
    >
      <Icon name={place.icon} />
      {place.name}
    </a>
  );
}

/** The side bar of wide screens. */
export function SideBar({ session, pathname }: NavigationProps) {
  return (
    <nav class="nav side-bar" aria-label="Main">
      <div>
        <ul>
          {placesFor(session.user.role).map((place) => (
            <li key={place.href}>
              <PlaceLink place={place} pathname={pathname} />
            </li>
          ))}
        </ul>
        <div class="stack tight">
          <p class="who">
            {session.user.name}
            <br />
            {roleNames[session.user.role]}
          </p>
          <button type="button" onClick={askToSignOut}>
            <Icon name="leave" /> Log out
          </button>
        </div>
      </div>
    </nav>
  );
}

/** The bottom bar of phones, with the rest behind More. */
export function BottomBar({ session, pathname }: NavigationProps) {
  const [isMoreOpen, setMoreOpen] = useState(false);
  const all = placesFor(session.user.role);
  const rest = all.filter((place) => !place.isMain);
  return (
    <>
      <nav class="nav bottom-bar" aria-label="Main">
        <ul>
          {all
            .filter((place) => place.isMain)
            .map((place) => (
              <li key={place.href} {...(place.icon === 'scan' && { class: 'scan' })}>
                <PlaceLink place={place} pathname={pathname} />
              </li>
            ))}
          <li>
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={isMoreOpen}
              {...(rest.some((place) => isWithin(place, pathname)) && { 'aria-current': 'page' as const })}
              onClick={() => setMoreOpen(true)}
            >
              <Icon name="more" />
              More
            </button>
          </li>
        </ul>
      </nav>
      {isMoreOpen && (
        <MoreDialog session={session} places={rest} pathname={pathname} onClose={() => setMoreOpen(false)} />
      )}
    </>
  );
}

function MoreDialog({
  session,
  places,
  pathname,
  onClose,
}: NavigationProps & { places: Place[]; onClose: () => void }) {
  return (
    <Dialog title="More" onClose={onClose}>
      <p class="muted">
        {session.user.name}, {roleNames[session.user.role]}
      </p>
      <ul class="more-list">
        {places.map((place) => (
          <li key={place.href}>
            <PlaceLink place={place} pathname={pathname} onGo={onClose} />
          </li>
        ))}
        <li>
          <button
            type="button"
            onClick={() => {
              onClose();
              askToSignOut();
            }}
          >
            <Icon name="leave" /> Log out
          </button>
        </li>
      </ul>
      <button type="button" class="button wide" onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}
