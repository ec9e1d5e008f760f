/** What techniques are offered, and Little's law in whole machines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { techniqueNames, type TechniqueName } from '../../shared/catalogue/techniques.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import type { Machine } from './model/machine.ts';
import { at } from './model/bare-machine.fixture.ts';
import { observe } from './model/replications.fixture.ts';
import type { SimulationTask } from './run-record.ts';
import { anyTask } from './scenario.fixture.ts';
import { buildMachine } from './build-machine.ts';
import { simulate } from './simulate.ts';

/** Every frame that enters the machine: when, of which VM, size, connection, destination. */
function offeredTo(machine: Machine, untilNs: number): string[] {
  const { ledger, packets, loop } = machine;
  const offered: string[] = [];
  const offer = ledger.offer.bind(ledger);
  ledger.offer = (packet) => {
    const { vm, bytes, connection, destination } = packets;
    offered.push([loop.nowNs, vm[packet], bytes[packet], connection[packet], destination[packet]].join(' '));
    offer(packet);
  };
  loop.run(untilNs);
  return offered;
}

describe('common random numbers', () => {
  it('offer any two techniques the very same open-loop frames at the very same times', () => {
    const openLoopTask = anyTask('native').filter(({ scenario }) =>
      scenario.flows.every(({ traffic }) => traffic.kind !== 'tcp-stream' && traffic.kind !== 'request-response'),
    );
    fc.assert(
      fc.property(openLoopTask, fc.constantFrom(...techniqueNames), (task, name) => {
        const other: SimulationTask = { ...task, technique: { name, options: {} } };
        fc.pre(simulate(other).refusal === null);
        const [one, two] = [offeredTo(buildMachine(task), 1e6), offeredTo(buildMachine(other), 1e6)];
        // Frames of one instant may enter in another order: the machines have other components.
        expect(two.sort()).toEqual(one.sort());
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('leave a VM’s frames alone when another flow is added', () => {
    const build = (flows: ScenarioInput['flows']) => {
      const scenario = scenarioSchema.parse({ vms: [{ name: 'vm' }, { name: 'other' }], flows, techniques: [{ name: 'sriov' }] });
      return buildMachine({ scenario, technique: at(scenario.techniques, 0), replication: 0 });
    };
    const load = { name: 'load', vms: 'vm', traffic: { kind: 'poisson' as const, load: 20, size: { kind: 'imix' as const } } };
    const alone = offeredTo(build([load]), 1e6);
    const together = offeredTo(build([{ name: 'flood', vms: 'other', traffic: { kind: 'poisson', load: 50 } }, load]), 1e6);
    expect(alone.length).toBeGreaterThan(500);
    expect(together.filter((frame) => frame.split(' ')[1] === '0')).toEqual(alone);
  });
});

describe('Little’s law: mean frames in the machine = rate x mean latency', () => {
  const stable: ScenarioInput['flows'][number]['traffic'] = { kind: 'poisson', load: 100_000, loadUnit: 'packets-per-second' };

  function machineOf(technique: TechniqueName, direction: 'receive' | 'transmit' | 'vm-to-vm' | 'forward'): Machine {
    const application = { kind: direction === 'forward' ? ('kernel-forwarder' as const) : ('sockets' as const) };
    const scenario = scenarioSchema.parse({
      vms: [{ name: 'vm', count: 4, application }],
      // A sent frame counts as delivered as it leaves the NIC, with the way to its peer in its latency: no way, no difference.
      nic: { ports: technique === 'direct' ? 4 : 1, propagationNs: 0 },
      flows: [{ name: 'load', vms: 'vm', direction, traffic: stable, ...(direction === 'vm-to-vm' ? { toVms: 'vm' } : {}) }],
      techniques: [{ name: technique }],
    });
    return buildMachine({ scenario, technique: at(scenario.techniques, 0), replication: 0 });
  }

  it.each(techniqueNames)('holds for %s in every direction, within the error of sampling', (technique) => {
    for (const direction of ['receive', 'transmit', 'vm-to-vm', 'forward'] as const) {
      const { inSystem, delivered, latencyNs, lossRatio } = observe(machineOf(technique, direction), 2e6, 40e6);
      expect(lossRatio, direction).toBe(0);
      expect(Math.abs(inSystem / (delivered * latencyNs) - 1), `${direction}: ${inSystem} against ${delivered * latencyNs}`).toBeLessThan(
        0.05,
      );
    }
  });
});
