import { useState } from 'preact/hooks';
import { sendJson, sentenceFor } from '../api/client.ts';
import type { DispatchBoard, MoveJob, WorkOrder } from '../api/types.ts';
import { arrange, placeOf, type Move, type Place } from '../dispatch/arrange.ts';
import { Board } from '../dispatch/board.tsx';
import { MoveDialog } from '../dispatch/move-dialog.tsx';
import { useDrag, type Dragging } from '../dispatch/use-drag.ts';
import { addDays, dayName, today } from '../parts/dates.ts';
import { TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { showToast } from '../parts/toast-store.ts';
import { withSearch } from '../routing/list-path.ts';
import { addressStore, navigate } from '../routing/location.ts';

export function DispatchPage() {
  const { search } = useStore(addressStore);
  const date = search.get('date') ?? today();
  const show = (next: string) => navigate(withSearch('/dispatch', { date: next }), { replace: true });
  return (
    <Page title="Dispatch">
      <p class="muted lead">{dayName(date)}</p>
      <div class="dispatch-day">
        <button
          type="button"
          class="button back"
          aria-label="Day before"
          onClick={() => show(addDays(date, -1))}
        >
          <Icon name="chevron" />
        </button>
        <TextField
          label="Date"
          type="date"
          value={date}
          onValue={(next) => next !== '' && show(next)}
          required
        />
        <button type="button" class="button" aria-label="Day after" onClick={() => show(addDays(date, 1))}>
          <Icon name="chevron" />
        </button>
      </div>
      <DayBoard key={date} date={date} />
    </Page>
  );
}

/** One day's board. A job lies in its new place only as "Saving…" until the server has said so. */
function DayBoard({ date }: { date: string }) {
  const board = useResource<DispatchBoard>(`/api/dispatch?date=${date}`);
  const [moving, setMoving] = useState<Move[]>([]);
  const [asked, setAsked] = useState<WorkOrder | null>(null);
  const [error, setError] = useState<string>();

  const move = async (job: WorkOrder, to: Place) => {
    setAsked(null);
    if (isWhereItWas(job, to, date)) return;
    setError(undefined);
    setMoving((all) => [...all.filter((one) => one.job.id !== job.id), { job, to }]);
    try {
      await sendMove(job, to, date);
      await board.reload();
      showToast('Saved');
    } catch (refused) {
      setError(`${job.number} was not moved. ${sentenceFor(refused)}`);
      await board.reload();
    } finally {
      setMoving((all) => all.filter((one) => one.job.id !== job.id));
    }
  };
  const drag = useDrag((job, cell) => {
    const place = placeOf(cell);
    if (place) void move(job, place);
  });

  return (
    <>
      <ErrorNote error={error} />
      <Loaded from={board}>
        {(shown) => (
          <>
            <Board
              board={shown}
              cells={arrange(shown, moving)}
              saving={new Set(moving.map(({ job }) => job.id))}
              carried={drag.dragging?.job.id ?? null}
              over={drag.dragging?.over ?? null}
              onGrab={drag.start}
              onMoveTo={setAsked}
            />
            {asked && (
              <MoveDialog
                job={asked}
                board={shown}
                onMove={(to) => void move(asked, to)}
                onClose={() => setAsked(null)}
              />
            )}
          </>
        )}
      </Loaded>
      {drag.dragging && <Carried dragging={drag.dragging} />}
    </>
  );
}

/** The tray holds jobs of any day: letting a job go where it was changes nothing. */
function isWhereItWas(job: WorkOrder, to: Place, date: string): boolean {
  if (job.assignedTo !== to.technicianId) return false;
  return to.technicianId === null || (job.scheduledSlot === to.slot && job.scheduledFor === date);
}

async function sendMove(job: WorkOrder, { technicianId, slot }: Place, date: string): Promise<void> {
  const body: MoveJob = { workOrderId: job.id, technicianId, date, slot, version: job.version };
  await sendJson<WorkOrder>({
    method: 'POST',
    path: '/api/dispatch/move',
    body,
    idempotencyKey: crypto.randomUUID(),
  });
}

/** The job under the finger. */
function Carried({ dragging }: { dragging: Dragging }) {
  return (
    <div class="carried-job" aria-hidden="true" style={{ left: `${dragging.x}px`, top: `${dragging.y}px` }}>
      {dragging.job.title}
    </div>
  );
}
