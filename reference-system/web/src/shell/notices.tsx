import { lastSeenStore } from '../offline/connection.ts';
import { waitingStore } from '../offline/outbox.ts';
import { newVersionStore } from '../offline/updates.ts';
import { seenAtText } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { useStore } from '../parts/store.ts';

/** What concerns every page: no connection, a refused change, a newer version. */
export function Notices() {
  const seen = useStore(lastSeenStore);
  const newVersion = useStore(newVersionStore);
  const refused = useStore(waitingStore).filter((change) => change.state !== 'waiting');
  const why = seen?.because === 'slow' ? 'The network is very slow.' : 'You are offline.';
  return (
    <div class="notices">
      <div role="status" aria-label="Connection">
        {seen && (
          <p class="note warn">
            <Icon name="offline" />
            <span>{`${why} Showing what was last seen at ${seenAtText(seen.seenAt)}.`}</span>
          </p>
        )}
      </div>
      {refused.length > 0 && (
        <p class="note error" role="alert">
          <Icon name="alert" />
          <span>
            {refused.length === 1
              ? 'One of your changes could not be saved. Open the badge above to decide.'
              : `${refused.length} of your changes could not be saved. Open the badge above to decide.`}
          </span>
        </p>
      )}
      {newVersion && (
        <div class="note row between" role="status" aria-label="New version">
          <span>A new version of Fieldbook is here.</span>
          <button type="button" class="button" onClick={() => location.reload()}>
            New version — reload
          </button>
        </div>
      )}
    </div>
  );
}
