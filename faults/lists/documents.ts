import type { Fault } from '../fault.ts';
import { aTestPassedOver } from '../a-test-passed-over.ts';
import { buildCommandRenamed } from '../build-command-renamed.ts';
import { readmeContentWithOldNode } from '../readme-content-with-old-node.ts';
import { rollbackRestartsNothing } from '../rollback-restarts-nothing.ts';
import { selfTestCannotFail } from '../self-test-cannot-fail.ts';
import { selfTestLeftBehind } from '../self-test-left-behind.ts';
import { tableMadeByHand } from '../table-made-by-hand.ts';
import { updateStepsRenamed } from '../update-steps-renamed.ts';

/** Where a release is not what its own documents say. */
export const documentFaults: readonly Fault[] = [
  readmeContentWithOldNode,
  buildCommandRenamed,
  tableMadeByHand,
  selfTestCannotFail,
  selfTestLeftBehind,
  aTestPassedOver,
  updateStepsRenamed,
  rollbackRestartsNothing,
];
