import { useState } from 'preact/hooks';
import { sentenceFor } from '../api/client.ts';
import type { Page, Photo } from '../api/types.ts';
import { submit, waitingStore } from '../offline/outbox.ts';
import { PhotoPicture } from '../parts/api-picture.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useResource } from '../parts/resource.ts';
import { useStore } from '../parts/store.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import { TakePhotoDialog } from './take-photo-dialog.tsx';

interface Sending {
  id: number;
  fileName: string;
  share: number;
  error?: string;
}

let lastId = 0;

/** The job's photos: those on the server, those on their way, and the means to add more. */
export function JobPhotos({ jobId, mayAdd }: { jobId: string; mayAdd: boolean }) {
  const path = `/api/work-orders/${jobId}/photos`;
  const photos = useResource<Page<Photo>>(`${path}?pageSize=100`);
  const waiting = useStore(waitingStore).filter((change) => change.path === path);
  const [sending, setSending] = useState<Sending[]>([]);
  const [isTaking, setTaking] = useState(false);

  const update = (id: number, changes: Partial<Sending> | null) =>
    setSending((all) =>
      all.flatMap((one) => (one.id !== id ? [one] : changes ? [{ ...one, ...changes }] : [])),
    );

  const sendOne = async (blob: Blob, fileName: string) => {
    const id = ++lastId;
    setSending((all) => [...all, { id, fileName, share: 0 }]);
    try {
      const change = { label: `Photo ${fileName}`, method: 'POST' as const, path, photo: { blob, fileName } };
      const done = await submit(change, (share) => update(id, { share }));
      update(id, null);
      showToast(toastFor(done.state));
    } catch (refused) {
      update(id, { error: sentenceFor(refused) });
    }
  };
  const sendAll = async (files: readonly File[]) => {
    for (const file of files) await sendOne(file, file.name);
    await photos.reload();
  };

  return (
    <section class="stack" aria-label="Photos">
      <h2>Photos</h2>
      {mayAdd && <AddPhotos onFiles={(files) => void sendAll(files)} onTake={() => setTaking(true)} />}
      {sending.map((one) => (
        <PhotoProgress key={one.id} sending={one} onDismiss={() => update(one.id, null)} />
      ))}
      {waiting.length > 0 && (
        <p class="note warn">
          <Icon name="sync" />
          <span>
            {waiting.length === 1 ? '1 photo is' : `${waiting.length} photos are`} waiting to be sent.
          </span>
        </p>
      )}
      <Loaded from={photos} rows={1}>
        {({ items }) =>
          items.length > 0 ? <PhotoGrid photos={items} /> : <p class="muted">No photos yet.</p>
        }
      </Loaded>
      {isTaking && (
        <TakePhotoDialog
          onPhoto={(blob, fileName) => void sendOne(blob, fileName).then(() => photos.reload())}
          onClose={() => setTaking(false)}
        />
      )}
    </section>
  );
}

function AddPhotos({ onFiles, onTake }: { onFiles: (files: File[]) => void; onTake: () => void }) {
  return (
    <div class="row">
      <label class="button file-button">
        <Icon name="picture" /> Add photos
        <input
          type="file"
          accept="image/*"
          multiple
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <button type="button" class="button" onClick={onTake}>
        <Icon name="camera" /> Take photo
      </button>
    </div>
  );
}

function PhotoProgress({ sending, onDismiss }: { sending: Sending; onDismiss: () => void }) {
  if (sending.error !== undefined) {
    return (
      <div class="note error row between" role="alert">
        <span>
          {sending.fileName}: {sending.error}
        </span>
        <button type="button" class="button" onClick={onDismiss}>
          Dismiss
        </button>
      </div>
    );
  }
  return (
    <div class="stack tight">
      <span class="small">Sending {sending.fileName}</span>
      <progress max={1} value={sending.share} aria-label={`Sending ${sending.fileName}`} />
    </div>
  );
}

function PhotoGrid({ photos }: { photos: readonly Photo[] }) {
  return (
    <ul class="photos">
      {photos.map((photo) => (
        <li key={photo.id}>
          <figure>
            <PhotoPicture photo={photo} />
            <figcaption class="small muted">{photo.fileName}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}
