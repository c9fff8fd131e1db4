import type { RequiredCell } from '../reports/required.ts';
import { deviceIds, type DeviceId } from '../devices/phones.ts';
import { isAskedFor } from './only.ts';
import type { RunRequest } from './run-context.ts';

/** The phone that checks marked `one` run on: the Android phone, or the first that is left. */
export function mainDeviceOf(devices: readonly DeviceId[]): DeviceId {
  return devices.find((device) => device === 'android') ?? devices[0] ?? 'android';
}

/** The cells that a request leaves in: all, unless it was filtered. */
export function scheduledCells(cells: readonly RequiredCell[], request: RunRequest): readonly RequiredCell[] {
  return cells.filter(({ check, subject }) => isAskedFor(request.only, check, subject));
}

/** True when the run cannot end in GO, whatever it sees: something was left out, or planted, or made smaller. */
export function isPartial({ only, devices, fault, seed, target, profile }: RunRequest): boolean {
  const filtered = only.length > 0 || devices.length < deviceIds.length;
  return filtered || fault !== undefined || seed !== target.seed[profile === 'smoke' ? 'gate' : profile];
}
