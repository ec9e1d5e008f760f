import { plural } from './plural.ts';

/** Why a step in the way of a packet took so long. */
export const packetTrace = {
  repeated: (reason: string, times: number) => `${reason} (${times} ${plural(times, { one: 'time', other: 'times' })})`,
  otherReasons: (count: number) => `${count} other ${plural(count, { one: 'reason', other: 'reasons' })}`,
};
