import type { Fault } from './fault.ts';

export const noCameraNotSaid = {
  id: 'no-camera-not-said',
  at: 'patch',
  what: 'on a phone without a camera the scanner says for ever that it is opening one',
  turnsRed: ['scan.no-camera'],
  bystander: 'scan.photo-fallback',
  patch: [
    {
      file: 'web/src/parts/camera.ts',
      find: "if (!media) throw new DOMException('no camera interface', 'NotFoundError');",
      replace: `if (!media) throw new DOMException('no camera interface', 'NotFoundError');
  const cameras = (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  if (cameras.length === 0) await new Promise(() => undefined);`,
    },
  ],
} as const satisfies Fault;
