import { useEffect, useState } from 'preact/hooks';
import { getBlob } from '../api/client.ts';
import type { Photo } from '../api/types.ts';

/** The address of a picture that only signed-in people may read; undefined until it is here. */
function usePicture(path: string): { url: string | undefined; failed: boolean } {
  const [state, setState] = useState<{ url: string | undefined; failed: boolean }>({
    url: undefined,
    failed: false,
  });
  useEffect(() => {
    let current = true;
    let url: string | undefined;
    getBlob(path).then(
      (blob) => {
        if (!current) return;
        url = URL.createObjectURL(blob);
        setState({ url, failed: false });
      },
      () => current && setState({ url: undefined, failed: true }),
    );
    return () => {
      current = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [path]);
  return state;
}

export function PhotoPicture({ photo }: { photo: Photo }) {
  const { url, failed } = usePicture(`/api/photos/${photo.id}/content`);
  if (failed) return <span class="photo-missing">Not available offline</span>;
  return url ? (
    <img src={url} alt={photo.fileName} />
  ) : (
    <span class="photo-missing" role="status" aria-label="Loading" />
  );
}

export function SignaturePicture({ jobId, signedBy }: { jobId: string; signedBy: string }) {
  const { url } = usePicture(`/api/work-orders/${jobId}/signature`);
  return url ? <img class="signature-picture" src={url} alt={`Signature of ${signedBy}`} /> : null;
}
