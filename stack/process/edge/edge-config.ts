import { z } from 'zod';
import { edgeRuleSchema } from '../../edge.ts';
import { routeSchema } from '../proxy/routes.ts';

/** What the owner asks of the edge over IPC. */
export const edgeAskSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    port: z.number().int(),
    /** The address that it listens on, and the one at which the routes' ports are. */
    listenOn: z.string(),
    applicationHost: z.string(),
    /** Where the front sent requests before the edge was put in between. */
    routes: z.array(routeSchema),
    rules: z.array(edgeRuleSchema),
  }),
  /** Lets requests under way end, then ends. */
  z.strictObject({ type: z.literal('end') }),
]);
export type EdgeAsk = z.input<typeof edgeAskSchema>;
