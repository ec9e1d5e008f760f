import {
  flowSchema,
  hostSchema,
  methodSchema,
  nicSchema,
  scenarioSchema,
  techniqueChoiceSchema,
  vmGroupSchema,
} from '../../../shared/scenario/schema.ts';
import { listAt, valueAt, withValueAt } from './draft-path.ts';

/**
 * A draft with the defaults filled in wherever a part of it is valid, so that its fields show what will run.
 * What is not valid stays exactly as it is.
 */
export function withDefaults(draft: unknown): unknown {
  const whole = scenarioSchema.safeParse(draft);
  if (whole.success) return whole.data;
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) return draft;
  const sections = { host: hostSchema, nic: nicSchema, method: methodSchema } as const;
  const items = { vms: vmGroupSchema, flows: flowSchema, techniques: techniqueChoiceSchema } as const;
  let result: unknown = draft;
  for (const [key, schema] of Object.entries(sections)) {
    const parsed = schema.safeParse(valueAt(draft, key) ?? {});
    if (parsed.success) result = withValueAt(result, key, parsed.data);
  }
  for (const [key, schema] of Object.entries(items)) {
    if (!Array.isArray(valueAt(draft, key))) continue;
    const filled = listAt(draft, key).map((item) => {
      const parsed = schema.safeParse(item);
      return parsed.success ? parsed.data : item;
    });
    result = withValueAt(result, key, filled);
  }
  return result;
}
