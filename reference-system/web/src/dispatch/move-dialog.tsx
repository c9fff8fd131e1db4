import { useState } from 'preact/hooks';
import type { DispatchBoard, WorkOrder } from '../api/types.ts';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField } from '../parts/field.tsx';
import { cellName, placeOf, rows, type Place } from './arrange.ts';

interface MoveDialogProps {
  job: WorkOrder;
  board: DispatchBoard;
  onMove: (place: Place) => void;
  onClose: () => void;
}

/** The way to move a job without dragging: by keyboard, by voice, or with one hand on a ladder. */
export function MoveDialog({ job, board, onMove, onClose }: MoveDialogProps) {
  const [technician, setTechnician] = useState(job.assignedTo ?? '');
  const [slot, setSlot] = useState<string>(job.scheduledSlot ?? '');
  const submit = (event: Event) => {
    event.preventDefault();
    const place = placeOf(cellName({ technicianId: technician, slot: null }) + slot);
    if (place) onMove(place);
  };
  return (
    <Dialog title="Move job" onClose={onClose}>
      <p class="muted">
        {job.number}, {job.title}
      </p>
      <form class="form" onSubmit={submit}>
        <SelectField
          label="Technician"
          value={technician}
          onValue={setTechnician}
          options={[
            { value: '', text: 'Not assigned' },
            ...board.technicians.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <SelectField
          label="Slot"
          value={slot}
          onValue={setSlot}
          options={rows.map(({ slot: value, name }) => ({ value: value ?? '', text: name }))}
        />
        <div class="actions">
          <button type="submit" class="button primary">
            Move job
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
