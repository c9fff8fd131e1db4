import type { Fault } from './fault.ts';

export const anyFileIsAPhoto = {
  id: 'any-file-is-a-photo',
  at: 'patch',
  what: 'whatever is uploaded is taken for a JPEG',
  turnsRed: ['photo.other-types-refused'],
  bystander: 'photo.large',
  patch: [{ file: 'server/image-type.ts', find: '  return null;', replace: "  return 'image/jpeg';" }],
} as const satisfies Fault;
