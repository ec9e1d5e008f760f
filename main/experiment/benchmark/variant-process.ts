/**
 * The process of one variant: `variant-process.ts EXAMPLES_URL NAME`. Warms up until the code is compiled, then measures one execution, and prints
 * the measurement as JSON. A process of its own, so that no other variant has shaped its compiled code.
 */
import { calibrate, CALIBRATION_STEPS } from './calibration.ts';
import { median, type Measurement } from './measurement.ts';
import { variantsOf } from './variants.ts';

/** Executions before the one that is measured. */
const WARM_UP_EXECUTIONS = 3;
/** Times that the memory of a frame is measured; odd. */
const MEMORY_ROUNDS = 5;

const [examples = '', name = ''] = process.argv.slice(2);
const variant = variantsOf(new URL(examples)).find((one) => one.name === name);
if (!variant) throw new Error(`There is no variant "${name}".`);
for (let count = 0; count < WARM_UP_EXECUTIONS; count++) variant.execute(1);
calibrate();

// The compiler works on in the background and takes and frees memory when it finishes, which may fall into any one round.
const bytesPerFrame = median(
  Array.from({ length: MEMORY_ROUNDS }, () => {
    const single = allocationOf(() => variant.execute(1));
    const double = allocationOf(() => variant.execute(2));
    // What is set up once for a run is in both and cancels out.
    return (double.bytes - single.bytes) / (double.frames - single.frames);
  }),
);
const calibrationBefore = timed(calibrate);
const execution = timed(() => variant.execute(2));
const calibrationAfter = timed(calibrate);
const measurement: Measurement = {
  ...execution.result,
  cpuSeconds: execution.cpuSeconds,
  calibrationStepSeconds: (calibrationBefore.cpuSeconds + calibrationAfter.cpuSeconds) / (2 * CALIBRATION_STEPS),
  bytesPerFrame,
};
process.stdout.write(JSON.stringify(measurement));

/** Memory taken by an execution: exact while the young generation is larger than that (see benchmark.ts). */
function allocationOf(execute: () => { readonly frames: number }): { readonly bytes: number; readonly frames: number } {
  const before = process.memoryUsage();
  const { frames } = execute();
  const after = process.memoryUsage();
  return { bytes: after.heapUsed - before.heapUsed, frames };
}

/** The time is of the processor, user and system. */
function timed<Result>(execute: () => Result): { readonly result: Result; readonly cpuSeconds: number } {
  const before = process.cpuUsage();
  const result = execute();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuSeconds: (user + system) / 1e6 };
}
