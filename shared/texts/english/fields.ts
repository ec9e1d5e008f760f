import type { FieldKey } from '../../scenario/field-keys.ts';

/**
 * Fields of a scenario. English has their words from their keys and from their schemas; another language has titles in a record by `FieldKey`, and
 * help by path as far as it has any.
 */
export const fields = {
  /** `fromKey`: "Rate limit" of `rateLimitMbps`. */
  title: (_key: FieldKey, fromKey: string) => fromKey,
  /** `path`: `vms.*.count`, of alternatives `flows.*.traffic.poisson.load`; `described`: what the schema says. */
  help: (_path: string, described: string) => described,
  /** Units that are said in words in a sentence. */
  units: {
    packetsPerSecond: 'packets per second',
    microseconds: 'microseconds',
    milliseconds: 'milliseconds',
    percent: 'percent',
  },
};
