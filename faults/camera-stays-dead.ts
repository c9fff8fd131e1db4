import type { Fault } from './fault.ts';

export const cameraStaysDead = {
  id: 'camera-stays-dead',
  at: 'patch',
  what: 'the scanner does not notice that the phone took its camera',
  turnsRed: ['scan.resumed'],
  bystander: 'app.resumed',
  patch: [
    {
      file: 'web/src/parts/live-video.tsx',
      find: "for (const track of opened.getVideoTracks()) track.addEventListener('ended', again, { once: true });",
      replace: '',
    },
  ],
} as const satisfies Fault;
