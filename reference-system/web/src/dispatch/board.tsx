import type { DispatchBoard, WorkOrder } from '../api/types.ts';
import { cellName, rows, type Place } from './arrange.ts';
import { JobCard, type CardActions } from './job-card.tsx';

interface BoardProps extends CardActions {
  board: DispatchBoard;
  cells: Map<string, WorkOrder[]>;
  saving: ReadonlySet<string>;
  carried: string | null;
  /** The cell under the carried job. */
  over: string | null;
}

/** The day: a column for each technician, a row for each slot, and the tray of jobs without a technician. */
export function Board(props: BoardProps) {
  const { board, over } = props;
  const tray: Place = { technicianId: null, slot: null };
  return (
    <>
      <section
        class={`tray ${over === cellName(tray) ? 'over' : ''}`}
        data-drop={cellName(tray)}
        aria-label="Not assigned"
      >
        <h2>Not assigned</h2>
        <Cards {...props} place={tray} name="Not assigned" />
      </section>
      {/* Focusable, so that the keyboard can scroll it too. */}
      <div class="board-scroll" tabIndex={0} role="region" aria-label="Board">
        <table class="board">
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">Slot</span>
              </th>
              {board.technicians.map((technician) => (
                <th key={technician.id} scope="col">
                  {technician.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ slot, name }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {board.technicians.map((technician) => {
                  const place: Place = { technicianId: technician.id, slot };
                  const cell = cellName(place);
                  return (
                    <td key={technician.id} data-drop={cell} class={over === cell ? 'over' : ''}>
                      <Cards {...props} place={place} name={`${technician.name}, ${name}`} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Cards(props: BoardProps & { place: Place; name: string }) {
  const jobs = props.cells.get(cellName(props.place)) ?? [];
  if (jobs.length === 0) return props.place.technicianId === null ? <p class="muted">None.</p> : null;
  return (
    <ul class="cards" aria-label={props.name}>
      {jobs.map((job) => (
        <JobCard
          key={job.id}
          job={job}
          isSaving={props.saving.has(job.id)}
          isCarried={props.carried === job.id}
          onGrab={props.onGrab}
          onMoveTo={props.onMoveTo}
        />
      ))}
    </ul>
  );
}
