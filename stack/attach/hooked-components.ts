import type { Hooks, HookCommand } from '../../targets/schema/hooks.ts';
import type { ComponentEndpoint, ExecResult } from '../component.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { HookedComponent } from './hooked-component.ts';

/** The parts of a deployment that its hooks reach, in the order in which they are started. */
export function hookedComponents(
  { commands }: Pick<Hooks, 'commands'>,
  endpoint: ComponentEndpoint,
  by: { run(command: HookCommand): Promise<ExecResult>; readonly ledger: Pick<Ledger, 'part'> },
): readonly HookedComponent[] {
  const roles = (['database', 'objects', 'application'] as const).filter(
    (role) => commands[role] !== undefined || (role === 'application' && commands.logs !== undefined),
  );
  return roles.map((role) => {
    const { stop, start } = commands[role] ?? {};
    const { logs, application } = role === 'application' ? commands : {};
    return new HookedComponent({
      role,
      endpoint,
      stop,
      start,
      logs,
      cut: application?.cut,
      mend: application?.mend,
      run: (command) => by.run(command),
      note: (is) => by.ledger.part(role, is),
    });
  });
}
