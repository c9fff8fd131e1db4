import type { Item } from '../api/types.ts';

export interface Scanned {
  value: string;
  /** For people: "EAN-13"; null when it was typed and is not known. */
  format: string | null;
  /** The item; null when no item has the code; a sentence when it could not be looked up; undefined meanwhile. */
  item: Item | string | null | undefined;
}

/** The region that says what was scanned; read out when it changes. */
export function ScanResult({ scanned }: { scanned: Scanned | null }) {
  return (
    <div class={`scan-result ${scanned ? 'has-result' : ''}`} role="status" aria-label="Scan result">
      {scanned ? (
        <Result scanned={scanned} />
      ) : (
        <p class="muted">Hold a barcode or QR code in front of the camera.</p>
      )}
    </div>
  );
}

function Result({ scanned }: { scanned: Scanned }) {
  const { item } = scanned;
  return (
    <>
      <p class="row">
        {scanned.format && <span class="tag">{scanned.format}</span>}
        <span class="mono code">{scanned.value}</span>
      </p>
      {item === undefined && <p class="muted">Looking it up…</p>}
      {item === null && <p class="title">No item has this barcode</p>}
      {typeof item === 'string' && <p class="title">{item}</p>}
      {item && typeof item !== 'string' && <FoundItem item={item} />}
    </>
  );
}

function FoundItem({ item }: { item: Item }) {
  return (
    <>
      <p class="title">{item.name}</p>
      <p>
        <strong class="figure">
          {item.onHand} {item.unit}
        </strong>{' '}
        on hand
        {item.location && <span class="muted">, {item.location}</span>}
      </p>
      <a class="button primary" href={`/inventory/${item.id}`}>
        Open item
      </a>
    </>
  );
}
