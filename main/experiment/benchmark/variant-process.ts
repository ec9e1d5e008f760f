/**
 * The process of one variant: `variant-process.ts EXAMPLES_URL NAME`. Warms up until the code is compiled, then measures one execution, and prints
 * the measurement as JSON. A process of its own, so that no other variant has shaped its compiled code.
 */
import { variantsOf } from './variants.ts';
import type { Measurement } from './measurement.ts';

/** Executions before the one that is measured. */
const WARM_UP_EXECUTIONS = 3;

const [examples = '', name = ''] = process.argv.slice(2);
const variant = variantsOf(new URL(examples)).find((one) => one.name === name);
if (!variant) throw new Error(`There is no variant "${name}".`);
for (let execution = 0; execution < WARM_UP_EXECUTIONS; execution++) variant.execute(1);

const single = allocationOf(() => variant.execute(1));
const double = allocationOf(() => variant.execute(2));
const cpuBefore = process.cpuUsage();
const wallBefore = performance.now();
const { events, frames, simulatedNs } = variant.execute(2);
const wallSeconds = (performance.now() - wallBefore) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const measurement: Measurement = {
  events,
  frames,
  simulatedNs,
  cpuSeconds: (user + system) / 1e6,
  wallSeconds,
  // What is set up once for a run is in both and cancels out.
  bytesPerFrame: (double.bytes - single.bytes) / (double.frames - single.frames),
};
process.stdout.write(JSON.stringify(measurement));

/** Memory taken by an execution: exact while the young generation is larger than that (see benchmark.ts). */
function allocationOf(execute: () => { readonly frames: number }): { readonly bytes: number; readonly frames: number } {
  const before = process.memoryUsage();
  const { frames } = execute();
  const after = process.memoryUsage();
  return { bytes: after.heapUsed - before.heapUsed, frames };
}
