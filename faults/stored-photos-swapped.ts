import type { Fault } from './fault.ts';
import { swapStoredObjects } from './planting.ts';

export const storedPhotosSwapped = {
  id: 'stored-photos-swapped',
  at: 'objects',
  what: 'every stored photo holds the bytes of another picture',
  turnsRed: ['task.confirmed/photo.view'],
  bystander: 'task.confirmed/time.enter',
  plant: async (stack) => await swapStoredObjects(stack),
} as const satisfies Fault;
