// The shape of a step in a content file: what script.ts declares as a type. Experiments and comparisons read it.
import { z } from 'zod';

export const eventMatchSchema = z.strictObject({
  event: z.string().describe('Name of the event, `layer:event`'),
  direction: z.enum(['client-to-server', 'server-to-client', 'none']).optional(),
  connection: z.number().int().positive().optional(),
  where: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

export const conditionsSchema = z
  .strictObject({
    rtt: z.number().min(0),
    bandwidth: z.number().min(0),
    loss: z.number().min(0).max(100),
    cutAfter: z.number().min(0),
    buffering: z.boolean(),
    idleTimeout: z.number().min(0),
    blackhole: z.boolean(),
  })
  .partial();

export const stepSchema = z.union([
  z.strictObject({ do: z.string() }),
  z.strictObject({ set: conditionsSchema }),
  z.strictObject({ until: eventMatchSchema, count: z.number().int().positive().optional(), within: z.number().positive().optional() }),
  z.strictObject({ run: z.number().positive().describe('Milliseconds to let the run go on') }),
]);
