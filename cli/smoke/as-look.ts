import type { ReadOnlyOrder } from '../../stack/read-only/guard.ts';
import { asSmoke, smokeHooks, smokeOf } from '../../targets/as-smoke.ts';
import type { Smoke } from '../../targets/schema/smoke.ts';
import type { Target } from '../../targets/schema/target.ts';
import { signInRequests } from '../../targets/sign-in-paths.ts';
import type { RunRequest } from '../run-context.ts';
import { mainDeviceOf } from '../scheduled-cells.ts';

/**
 * The same request as a look at production: read-only, one person, one phone, the pages that the target names.
 * @param version that must run; left out, the hooks say it. @throws TargetError where the target names nobody to look.
 */
export function asLook(request: RunRequest, version?: string): RunRequest {
  const { target, attach, devices } = request;
  const smoke = smokeOf(target);
  return {
    ...request,
    target: asSmoke(target),
    profile: 'smoke',
    stack: 'attach',
    devices: [mainDeviceOf(devices)],
    readOnly: orderOf(target, smoke),
    attach:
      attach === undefined || attach === 'rehearsal' ? 'rehearsal' : lookAt(attach, target, smoke, version),
  };
}

function lookAt(
  attach: Exclude<RunRequest['attach'], 'rehearsal' | undefined>,
  target: Target,
  smoke: Smoke,
  version: string | undefined,
): typeof attach {
  const hooks = smokeHooks(attach.hooks, target, smoke);
  const expect = version === undefined ? hooks.expect : { ...hooks.expect, version };
  return { ...attach, compared: undefined, hooks: { ...hooks, expect } };
}

/** By whatever way a session is opened, renewed and ended: nothing else that is no read may leave. */
function orderOf(target: Pick<Target, 'signIn'>, smoke: Smoke): ReadOnlyOrder {
  const plain = ({ method, path }: { readonly method: string; readonly path: string }) => ({ method, path });
  return {
    allows: [...signInRequests(target), ...smoke.allows].map(plain),
    expects: smoke.expects.map(plain),
    mark: smoke.mark,
    mostRequests: smoke.mostRequests,
  };
}
