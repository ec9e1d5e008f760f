/**
 * The calibration loop: a fixed piece of work, to which the engine's speed is compared in the same process. A machine that is slower, or busy with
 * something else, is slower at both, so that their ratio tells whether the engine itself has become slower.
 */

/** Entries that the loop walks over: 32 KiB, which stay in the first-level cache as the engine's event list does. */
const ENTRIES = 4096;
const PASSES = 2000;

/** Steps of one execution. */
export const CALIBRATION_STEPS = ENTRIES * PASSES;

/** Reads, compares and writes in a fixed pseudo-random order, as the engine does; returns the sum, so that no step can be left out. */
export function calibrate(): number {
  const values = Float64Array.from({ length: ENTRIES }, (_, i) => i);
  let position = 0;
  let sum = 0;
  for (let step = 0; step < CALIBRATION_STEPS; step++) {
    position = (Math.imul(position, 5) + 1) & (ENTRIES - 1);
    const value = values[position];
    values[position] = value > step ? value - 1 : value + 1;
    sum += value;
  }
  return sum;
}
