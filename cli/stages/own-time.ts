import type { OwnTime } from '../../stack/box-share.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/** Whose time is the run's own, where its stack runs on this machine. */
export const ownTimeOf = ({ facts, folder }: Pick<StartedStack, 'facts' | 'folder'>): OwnTime => ({
  run: facts.run,
  folders: [folder],
  inContainers: facts.driver === 'docker',
});
