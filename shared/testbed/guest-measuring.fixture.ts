/** A short measurement of one adapter, for tests. */
import { guestTests, type GuestMeasuring } from './guest-measuring.ts';

export const shortMeasuring: GuestMeasuring = {
  devices: ['e1000'],
  functions: null,
  tests: [...guestTests],
  repetitions: 1,
  durationS: 1,
  frameBytes: 64,
  roundTrips: 10,
  overloadPps: 1000,
  seed: 1,
  cpus: null,
  fetchKernel: false,
  translate: true,
};
