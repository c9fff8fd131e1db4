import { useEffect, useRef, useState } from 'preact/hooks';
import type { WorkOrder } from '../api/types.ts';

export interface Dragging {
  job: WorkOrder;
  x: number;
  y: number;
  /** The cell under the finger, by its `data-drop`. */
  over: string | null;
}

const startsAfterPx = 6;
const edgePx = 48;
const scrollStepPx = 12;

function dropUnder(x: number, y: number): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]') ?? null;
}

/** Near an edge, the board scrolls under the finger: a phone shows two of eight technicians at once. */
function scrollAtEdge(x: number, y: number): void {
  const scroller = document.querySelector('.board-scroll');
  const box = scroller?.getBoundingClientRect();
  if (!scroller || !box) return;
  if (x > box.right - edgePx) scroller.scrollLeft += scrollStepPx;
  else if (x < box.left + edgePx) scroller.scrollLeft -= scrollStepPx;
  if (y > innerHeight - edgePx * 2) scrollBy(0, scrollStepPx);
  else if (y < edgePx * 2) scrollBy(0, -scrollStepPx);
}

/**
 * Drags a job by pointer events: finger, pen or mouse alike. `start` belongs on pointerdown of the handle;
 * `onDrop` is told the name of the cell in which the job was let go.
 */
export function useDrag(onDrop: (job: WorkOrder, cell: string) => void) {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const start = (down: PointerEvent, job: WorkOrder) => {
    if (down.button !== 0) return;
    // No text selection and no scrolling while a job is carried; a finger keeps its pointer to the end.
    down.preventDefault();
    stop.current?.();
    let at = { x: down.clientX, y: down.clientY };
    let moved = false;
    let frame = 0;
    const follow = () => {
      scrollAtEdge(at.x, at.y);
      setDragging({ job, ...at, over: dropUnder(at.x, at.y)?.dataset['drop'] ?? null });
      frame = requestAnimationFrame(follow);
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      at = { x: event.clientX, y: event.clientY };
      if (moved || Math.hypot(at.x - down.clientX, at.y - down.clientY) < startsAfterPx) return;
      moved = true;
      follow();
    };
    const end = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      stop.current?.();
      const cell = moved && event.type === 'pointerup' ? dropUnder(event.clientX, event.clientY) : null;
      if (cell?.dataset['drop'] !== undefined) onDrop(job, cell.dataset['drop']);
    };
    const cancel = (event: KeyboardEvent) => event.key === 'Escape' && stop.current?.();
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    addEventListener('keydown', cancel);
    stop.current = () => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', cancel);
      stop.current = null;
      setDragging(null);
    };
  };

  return { dragging, start };
}
