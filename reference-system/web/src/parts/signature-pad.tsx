import { useEffect, useRef } from 'preact/hooks';

const ink = '#10202c';

/** A place to sign with a finger, a pen or a mouse. White in both colour schemes: it becomes a PNG on paper. */
export function SignaturePad({ onChange }: { onChange: (dataUrl: string | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const report = useRef(onChange);
  report.current = onChange;

  // Paper is laid out once the dialog around it has a size, and anew when the phone is turned.
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let width = 0;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      prepare(element);
      report.current(null);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const clear = () => {
    if (canvas.current) prepare(canvas.current);
    onChange(null);
  };
  const start = (event: PointerEvent) => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || !canvas.current) return;
    canvas.current.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
    // A dot is a stroke as well.
    pen.lineTo(event.offsetX + 0.1, event.offsetY);
    pen.stroke();
  };
  const draw = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const pen = canvas.current?.getContext('2d');
    pen?.lineTo(event.offsetX, event.offsetY);
    pen?.stroke();
  };
  const stop = () => canvas.current && onChange(canvas.current.toDataURL('image/png'));

  return (
    <div class="stack tight">
      <canvas
        ref={canvas}
        class="signature-pad"
        role="img"
        aria-label="Signature"
        onPointerDown={start}
        onPointerMove={draw}
        onPointerUp={stop}
      />
      <div class="row between">
        <span class="muted small">Sign in the box with a finger or a pen.</span>
        <button type="button" class="button quiet" onClick={clear}>
          Clear signature
        </button>
      </div>
    </div>
  );
}

function prepare(canvas: HTMLCanvasElement): void {
  const { clientWidth, clientHeight } = canvas;
  const density = Math.min(devicePixelRatio, 2);
  canvas.width = clientWidth * density;
  canvas.height = clientHeight * density;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(density, density);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, clientWidth, clientHeight);
  pen.strokeStyle = ink;
  pen.lineWidth = 2.6;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
}
