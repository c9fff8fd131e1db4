export { ORDER_FILE } from './order.ts';
export { playOnePart, playParts } from './play-parts.ts';
export { prepareDistributed } from './prepare.ts';
export { judgeParts } from './read-parts.ts';
