/** `node load/k6/write-default.ts`: writes the plan that k6 plays by hand. */
import { join } from 'node:path';
import { writePlan } from '../plan-files.ts';
import { defaultPlan } from './default-plan.ts';

const { plan, feed } = defaultPlan();
await writePlan(join(import.meta.dirname, 'default'), plan, feed);
