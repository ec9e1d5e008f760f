/**
 * The engine's speed, checked in ways that a busy or slow machine does not change: events for each frame exactly, memory for each frame, and the time
 * of an event against that of a fixed loop in the same process. There is no limit on time.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { buildMachine } from '../../engine/build-machine.ts';
import { measure } from './benchmark.ts';
import { speedOf } from './measurement.ts';
import { variantsOf } from './variants.ts';

const examples = new URL('../../../examples/', import.meta.url);
const techniques = variantsOf(examples).filter(({ group }) => group === 'technique');

/** On any path; a batch is one event. */
const MOST_EVENTS_PER_FRAME = 12;
/** Heap memory for each frame, bytes. The event loop takes none; the most that was seen of a simulation is 65 (vhost-user). */
const MOST_BYTES_PER_FRAME = { tandem: 1, simulation: 150 };
/** Memory that the second of two executions may take less than the first, bytes for each frame: what is compiled or found only once. */
const FEWER_BYTES_PER_FRAME = 16;
/** Steps of the calibration loop in the time of one event; about three times what was seen (tandem 60, simulations 190 to 290). */
const MOST_STEPS_PER_EVENT = { tandem: 180, simulation: 850 };

/** Growth of a machine's memory that other code of the process may cause, bytes. */
const UNRELATED_BYTES = 1e6;

/** Memory in use after everything that is not referred to any more was collected, bytes. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('the engine', () => {
  it('handles as many events for each frame as before, and no more than its bound', async () => {
    const rows = techniques.map(({ name, execute }) => ({ name, ...execute(0.2) }));
    for (const { name, events, frames } of rows) expect(events / frames, name).toBeLessThanOrEqual(MOST_EVENTS_PER_FRAME);
    const width = Math.max(...rows.map(({ name }) => name.length));
    const text = rows.map(({ name, events, frames }) => `${name.padEnd(width)}  ${events} events  ${frames} frames\n`).join('');
    // A change of the engine that alters a count says why. To write the file anew: npm run test:unit -- regression --update
    await expect(text).toMatchFileSnapshot('reference.events.txt');
  });

  it.each(['tandem', 'native', 'emulated', 'xen-split-driver', 'vhost-net', 'vhost-user', 'sriov'])(
    'takes bounded memory for each frame and bounded time for each event: %s',
    async (name) => {
      const { bytesPerFrame, stepsPerEvent } = speedOf([await measure(examples, name)]);
      const kind = name === 'tandem' ? 'tandem' : 'simulation';
      // Less than nothing: something was collected meanwhile, and the figure would say nothing.
      expect(bytesPerFrame).toBeGreaterThan(-FEWER_BYTES_PER_FRAME);
      expect(bytesPerFrame).toBeLessThan(MOST_BYTES_PER_FRAME[kind]);
      expect(stepsPerEvent).toBeGreaterThan(0);
      expect(stepsPerEvent).toBeLessThan(MOST_STEPS_PER_EVENT[kind]);
    },
  );

  it.each(['sriov', 'vhost-net', 'xen-split-driver'] as const)('keeps no more memory the longer it runs: %s', (name) => {
    const scenario = scenarioSchema.parse({
      vms: [{ name: 'vm', count: 8 }],
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 95 } }],
      techniques: [{ name }],
    });
    const technique = scenario.techniques[0] ?? expect.fail('no technique');
    const machine = buildMachine({ scenario, technique, replication: 0 });
    machine.loop.run(20e6);
    const { delivered } = machine.ledger.totals();
    const early = memoryInUse();

    machine.loop.run(400e6);

    expect(memoryInUse() - early).toBeLessThan(UNRELATED_BYTES);
    // The machine is still in use here, so its memory was counted.
    expect(machine.ledger.totals().delivered).toBeGreaterThan(10 * delivered);
  });
});
