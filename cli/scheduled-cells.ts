import { requiredCells, type RequiredCell } from '../reports/required.ts';
import { deviceIds, type DeviceId } from '../devices/phones.ts';
import { isAskedFor } from './only.ts';
import type { RunRequest } from './run-context.ts';

/** The phone that checks marked `one` run on: the Android phone, or the first that is left. */
export function mainDeviceOf(devices: readonly DeviceId[]): DeviceId {
  return devices.find((device) => device === 'android') ?? devices[0] ?? 'android';
}

/** How many deployments a request looks at. */
export function deploymentsOf({ attach }: Pick<RunRequest, 'attach'>): 0 | 1 | 2 {
  if (attach === undefined) return 0;
  return attach === 'rehearsal' || attach.compared !== undefined ? 2 : 1;
}

/** All that must be answered, were nothing filtered. */
export function cellsOfRun(request: RunRequest): readonly RequiredCell[] {
  const { target, profile, devices } = request;
  const on = { profile, devices, main: mainDeviceOf(devices), deployments: deploymentsOf(request) };
  return requiredCells(target, on);
}

/** The cells that a request leaves in: all, unless it was filtered. */
export function scheduledCells(cells: readonly RequiredCell[], request: RunRequest): readonly RequiredCell[] {
  return cells.filter(({ check, subject }) => isAskedFor(request.only, check, subject));
}

/** What keeps a run from GO besides what was left out by name: the numbers do not say it. Undefined: nothing. */
export function whyPartial({ attach, devices, seed, target, profile }: RunRequest): string | undefined {
  const phones = profile === 'smoke' ? 1 : deviceIds.length;
  const stated = target.seed[profile === 'acceptance' ? 'acceptance' : 'gate'];
  const whys = [
    ...(attach === 'rehearsal' ? ['in a rehearsal'] : []),
    ...(devices.length < phones ? [`on ${devices.join(' and ')} alone`] : []),
    ...(seed === stated || attach !== undefined ? [] : [`on seed ${seed} instead of ${stated}`]),
  ];
  return whys.length === 0 ? undefined : whys.join(', ');
}

/** True when the run cannot end in GO, whatever it sees: something was left out, or planted, or made smaller. */
export function isPartial({ attach, only, devices, fault, seed, target, profile }: RunRequest): boolean {
  // A look is taken on one phone.
  const phones = profile === 'smoke' ? 1 : deviceIds.length;
  const filtered = only.length > 0 || devices.length < phones || attach === 'rehearsal';
  return (
    filtered || fault !== undefined || seed !== target.seed[profile === 'acceptance' ? 'acceptance' : 'gate']
  );
}
