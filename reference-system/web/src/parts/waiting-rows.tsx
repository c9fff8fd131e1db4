import { waitingStore } from '../offline/outbox.ts';
import { momentText } from './dates.ts';
import { Icon } from './icon.tsx';
import { useStore } from './store.ts';

/** New things of one list that wait on this phone; drawn above what the server has. */
export function WaitingRows({ path }: { path: string }) {
  const waiting = useStore(waitingStore).filter((change) => change.path === path);
  if (waiting.length === 0) return null;
  return (
    <ul class="list" aria-label="Waiting to be sent">
      {waiting.map((change) => (
        <li key={change.key} class="list-row job-row waiting-row">
          <span class="meta">
            <span>{momentText(change.madeAt)}</span>
            {change.state === 'waiting' ? (
              <span class="tag high tags">
                <Icon name="sync" /> Waiting to be sent
              </span>
            ) : (
              <span class="tag urgent tags">
                <Icon name="alert" /> Not saved
              </span>
            )}
          </span>
          <span class="title">{change.label}</span>
        </li>
      ))}
    </ul>
  );
}
